import Foundation
import Store
import Testing

@testable import Loadline

/// Results of other scanners, import after import.
@Suite struct ExternalResultsTests {
  private static func log(_ results: [(rule: String, uri: String, line: Int, text: String)], at time: String) -> [UInt8]
  {
    let entries = results.map {
      #"{"ruleId":"\#($0.rule)","level":"error","message":{"text":"\#($0.text)"},"locations":[{"physicalLocation":{"#
        + #""artifactLocation":{"uri":"\#($0.uri)"},"region":{"startLine":\#($0.line)}}}]}"#
    }
    let rules = #"[{"id":"DL3007","shortDescription":{"text":"latest"}}]"#
    return Array(
      #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Hadolint","version":"2.12.0","rules":\#(rules)}},"#.utf8)
      + Array(#""invocations":[{"endTimeUtc":"\#(time)"}],"results":[\#(entries.joined(separator: ","))]}]}"#.utf8)
  }

  @Test func firstSeenAndFixedAreIntervals() async throws {
    let folder = try AuditedFolder()
    try folder.write("repositories/Dockerfile", "FROM debian:latest\n")
    let audit = try folder.audit()
    try await audit.crawl(CrawlRequest(roots: [folder.path("repositories")]))
    let name = try #require(try audit.database.read { try $0.value("SELECT name FROM repository").text })
    let first = try audit.importSARIF(
      [
        (
          "a",
          Self.log(
            [("DL3007", "Dockerfile", 1, "latest"), ("DL4000", "other.txt", 2, "x")], at: "2026-08-01T00:00:00.123Z")
        )
      ],
      repository: name)
    #expect(first.map(\.sentence) == ["hadolint: 2 results, 2 new, 0 fixed"])
    let again = try audit.importSARIF(
      [("a", Self.log([("DL3007", "Dockerfile", 5, "latest")], at: "2026-08-02T00:00:00Z"))],
      repository: name)
    #expect(again.map(\.sentence) == ["hadolint: 1 results, 0 new, 1 fixed"])
    let rows = try audit.database.read { connection in
      try connection.rows(
        """
        SELECT rule, path, line, status, first_seen, fixed_at FROM any_finding WHERE tool = 'hadolint' ORDER BY rule
        """
      ).map { $0.values.map { $0.text ?? $0.integer.map(String.init) ?? "-" }.joined(separator: " ") }
    }
    #expect(rows.first == "DL3007 Dockerfile 5 open 2026-08-01T00:00:00Z -")
    #expect(rows.last == "DL4000 other.txt 2 fixed 2026-08-01T00:00:00Z 2026-08-02T00:00:00Z")
  }

  @Test func whatIsInNoRepositoryIsCountedAndKept() async throws {
    let folder = try AuditedFolder()
    try folder.write("repositories/Dockerfile", "FROM debian:latest\n")
    let audit = try folder.audit()
    try await audit.crawl(CrawlRequest(roots: [folder.path("repositories")]))
    let log = Self.log([("DL3007", "file:///elsewhere/Dockerfile", 1, "latest")], at: "2026-08-01T00:00:00Z")
    #expect(try audit.importSARIF([("a", log)]).map(\.unmapped) == [1])
    let kept = try audit.database.read { try $0.value("SELECT path FROM external_finding WHERE repository_id IS NULL") }
    #expect(kept == "/elsewhere/Dockerfile")
  }

  @Test(arguments: ["", "[]", "{}", #"{"runs":[{"results":[]}]}"#, "\u{FEFF}{"])
  func whatIsNoLogIsAnError(text: String) throws {
    #expect(throws: LoadlineError.self) { try SARIFDocument.read(Array(text.utf8), file: "x") }
  }

  @Test(arguments: [
    ("a/./b/../c", "a/c"), ("/x//y/", "/x/y"), ("../../a", "a"), ("", ""),
  ])
  func pathsAreMadePlain(path: String, plain: String) {
    #expect(ResultPlaces.plain(path) == plain)
  }
}
