import Foundation
import Store
import Testing

@testable import Loadline

/// However a history comes into the database, and whatever is done to keep it small or to spread the work, it says the same.
@Suite struct TimeTests {
  let folder: AuditedFolder
  let organisation: GitOrganisation

  init() throws {
    folder = try AuditedFolder()
    organisation = try GitOrganisation(in: folder)
  }

  private static let install = "RUN apt-get update && apt-get install -y curl\n"

  /// Three years of two repositories, in steps.
  static let steps: [(repository: String, commit: GitOrganisation.Commit)] = [
    (
      "app",
      .init(day: "2022-02-03", files: ["Dockerfile": "FROM debian:10\n\(install)", "CODEOWNERS": "* @org/app\n"])
    ),
    ("web/shop", .init(day: "2022-03-10", files: ["Dockerfile": "FROM node:latest\nCOPY . .\n", "README": "x"])),
    (
      "app",
      .init(
        day: "2022-05-05",
        files: ["compose.yaml": "services:\n  app:\n    build: .\n    privileged: true\n    ports: ['80:80']\n"])
    ),
    ("web/shop", .init(day: "2022-05-20", files: [".dockerignore": ".git\nnode_modules\n.env\n"])),
    ("app", .init(day: "2022-09-01", files: ["Dockerfile": "FROM debian:11\n\(install)USER app\n"])),
    (
      "web/shop",
      .init(day: "2022-11-11", files: ["Dockerfile": nil, "docker/Dockerfile": "FROM node:latest\nCOPY . .\n"])
    ),
    ("app", .init(day: "2023-01-15", files: ["compose.yaml": "services:\n  app:\n    build: .\n"])),
    ("app", .init(day: "2023-02-15", files: ["Dockerfile": "FROM debian:11\n\(install)"])),
    (
      "web/shop",
      .init(
        day: "2023-06-01",
        files: ["docker/Dockerfile": "FROM node:18-alpine AS b\nFROM nginx:1.25\nCOPY --from=b /a /a\n"])
    ),
    (
      "app",
      .init(day: "2023-08-15", files: ["Dockerfile": "# hadolint ignore=DL3009\nFROM debian:12\n\(install)USER app\n"])
    ),
    ("web/shop", .init(day: "2023-12-24", files: [".dockerignore": nil])),
    (
      "app",
      .init(day: "2024-04-04", files: ["test/Dockerfile": "FROM python\n", "Dockerfile": "FROM debian:12\nUSER app\n"])
    ),
  ]

  private func take(_ range: Range<Int>) throws {
    for step in Self.steps[range] { try organisation.commit([step.commit], to: step.repository) }
  }

  /// Answers about the organisation hang on when it was crawled: `OrganisationRuleTests` compares what holds now.
  private static let configuration = "rules: {common-base-image-version: {enabled: false}}\n"

  private func open(_ name: String) throws -> AuditDatabase {
    try AuditDatabase(
      path: folder.path(name), configuration: Configuration(text: Self.configuration, file: "loadline.yml"))
  }

  private func crawl(_ name: String, shard: String? = nil) async throws -> AuditDatabase {
    let audit = try open(name)
    var request = CrawlRequest(roots: [organisation.root.path])
    request.history = .all
    request.shard = try shard.map { try CrawlRequest.Shard($0) }
    try await audit.crawl(request)
    return audit
  }

  private func expectSame(_ left: AuditDatabase, _ right: AuditDatabase) throws {
    let (left, right) = (try left.comparableRows(), try right.comparableRows())
    for table in Set(left.keys).union(right.keys).sorted() {
      let (mine, theirs) = (left[table] ?? [], right[table] ?? [])
      let strays = Set(mine).symmetricDifference(theirs).sorted().prefix(6)
      #expect(mine == theirs, "\(table): \(strays.joined(separator: "\n"))")
    }
    for table in [
      "finding_life", "file_result", "rule_change", "owner_change", "pattern_change", "image_change", "exemption",
    ] {
      #expect(left[table]?.isEmpty == false, "\(table) has something to compare")
    }
  }

  @Test func stepByStepIsTheSameAsAtOnce() async throws {
    for start in stride(from: 0, to: Self.steps.count, by: 3) {
      try take(start..<start + 3)
      _ = try await crawl("steps.db")
    }
    try expectSame(try open("steps.db"), try await crawl("once.db"))
  }

