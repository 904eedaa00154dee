import Foundation
import Store
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

  /// A program that answers as ShellCheck of a version does: one comment on each script, unless that has `silence`.
  private static func stub(_ folder: AuditedFolder, version: String) throws -> ShellCheckProgram {
    try folder.write(
      "shellcheck-\(version)",
      """
      #!/bin/sh
      if [ "$1" = --version ]; then echo "version: \(version)"; exit 0; fi
      grep -qs silence [0-9]* && exit 3
      separator=
      printf '{"comments":['
      for name in [0-9]*; do
        printf '%s{"file":"%s","line":2,"column":1,"level":"info","code":2086,"message":"of \(version)"}' "$separator" "$name"
        separator=,
      done
      printf ']}'
      exit 1
      """)
    let path = folder.path("shellcheck-\(version)")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return try ShellCheckProgram(path: path)
  }

  private static let state = """
    SELECT (SELECT group_concat(message || '@' || line) FROM shellcheck_finding),
      (SELECT count(*) FROM diagnostic WHERE kind = 'shellcheck'),
      (SELECT group_concat(DISTINCT version) FROM shellcheck_script),
      (SELECT group_concat(DISTINCT version) FROM shellcheck_content)
    """

  private func state(_ audit: AuditDatabase) throws -> [String] {
    try audit.database.read { connection in
      try connection.rows(Self.state).flatMap { $0.values.map { $0.text ?? $0.integer.map(String.init) ?? "-" } }
    }
  }

  @Test func anotherVersionReplacesWhatTheFormerSaid() async throws {
    let folder = try AuditedFolder()
    try folder.write("repositories/Dockerfile", "FROM debian:12\nRUN echo $A\nRUN echo silence\n")
    let audit = try folder.audit()
    var request = CrawlRequest(roots: [folder.path("repositories")])
    for version in ["1", "2", "2"] {
      request.shellCheck = try Self.stub(folder, version: version)
      try await audit.crawl(request)
      #expect(try state(audit) == ["of \(version)@2", "1", version, version])
    }
  }

  @Test func answersAreKeptThoughTheCrawlIsStopped() async throws {
    let folder = try AuditedFolder()
    try folder.write("repositories/Dockerfile", "FROM debian:12\nRUN echo $A\n")
    let audit = try folder.audit()
    var request = CrawlRequest(roots: [folder.path("repositories")])
    try await audit.crawl(request)
    let program = try Self.stub(folder, version: "1")
    try audit.askShellCheck(program, jobs: 1)
    #expect(try state(audit) == ["of 1@2", "0", "1", "1"])
    request.shellCheck = program
    try await audit.crawl(request)
    let found = try audit.database.read { connection in
      try connection.value("SELECT count(*) FROM finding WHERE rule_id = 'shellcheck-clean'")
    }
    #expect(found == 1)
  }
}
