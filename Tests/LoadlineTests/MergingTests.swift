import Foundation
import Store
import Testing

@testable import Loadline

@Suite struct MergingTests {
  let folder: AuditedFolder
  let organisation: GitOrganisation

  init() throws {
    folder = try AuditedFolder()
    organisation = try GitOrganisation(in: folder)
  }

  private static let debian = "FROM debian:latest\nRUN apt-get update\n"
  private static let past: [GitOrganisation.Commit] = [
    .init(day: "2022-02-03", files: ["Dockerfile": debian, "old/Dockerfile": "FROM old\n"]),
    .init(day: "2022-03-03", files: ["old/Dockerfile": nil]),
    .init(day: "2023-02-03", files: ["Dockerfile": debian + "USER app\n"]),
    .init(day: "2024-02-03", files: ["Dockerfile": debian + "USER web\n"]),
  ]

  private func crawl(
    _ name: String, history: CrawlRequest.History? = .all, shard: String? = nil
  ) async throws -> AuditDatabase {
    let audit = try AuditDatabase(path: folder.path(name))
    var request = CrawlRequest(roots: [organisation.root.path])
    request.history = history
    request.shard = try shard.map { try CrawlRequest.Shard($0) }
    try await audit.crawl(request)
    return audit
  }

  private func rows(_ audit: AuditDatabase, _ sql: String) throws -> [String] {
    try audit.database.read { try $0.rows(sql).map { $0.values.map { $0.text ?? "-" }.joined(separator: "|") } }
  }

  @Test func lessOfThePastDoesNotReplaceMore() async throws {
    try organisation.commit(Self.past, to: "app")
    let here = try await crawl("here.db")
    let lives = "SELECT rule_id, subject, first_seen FROM finding WHERE status = 'open' ORDER BY 1, 2"
    let before = try rows(here, lives)
    try organisation.commit([.init(day: "2024-06-01", files: ["new/Dockerfile": "FROM scratch\n"])], to: "app")
    for (name, history) in [("none.db", nil), ("since.db", CrawlRequest.History.since("2024-01-01"))] {
      _ = try await crawl(name, history: history)
      let outcome = try here.merge([folder.path(name)])
      #expect(outcome.repositories == 0)
      #expect(outcome.kept.map(\.name) == ["app"] && outcome.kept.map(\.reason) == [.isShallower])
      #expect(try rows(here, lives) == before)
    }
    _ = try await crawl("all.db")
    let outcome = try here.merge([folder.path("all.db")])
    #expect(outcome.repositories == 1 && outcome.kept == [])
    #expect(try rows(here, "SELECT path FROM current_file ORDER BY 1") == ["Dockerfile", "new/Dockerfile"])
    #expect(try here.merge([folder.path("all.db")]) == MergeOutcome())
  }

  /// A crawl may be late and see an old state: of a mirror that nobody updates.
  @Test func anEarlierCommitDoesNotReplaceALaterOne() async throws {
    try organisation.commit(Self.past, to: "app")
    _ = try await crawl("mirror.db")
    try organisation.commit([.init(day: "2024-06-01", files: ["new/Dockerfile": "FROM scratch\n"])], to: "app")
    let here = try await crawl("here.db")
    let mirror = try AuditDatabase(existing: folder.path("mirror.db"))
    try mirror.database.write { try $0.execute("UPDATE scan SET started_at = '2999-01-01T00:00:00Z'") }
    let outcome = try here.merge([mirror.path])
    #expect(outcome.repositories == 0 && outcome.kept.map(\.reason) == [.isEarlier])
    #expect(try rows(here, "SELECT path FROM current_file ORDER BY 1") == ["Dockerfile", "new/Dockerfile"])
  }

  private func importResults(_ audit: AuditDatabase, paths: [String]) throws {
    let results = paths.map {
      #"{"ruleId":"DL1","message":{"text":"m"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"\#($0)"}}}]}"#
    }.joined(separator: ",")
    let log = #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"scanner"}},"results":[\#(results)]}]}"#
    try audit.importSARIF([(name: "log", bytes: Array(log.utf8))], repository: "app")
  }

  private static let external = """
    SELECT e.path, f.path, r.name FROM external_finding AS e LEFT JOIN file AS f ON f.file_id = e.file_id
    LEFT JOIN repository AS r ON r.repository_id = e.repository_id ORDER BY 1
    """

