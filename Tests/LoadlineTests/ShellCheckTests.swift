import Foundation
import Testing

@testable import Loadline

@Suite struct ShellCheckTests {
  static let program = try? ShellCheckProgram(path: ProcessInfo.processInfo.environment["LOADLINE_SHELLCHECK"])

  private func scripts(_ text: String) -> [ShellCheckScript] {
    ShellCheckScript.scripts(in: Array(text.utf8))
  }

  @Test func scriptsHaveTheirShellAndTheVariablesOfTheirStage() {
    let scripts = scripts(
      """
      ARG GLOBAL=1
      FROM alpine AS base
      ENV A=1
      RUN echo $A
      FROM base
      SHELL ["/bin/bash", "-c"]
      ARG B
      RUN echo $A \\
        $B
      RUN ["exec", "form"]
      RUN <<EOF
      #!/usr/bin/env dash
      echo $A
      EOF
      RUN <<EOF
      #!/usr/bin/env python3
      print(1)
      EOF
      """)
    #expect(scripts.map(\.dialect) == ["sh", "bash", "dash"])
    #expect(scripts.map { $0.text.contains(" A=") } == [true, true, true])
    #expect(scripts.map { $0.text.contains(" B=") } == [false, true, true])
    #expect(scripts.allSatisfy { $0.text.contains(" GLOBAL=") })
  }

  @Test(arguments: [(1, 1, nil as Int?), (2, 1, 2), (2, 6, 2), (2, 10, 3), (2, 999, 3), (99, 1, 2)])
  func commentsAreMappedToTheLinesOfTheFile(line: Int, column: Int, expected: Int?) throws {
    let script = try #require(scripts("FROM alpine\nRUN echo é\\\n  $A").first)
    let comment = ShellCheckProgram.Comment(line: line, column: column, level: "info", code: 2086, message: "")
    #expect(script.line(of: comment) == expected)
  }

  @Test func aMissingProgramSaysHowToInstallIt() {
    let error = #expect(throws: LoadlineError.self) { try ShellCheckProgram(path: "/nowhere/shellcheck") }
    #expect(error?.message.contains("install it") == true)
  }

  @Test(.enabled(if: program != nil, "needs ShellCheck on PATH, or LOADLINE_SHELLCHECK"))
  func theRealOneFindsWhatItFinds() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "Dockerfile")
    let text = """
      FROM debian:12
      ARG SOURCE
      RUN true \\
        && cp $SOURCE /srv/
      # hadolint ignore=SC2086
      RUN cp $SOURCE /opt/
      RUN if [[ -n "$SOURCE" ]]; then true; fi
      """
    try Data(text.utf8).write(to: file)
    var configuration = Configuration()
    configuration.ruleSelection = .only(["shellcheck-clean"])
    let result = try Checker(configuration: configuration).check(
      paths: [file.path(percentEncoded: false)], shellCheck: Self.program)
    #expect(result.findings.map { "\($0.line ?? 0) \($0.subject)" } == ["4 SC2086", "7 SC3010"])
    let without = try Checker(configuration: configuration).check(paths: [file.path(percentEncoded: false)])
    #expect(without.findings == [])
  }
}
