import Syntax
import Testing

struct BuildPlanTests {
  private func plan(_ text: String) -> BuildPlan {
    BuildPlan(Dockerfile(parsing: Array(text.utf8)))
  }

  /// What the values of the last instruction resolve to.
  @Test(arguments: [
    ("FROM scratch\nENV A=1\nENV B=$A C=${A}x", ["1", "1x"]),
    ("FROM scratch\nENV A=1\nENV A=2 B=$A", ["2", "1"]),
    ("ARG A=1\nFROM scratch\nENV B=$A", [""]),
    ("ARG A=1\nFROM scratch\nARG A\nENV B=$A", ["1"]),
    ("ARG A=1\nFROM scratch\nARG A=2\nENV B=$A", ["2"]),
    ("FROM scratch\nARG A\nENV B=$A", ["?A"]),
    ("FROM scratch\nARG A\nENV B=${A:-x}", ["?A"]),
    ("FROM scratch\nENV B=${A:-x}", ["x"]),
    ("FROM alpine\nENV B=${A:-x}", ["?A"]),
    ("FROM scratch\nENV B=$TARGETARCH", [""]),
    ("FROM scratch\nARG TARGETARCH\nENV B=$TARGETARCH", ["?TARGETARCH"]),
    ("FROM scratch AS a\nENV A=1\nFROM a\nENV B=$A", ["1"]),
    ("FROM scratch AS a\nENV A=1\nFROM scratch\nENV B=$A", [""]),
    ("FROM scratch\nARG A=x B=${A}y\nENV C=$B", ["xy"]),
    ("FROM scratch\nENV A='$B' C=\\$B", ["$B", "$B"]),
  ])
  func scopes(_ text: String, _ expected: [String]) throws {
    let values = try #require(plan(text).steps.last).values
    #expect(values.map { $0.resolved ?? "?\($0.variable ?? "")" } == expected)
  }

  @Test(arguments: [
    ("FROM a\nRUN x", ScriptShell.posix), ("FROM a\nSHELL [\"pwsh\", \"-c\"]\nRUN x", .powershell),
    ("FROM mcr.microsoft.com/windows/nanoserver\nRUN x", .cmd),
    ("FROM mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-ltsc2022\nRUN x", .cmd),
    ("FROM a\nSHELL [\"C:\\\\Windows\\\\System32\\\\cmd.exe\"]\nRUN x", .cmd),
    ("FROM a\nSHELL [\"python3\"]\nRUN x", .other("python3")),
    ("FROM a AS b\nSHELL [\"pwsh\"]\nFROM b\nRUN x", .powershell),
  ])
  func shells(_ text: String, _ expected: ScriptShell) {
    #expect(plan(text).steps.last?.shell == expected)
  }

  @Test(arguments: [
    ("FROM a AS x\nFROM b\nCOPY --from=X p q", BuildSource.stage(0)),
    ("FROM a\nFROM b\nCOPY --from=0 p q", .stage(0)),
    ("FROM a\nCOPY --from=nginx p q", .image(.resolved("nginx"))),
    ("ARG N=nginx\nFROM a\nARG N\nCOPY --from=$N p q", .image(.resolved("nginx"))),
    ("FROM a\nARG N\nCOPY --from=$N p q", .image(.hangs(on: "N"))),
  ])
  func sources(_ text: String, _ expected: BuildSource) {
    #expect(plan(text).steps.last?.source == expected)
  }

  @Test(
    arguments: [
      ("FROM a\nRUN <<EOF\nx\nEOF", ["x"]), ("FROM a\nRUN <<EOF\n#!/usr/bin/env python3\nimport x\nEOF", nil),
      ("FROM a\nRUN <<EOF\n#!/bin/bash -e\nx\nEOF", ["x"]), ("FROM a\nRUN <<EOF python3\nimport x\nEOF", ["python3"]),
      ("FROM a\nHEALTHCHECK CMD x", ["x"]), ("FROM a\nHEALTHCHECK NONE", nil),
      ("FROM a\nCMD [\"sh\", \"-c\", \"x && y\"]", ["x", "y"]), ("FROM a\nONBUILD RUN x", ["x"]),
      ("FROM a\nCMD [\"--help\"]", nil),
      ("FROM a\nCOPY <<EOF /x\nrm\nEOF", nil),
    ] as [(String, [String]?)])
  func scripts(_ text: String, _ programs: [String]?) throws {
    let file = Dockerfile(parsing: Array(text.utf8))
    let step = try #require(BuildPlan(file).steps.last)
    #expect(file.script(of: step)?.commands.map { $0.program ?? "?" } == programs)
  }
}