  @Test func whatOtherProgramsSaidComesAlong() async throws {
    try organisation.commit(Self.past, to: "app")
    let part = try await crawl("part.db")
    try importResults(part, paths: ["Dockerfile", "main.tf"])
    try part.database.write {
      try $0.script(
        """
        INSERT INTO shellcheck_script VALUES ('1-a', '0.9', '[]');
        INSERT INTO shellcheck_finding (content_id, code, level, message, line)
        SELECT content_id, 'SC2086', 'info', 'quote', 2 FROM current_file;
        INSERT INTO shellcheck_content SELECT DISTINCT content_id, '0.9', 1 FROM current_file;
        INSERT INTO diagnostic (content_id, repository_id, kind, severity, message)
        SELECT content_id, 4711, 'shellcheck', 'warning', 'x' FROM current_file;
        """)
      try part.forgetJudgement(ofRulesReading: "shellcheck_", $0)
    }
    try part.judgeAgain()
    try part.database.write {
      try $0.execute(
        """
        INSERT INTO diagnostic (content_id, kind, severity, message)
        SELECT content_id, 'rule', 'warning', 'x' FROM current_file
        """)
    }
    let pruned = try part.prune(keeping: Retention("\(Int(Date.now.timeIntervalSince(Self.floor) / 86400))d"))
    #expect(pruned.versions > 0)
    try organisation.commit([.init(day: "2021-02-03", files: ["Dockerfile": "FROM other\n"])], to: "a-other")
    // One that has the contents, and judged them without ShellCheck; and one that has nothing.
    let known = try await crawl("known.db", history: .since("2024-01-01"))
    #expect(try known.merge([part.path]).kept == [])
    for here in [known, try AuditDatabase(path: folder.path("empty.db"))] {
      try here.merge([part.path])
      #expect(try rows(here, "SELECT code, line FROM shellcheck_finding") == ["SC2086|2"])
      #expect(try rows(here, "SELECT version FROM shellcheck_content") == ["0.9"])
      #expect(try rows(here, "SELECT script FROM shellcheck_script") == ["1-a"])
      #expect(
        try rows(here, "SELECT repository_id, kind FROM diagnostic WHERE kind IN ('shellcheck', 'rule')")
          == ["-|shellcheck"])
    }
    let empty = try AuditDatabase(existing: folder.path("empty.db"))
    #expect(try rows(empty, Self.external) == ["Dockerfile|Dockerfile|app", "main.tf|-|app"])
    let lives = "SELECT rule_id, subject, first_seen FROM finding ORDER BY 1, 2, 3"
    #expect(try rows(empty, lives) == rows(part, lives))
    #expect(try rows(empty, "SELECT count(*) FROM pruned_finding") != ["0"])
    let floor = "SELECT value FROM setting WHERE name = 'history_floor'"
    #expect(try rows(empty, floor) == rows(part, floor))
    #expect(try empty.troubles() == [] && known.troubles() == [])
  }

  private static let floor = Date(timeIntervalSince1970: 1_685_577_600)

  @Test func resultsOfScannersNameTheFilesThatAreThere() async throws {
    try organisation.commit(Self.past, to: "app")
    let here = try await crawl("here.db")
    try importResults(here, paths: ["Dockerfile", "old/Dockerfile"])
    try organisation.commit([.init(day: "2024-06-01", files: ["a/Dockerfile": "FROM scratch\n"])], to: "app")
    _ = try await crawl("part.db")
    #expect(try here.merge([folder.path("part.db")]).repositories == 1)
    #expect(try rows(here, Self.external) == ["Dockerfile|Dockerfile|app", "old/Dockerfile|old/Dockerfile|app"])
    #expect(try here.troubles() == [])
    _ = try here.prune(keeping: Retention("\(Int(Date.now.timeIntervalSince(Self.floor) / 86400))d"))
    #expect(try rows(here, Self.external) == ["Dockerfile|Dockerfile|app", "old/Dockerfile|-|app"])
    #expect(try here.troubles() == [])
  }

  @Test func morePartsThanAreAttachedAtOnce() async throws {
    for number in 0..<6 { try organisation.commit(Self.past, to: "team/\(number)") }
    var paths: [String] = []
    for number in 1...9 { paths.append(try await crawl("\(number).db", shard: "\(number)/9").path) }
    let merged = try AuditDatabase(path: folder.path("merged.db"))
    #expect(try merged.merge(paths).repositories == 6)
    let (left, right) = (try merged.comparableRows(), try await crawl("once.db").comparableRows())
    for table in left.keys.sorted() { #expect(left[table] == right[table], "\(table)") }
  }
}