  @Test func shardsMergedAreTheSameAsOneCrawl() async throws {
    try take(0..<Self.steps.count)
    for number in 0..<5 {
      try organisation.commit([Self.steps[0].commit, Self.steps[4].commit], to: "more/\(number)")
    }
    var paths: [String] = []
    for number in 1...3 {
      _ = try await crawl("\(number).db", shard: "\(number)/3")
      paths.append(folder.path("\(number).db"))
    }
    let merged = try open("merged.db")
    #expect(try merged.merge(paths).repositories == 7)
    #expect(try merged.troubles() == [])
    let once = try await crawl("once.db")
    try expectSame(merged, once)
    #expect(try merged.merge(paths) == MergeOutcome(), "nothing in them is later")
    try expectSame(merged, once)

    try organisation.commit([.init(day: "2024-06-01", files: ["Dockerfile": "FROM debian:13\n"])], to: "more/2")
    try await Task.sleep(for: .seconds(1.1))
    for number in 1...3 { _ = try await crawl("\(number).db", shard: "\(number)/3") }
    try merged.merge(paths)
    try expectSame(merged, try await crawl("once.db"))
    #expect(throws: LoadlineError.self) { try merged.merge([folder.path("merged.db")]) }
  }

  @Test(arguments: ["0/3", "4/3", "1", "a/b", "1/0", "-1/2", "1/2/3", ""])
  func aPartThatIsNoneIsRefused(text: String) {
    #expect(throws: LoadlineError.self) { try CrawlRequest.Shard(text) }
  }

  @Test func pruningDoesNotBendTheTrend() async throws {
    try take(0..<Self.steps.count)
    let audit = try await crawl("loadline.db")
    let days = try #require(
      try audit.database.read {
        try $0.value("SELECT CAST(julianday('now') - julianday('2023-03-01') AS INTEGER)").integer
      })
    let trends = """
      SELECT grain, period, dimension, value, scope, pass, fail, exempt, unknown FROM compliance_trend
      WHERE last_day >= '2023-03-02' AND grain IN ('day', 'month', 'quarter')
      UNION ALL SELECT grain, period, pattern_id, '', scope, possible, adopted, 0, 0 FROM pattern_trend
      WHERE last_day >= '2023-03-02' AND grain = 'month' AND possible > 0
      UNION ALL SELECT grain, period, image_repository, tag, scope, files, 0, 0, 0 FROM image_trend
      WHERE last_day >= '2023-03-02' AND grain = 'month' AND files > 0 ORDER BY 1, 2, 3, 4, 5
      """
    let findings = """
      SELECT rule_id, repository, path, subject, status, first_seen, first_commit, fixed_at FROM finding
      WHERE fixed_at IS NULL OR fixed_at > '2023-03-02' ORDER BY 1, 2, 3, 4, 6
      """
    func rows(_ sql: String) throws -> [[Value]] { try audit.database.read { try $0.rows(sql).map(\.values) } }
    let before = try (rows(trends).filter { $0[5...].contains { $0 != 0 } }, rows(findings))
    let pruned = try audit.prune(keeping: Retention("\(days)d"))
    #expect(pruned.versions == 4 && pruned.contents == 3)
    #expect(try rows(trends).filter { $0[5...].contains { $0 != 0 } } == before.0)
    #expect(try rows(findings) == before.1)
    #expect(try audit.troubles() == [])
    #expect(try rows("SELECT count(*) FROM file_version WHERE valid_to <= '2023-03-01'") == [[0]])

