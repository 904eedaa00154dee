import Crawl
import Foundation
import Store
import Testing

@testable import Loadline

@Suite struct PruningTests {
  let folder: AuditedFolder
  let organisation: GitOrganisation

  init() throws {
    folder = try AuditedFolder()
    organisation = try GitOrganisation(in: folder)
  }

  private func crawl() async throws -> AuditDatabase {
    let audit = try folder.audit()
    var request = CrawlRequest(roots: [organisation.root.path])
    request.history = .all
    try await audit.crawl(request)
    return audit
  }

  private func days(since day: String) throws -> Int {
    let then = try Date(day, strategy: .iso8601.year().month().day())
    return Int(Date.now.timeIntervalSince(then) / 86400)
  }

  private static let twoYears: [GitOrganisation.Commit] = [
    .init(day: "2022-02-03", files: ["Dockerfile": "FROM debian:latest\nRUN apt-get update\n"]),
    .init(day: "2023-02-03", files: ["Dockerfile": "FROM debian:latest\nRUN apt-get update\nUSER app\n"]),
    .init(day: "2024-02-03", files: ["Dockerfile": "FROM debian:latest\nRUN apt-get update\nUSER web\n"]),
  ]

  /// What rewrites a database, each as its command does.
  private static let rewritings: [String: @Sendable (AuditDatabase) throws -> Void] = [
    "prune": { try _ = $0.prune(keeping: Retention("1y")) },
    "merge": { try _ = $0.merge([$0.path + "-other"]) },
    "judge": { try _ = $0.judgeAgain() },
    "vacuum": { try $0.vacuum() },
    "import images": { try _ = $0.importImages(#"{"Repository":"debian","Tag":"12","Size":"1MB"}"#) },
    "import sarif": {
      let log = #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"t"}},"results":[]}]}"#
      try _ = $0.importSARIF([(name: "log", bytes: Array(log.utf8))])
    },
  ]

  @Test(arguments: rewritings.keys.sorted())
  func nothingRewritesADatabaseThatIsCrawledInto(command: String) async throws {
    let rewrite = try #require(Self.rewritings[command])
    try organisation.commit(Self.twoYears, to: "app")
    let audit = try await crawl()
    let other = try AuditDatabase(path: audit.path + "-other")
    try await other.crawl(CrawlRequest(roots: [organisation.root.path]))
    do {
      let lock = try CrawlLock(database: audit.path)
      defer { withExtendedLifetime(lock) {} }
      let error = #expect(throws: LoadlineError.self) { try rewrite(audit) }
      #expect("\(try #require(error))".contains("wait until it is done"))
    }
    try rewrite(audit)
    #expect(try audit.troubles() == [])
  }

  @Test func pruningAgainRemembersNoFindingTwice() async throws {
    try organisation.commit(Self.twoYears, to: "app")
    let audit = try await crawl()
    func remembered() throws -> Int64 {
      try audit.database.read { try $0.value("SELECT count(*) FROM pruned_finding").integer ?? 0 }
    }
    _ = try audit.prune(keeping: Retention("\(try days(since: "2023-06-01"))d"))
    let once = try remembered()
    #expect(once > 0)
    for _ in 0..<2 {
      _ = try audit.prune(keeping: Retention("\(try days(since: "2023-09-01"))d"))
      #expect(try remembered() == once)
    }
    let ages = try audit.database.read {
      try $0.rows("SELECT DISTINCT first_seen FROM finding WHERE fixed_at IS NULL").map { $0[0].text?.prefix(4) }
    }
    #expect(ages.contains("2022"))
  }

  @Test func aRenameAfterPruningKeepsTheAgeOfFindings() async throws {
    try organisation.commit(Self.twoYears, to: "app")
    let audit = try await crawl()
    let findings = """
      SELECT rule_id, subject, first_seen, first_commit FROM finding WHERE status = 'open' AND first_seen < '2024'
      ORDER BY 1, 2, 3
      """
    let before = try audit.database.read { try $0.rows(findings).map(\.values) }
    #expect(!before.isEmpty)
    _ = try audit.prune(keeping: Retention("\(try days(since: "2023-06-01"))d"))
    for (day, from, to) in [
      ("2024-05-05", "Dockerfile", "app/Dockerfile"), ("2024-06-06", "app/Dockerfile", "b/Dockerfile"),
    ] {
      let text = "FROM debian:latest\nRUN apt-get update\nUSER web\n"
      try organisation.commit([.init(day: day, files: [from: nil, to: text])], to: "app")
      _ = try await crawl()
      let after = try audit.database.read { try $0.rows(findings).map(\.values) }
      #expect(after == before, "after the rename to \(to)")
    }
    _ = try audit.prune(keeping: Retention("\(try days(since: "2024-08-01"))d"))
    #expect(try audit.database.read { try $0.rows(findings).map(\.values) } == before)
    #expect(try audit.troubles() == [])
  }

  @Test(arguments: [("2y", "2024-02-28"), ("18m", "2024-08-28"), ("90d", "2025-11-30")])
  func aSpanBeginsSoLongAgo(text: String, start: String) throws {
    let now = try Date("2026-02-28", strategy: .iso8601.year().month().day())
    let day = try Retention(text).start(before: now)?.formatted(.iso8601.year().month().day())
    #expect(day == start)
  }
}
