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

  private func audit(_ folder: AuditedFolder) async throws -> (AuditDatabase, repository: String) {
    try folder.write("repositories/Dockerfile", "FROM debian:latest\n")
    let audit = try folder.audit()
    try await audit.crawl(CrawlRequest(roots: [folder.path("repositories")]))
    return (audit, try #require(try audit.database.read { try $0.value("SELECT name FROM repository").text }))
  }

  private func lives(_ audit: AuditDatabase) throws -> [String] {
    try audit.database.read { connection in
      try connection.rows(
        "SELECT path, repository_id IS NULL, first_seen, last_seen, fixed_at FROM external_finding ORDER BY 1, 2, 3"
      ).map { $0.values.map { $0.text ?? $0.integer.map(String.init) ?? "-" }.joined(separator: " ") }
    }
  }

  @Test func anOlderRunChangesNothing() async throws {
    let folder = try AuditedFolder()
    let (audit, name) = try await audit(folder)
    let old = Self.log([("DL3007", "Dockerfile", 1, "latest")], at: "2026-08-20T00:00:00Z")
    let empty = Self.log([], at: "2026-08-22T00:00:00Z")
    try audit.importSARIF([("a", old)], repository: name)
    try audit.importSARIF([("a", empty)], repository: name)
    let again = try audit.importSARIF([("a", old)], repository: name)
    #expect(
      again.map(\.sentence) == ["hadolint: 1 results, 0 new, 0 fixed; 1 were left out, for a later run is known"])
    let ended = "Dockerfile 0 2026-08-20T00:00:00Z 2026-08-20T00:00:00Z 2026-08-22T00:00:00Z"
    #expect(try lives(audit) == [ended])
    let sameMoment = Self.log([("DL3007", "Dockerfile", 1, "latest")], at: "2026-08-22T00:00:00Z")
    #expect(try audit.importSARIF([("a", sameMoment)], repository: name).map(\.new) == [0])
    #expect(try lives(audit) == [ended])
    let back = Self.log([("DL3007", "Dockerfile", 1, "latest")], at: "2026-08-23T00:00:00Z")
    #expect(try audit.importSARIF([("a", back)], repository: name).map(\.new) == [1])
  }

  @Test func anOlderRunSaysNothingOfARepositoryThatWasClean() async throws {
    let folder = try AuditedFolder()
    let (audit, name) = try await audit(folder)
    try audit.importSARIF([("a", Self.log([], at: "2026-08-22T00:00:00Z"))], repository: name)
    let old = Self.log([("DL3007", "Dockerfile", 1, "latest")], at: "2026-08-20T00:00:00Z")
    #expect(try audit.importSARIF([("a", old)], repository: name).map(\.outdated) == [1])
    #expect(try lives(audit) == [])
  }

  @Test func whatIsInNoRepositoryEnds() async throws {
    let folder = try AuditedFolder()
    let (audit, _) = try await audit(folder)
    let both = [("DL3007", "file:///elsewhere/Dockerfile", 1, "x"), ("DL3007", "file:///elsewhere/b", 1, "x")]
    try audit.importSARIF([("a", Self.log(both, at: "2026-08-01T00:00:00Z"))])
    let second = try audit.importSARIF([("a", Self.log([both[0]], at: "2026-08-02T00:00:00Z"))])
    #expect(second.map(\.fixed) == [1])
    #expect(
      try lives(audit) == [
        "/elsewhere/Dockerfile 1 2026-08-01T00:00:00Z 2026-08-02T00:00:00Z -",
        "/elsewhere/b 1 2026-08-01T00:00:00Z 2026-08-01T00:00:00Z 2026-08-02T00:00:00Z",
      ])
  }

  @Test func aRepositoryThatIsToldLaterTakesItsFindings() async throws {
    let folder = try AuditedFolder()
    let (audit, name) = try await audit(folder)
    let log = Self.log([("DL3007", "/elsewhere/Dockerfile", 1, "x")], at: "2026-08-01T00:00:00Z")
    try audit.importSARIF([("a", log)])
    let named = try audit.importSARIF([("a", log)], repository: name, root: "/elsewhere")
    #expect(named.map(\.new) == [0])
    #expect(try lives(audit) == ["Dockerfile 0 2026-08-01T00:00:00Z 2026-08-01T00:00:00Z -"])
  }

  @Test(arguments: [
    (["2026-08-01T00:00:00Z"], "2026-08-01T00:00:00Z", false),
    (["2026-08-01T00:00:00.1234567Z"], "2026-08-01T00:00:00Z", false),
    (["2026-08-01T01:30:00+02:00"], "2026-07-31T23:30:00Z", false),
    (["2026-08-01T01:30:00.5-0130"], "2026-08-01T03:00:00Z", false),
    (["2026-08-01T00:00:00"], "2026-08-01T00:00:00Z", false),
    (["2026-08-01T00:00:00Z", "2026-08-02T00:00:00Z", "zzz"], "2026-08-02T00:00:00Z", false),
    ([], "2026-10-01T00:00:00Z", false),
    (["zzz"], "2026-10-01T00:00:00Z", true),
    (["yesterday's T."], "2026-10-01T00:00:00Z", true),
    (["9999-12-31T00:00:00Z"], "2026-10-01T00:00:00Z", true),
    (["0001-01-01T00:00:00Z"], "2026-10-01T00:00:00Z", true),
    (["2026-02-30T99:00:00Z"], "2026-10-01T00:00:00Z", true),
  ])
  func timesAreInUTC(times: [String], expected: String, isUnreadable: Bool) throws {
    let time = RunTime(times, now: try Date("2026-10-01T00:00:00Z", strategy: .iso8601))
    #expect(time.text == expected)
    #expect(time.isUnreadable == isUnreadable)
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
