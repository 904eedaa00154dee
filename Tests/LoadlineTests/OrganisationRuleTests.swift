import Foundation
import Store
import Testing

@testable import Loadline

/// Findings about the organisation are those of its present, however it came into the database.
@Suite struct OrganisationRuleTests {
  let folder: AuditedFolder
  let organisation: GitOrganisation

  init() throws {
    folder = try AuditedFolder()
    organisation = try GitOrganisation(in: folder)
  }

  private static let builds = "services:\n  base:\n    build: .\n    image: ghcr.io/example/base:2.4\n"
  private static let steps: [(repository: String, commit: GitOrganisation.Commit)] = [
    ("a", .init(day: "2024-01-01", files: ["Dockerfile": "FROM python:3.9-slim\n"])),
    (
      "b",
      .init(day: "2024-01-02", files: ["Dockerfile": "FROM python:3.9\n", "api/Dockerfile": "FROM python:3.12\n"])
    ),
    ("c", .init(day: "2024-02-01", files: ["Dockerfile": "FROM python:3.9-alpine\nFROM ghcr.io/example/base\n"])),
    ("d", .init(day: "2024-02-02", files: ["Dockerfile": "FROM python:3.12\n", "compose.yaml": builds])),
    ("b", .init(day: "2024-03-01", files: ["Dockerfile": "FROM python:3.12\n# loadline ignore=no-sudo\nRUN make\n"])),
    ("c", .init(day: "2024-03-02", files: ["Dockerfile": "FROM python:3.12\nFROM ghcr.io/example/base\n"])),
  ]

  private static let expected = [
    "a|Dockerfile|1|common-base-image-version|python:3.9 lags behind python:3.12 of other repositories",
    "b|Dockerfile|2|suppression-in-use|the suppression of loadline:no-sudo covers no finding",
    "c|Dockerfile|2|organisation-image-pinned|ghcr.io/example/base floats here, and is built in d: use a version of it",
  ]

  private func take(_ steps: some Sequence<(repository: String, commit: GitOrganisation.Commit)>) throws {
    for step in steps { try organisation.commit([step.commit], to: step.repository) }
  }

  @discardableResult
  private func crawl(_ name: String, shard: String? = nil) async throws -> AuditDatabase {
    let audit = try AuditDatabase(path: folder.path(name))
    var request = CrawlRequest(roots: [organisation.root.path])
    request.history = .all
    request.shard = try shard.map { try CrawlRequest.Shard($0) }
    try await audit.crawl(request)
    return audit
  }

  private func findings(_ audit: AuditDatabase, status: String = "open") throws -> [String] {
    try audit.database.read {
      try $0.rows(
        """
        SELECT d.repository, d.path, d.line, d.rule_id, d.message FROM finding AS d JOIN rule AS k USING (rule_id)
        WHERE k.target = 'organisation' AND d.status = ? ORDER BY 1, 2, 3, 4
        """, [.text(status)]
      ).map { $0.values.map { $0.text ?? "-" }.joined(separator: "|") }
    }
  }

  @Test func stepByStepIsTheSameAsAtOnce() async throws {
    for step in Self.steps {
      try take([step])
      try await crawl("steps.db")
    }
    let once = try await crawl("once.db")
    #expect(try findings(once) == Self.expected)
    #expect(try findings(try AuditDatabase(path: folder.path("steps.db"))) == Self.expected)
  }

  @Test func mergedShardsAreJudgedTogether() async throws {
    try take(Self.steps)
    for part in 1...3 { try await crawl("\(part).db", shard: "\(part)/3") }
    let merged = try AuditDatabase(path: folder.path("merged.db"))
    try merged.merge((1...3).map { folder.path("\($0).db") })
    #expect(try findings(merged) == Self.expected)
  }

  @Test func aRepositoryThatLeftCountsNoMore() async throws {
    try take(Self.steps)
    let audit = try await crawl("audit.db")
    try FileManager.default.removeItem(at: organisation.root.appending(path: "d.git"))
    try await crawl("audit.db")
    // Two repositories set no standard, and nobody builds the image.
    #expect(try findings(audit) == [Self.expected[1]])
    #expect(try findings(audit, status: "fixed") == [Self.expected[0], Self.expected[2]])
  }
}