    // A crawl of all history goes on from there, and does not bring the past back.
    try organisation.commit([.init(day: "2024-06-01", files: ["Dockerfile": "FROM debian:13\n"])], to: "app")
    _ = try await crawl("loadline.db")
    #expect(try rows("SELECT count(*) FROM file_version WHERE valid_to <= '2023-03-01'") == [[0]])
    #expect(try rows("SELECT count(*) FROM finding WHERE first_seen < '2023-01-01'") != [[0]])
    let later = before.0.filter { ($0[1].text ?? "") < "2024-06" }
    #expect(try rows(trends).filter { $0[5...].contains { $0 != 0 } && ($0[1].text ?? "") < "2024-06" } == later)
    #expect(throws: LoadlineError.self) { try Retention("3 weeks") }
  }

  @Test func aStudyIsReproducedByteByByte() async throws {
    try take(0..<4)
    _ = try await crawl("a.db")
    try take(4..<Self.steps.count)
    let first = try await crawl("a.db")
    let second = try await crawl("b.db")
    var texts: [[String: Data]] = []
    for (audit, name) in [(first, "study-a"), (second, "study-b"), (first, "study-a")] {
      var request = StudyRequest(output: folder.path(name))
      request.asOf = "2024-12-31"
      let tables = try audit.study(request)
      #expect(tables.count >= 7)
      var files: [String: Data] = [:]
      for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path(name)) where path.contains(".") {
        files[path] = try Data(contentsOf: URL(filePath: folder.path(name)).appending(path: path))
      }
      texts.append(files)
    }
    #expect(texts[0] == texts[1] && texts[0] == texts[2])
    #expect(texts[0]["manifest.json"] != nil && texts[0]["queries/survival.sql"] != nil)
    let smells = try #require(texts[0]["smells-by-year.csv"].map { String(decoding: $0, as: UTF8.self) })
    #expect(smells.contains("2022,dockerfile,2,"), "\(smells)")
    let images = try #require(texts[0]["base-images-by-year.csv"].map { String(decoding: $0, as: UTF8.self) })
    #expect(images.contains("2022,os,docker.io,library/debian,1"), "\(images)")
    let survival = try #require(texts[0]["survival.csv"].map { String(decoding: $0, as: UTF8.self) })
    #expect(survival.split(separator: "\r\n").count > 3, "\(survival)")
  }

  @Test func judgingAgainSaysBecauseOfWhat() async throws {
    try take(0..<Self.steps.count)
    var configuration = Configuration()
    configuration.ruleSelection = .only(["pinned-base-image"])
    let path = folder.path("loadline.db")
    var audit = try AuditDatabase(path: path, configuration: configuration)
    var request = CrawlRequest(roots: [organisation.root.path])
    request.history = .all
    try await audit.crawl(request)
    #expect(try audit.judgeAgain().sentence == "nothing to judge again")
    configuration.ruleSelection = .only(["pinned-base-image", "non-root-user"])
    audit = try AuditDatabase(path: path, configuration: configuration)
    try await Task.sleep(for: .seconds(1.1))
    let outcome = try audit.judgeAgain()
    #expect(outcome.changedRules == ["non-root-user"] && outcome.came > 0 && outcome.went == 0)
    let changes = try QueryLibrary().run("changes", database: path, parameters: ["scope": "all"])
    #expect(changes.count > 0)
    let marks = try QueryLibrary().run("rule-set-changes", database: path)
    #expect(marks.count == 1)
    let trend = try audit.database.read {
      try $0.rows("SELECT 1 FROM rule_trend WHERE rule_id = 'non-root-user' AND period = '2022'")
    }
    #expect(!trend.isEmpty, "the past is judged under the new rule, too")
  }

  /// The budget of the design is 5 ms a repository; a machine that builds and tests at once is given some more.
  @Test func anUnchangedOrganisationCostsNothing() async throws {
    try organisation.commit([Self.steps[0].commit], to: "seed")
    try organisation.copy("seed", to: (0..<1999).map { "team-\($0 % 40)/service-\($0)" })
    let audit = try folder.audit()
    let first = try await audit.crawl(CrawlRequest(roots: [organisation.root.path]))
    #expect(first.repositories == 2000)
    let sizes = try audit.database.read { connection in
      try Self.tables(connection).map { try connection.value("SELECT count(*) FROM \"\($0)\"").integer ?? 0 }
    }
    let again = try await audit.crawl(CrawlRequest(roots: [organisation.root.path]))
    #expect(again.repositoriesChanged == 0)
    #expect(again.seconds < 2000 * 0.02, "\(again.seconds) s for 2000 repositories")
    #expect(again.seconds < first.seconds)
    try audit.database.read { connection in
      for (table, size) in zip(try Self.tables(connection), sizes) {
        let now = try connection.value("SELECT count(*) FROM \"\(table)\"").integer ?? 0
        #expect(now == size + (table == "scan" ? 1 : 0), "\(table)")
      }
    }
  }

  private static func tables(_ connection: Connection) throws -> [String] {
    try connection.rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'grdb_%' ORDER BY 1"
    ).compactMap { $0[0].text }
  }
}
