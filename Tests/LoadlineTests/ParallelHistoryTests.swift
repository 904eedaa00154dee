import Crawl
import Foundation
import Knowledge
import Store
import Testing

@testable import Judge
@testable import Loadline

/// The past of many repositories is judged on several connections, which must say what one says.
@Suite struct ParallelHistoryTests {
  @Test func `Several connections judge the past as one does`() throws {
    let one = try judged(jobs: 1)
    let several = try judged(jobs: 3)
    #expect(one.count > 1000)
    #expect(one == several)
  }

  @Test func `A rule that fails on other connections is told once`() throws {
    let failing = "SELECT file_id, abs(-9223372036854775808) AS line, '' AS subject FROM current_file"
    let one = try judged(jobs: 1, violations: failing)
    let several = try judged(jobs: 3, violations: failing)
    #expect(one.contains { $0.contains("its SQL failed") })
    #expect(one == several)
  }

  @Test func `A rule that looks at a view sees what is not committed yet`() throws {
    let viewing = """
      SELECT f.file_id, 1 AS line, 'until ' || s.supported_until AS subject
      FROM current_file AS f JOIN Image_Status AS s ON s.file_id = f.file_id
      """
    let one = try judged(jobs: 1, violations: viewing)
    let several = try judged(jobs: 3, violations: viewing)
    #expect(one.contains { $0.contains("until 20") })
    #expect(one == several)
  }

  /// All that is said of files side by side in three repositories, whose files change each month.
  private func judged(jobs: Int, violations: String? = nil) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "loadline-past-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let database = try LoadlineDatabase(path: folder.appending(path: "loadline.db").path)
    let base = try KnowledgeBase.builtIn()
    let examples = base.rules.filter { $0.target == .repository }.flatMap(\.examples)
    try database.write { connection in
      var index = try MemoryIndex(connection)
      for name in ["one", "two", "three"] {
        try index.addRepository(name: name)
        for (number, example) in examples.enumerated() {
          for file in example.files where file.language != .json {
            guard case .candidate(let kind) = ContainerFileName.verdict(file.path) else { continue }
            let text = file.text.replacing("alpine", with: name == "two" ? "busybox" : "alpine")
            try index.addFile(path: "\(number)/\(file.path)", name: kind, bytes: Array(text.utf8))
          }
        }
      }
    }
    return try database.write { connection in
      for sql in Self.past { try connection.execute(sql) }
      try base.store(in: connection, settings: KnowledgeSettings())
      try base.renewImageLives(in: connection)
      if let violations {
        try connection.execute(
          "UPDATE rule SET violations_sql = ? WHERE rule_id = 'dockerignore-present'", [.text(violations)])
      }
      try judge(database, jobs: jobs, connection)
      return try Self.answers.flatMap { sql in
        try connection.rows(sql).map { row in row.values.map { $0.text ?? "-" }.joined(separator: " ") }
      }
    }
  }

  private func judge(_ database: LoadlineDatabase, jobs: Int, _ connection: Connection) throws {
    let today = "2026-08-22"
    let run = HistoryRun(
      judge: RepositoryJudge(connection: connection, today: today, now: today + "T00:00:00Z"), database: database,
      jobs: jobs, least: 0)
    try RepositoryHistory(connection: connection, run: run, affordable: 0).judgeAll(
      SideBySide(
        rules: try RuleText.enabled(connection).filter { $0.target == .repository },
        patterns: try Adoption(connection: connection).patterns(inRepositories: true)),
      repositories: [1, 2, 3])
  }

  /// Each month for two years, a file has the content that another file of its kind has now.
  private static let past = [
    """
    INSERT INTO file_version (file_id, content_id, valid_from, valid_to, ended_by)
    WITH RECURSIVE month (number, day) AS (
      VALUES (1, '2020-01-15')
      UNION ALL
      SELECT number + 1, date(day, '+1 month') FROM month WHERE number < 24
    ),
    numbered AS (
      SELECT v.file_id, v.content_id, f.kind, row_number() OVER (PARTITION BY f.kind ORDER BY v.file_id) - 1 AS number,
        count(*) OVER (PARTITION BY f.kind) AS count
      FROM file_version AS v JOIN file AS f ON f.file_id = v.file_id
    )
    SELECT n.file_id, o.content_id, m.day || 'T00:00:00Z', date(m.day, '+1 month') || 'T00:00:00Z', 'changed'
    FROM numbered AS n JOIN month AS m
    JOIN numbered AS o ON o.kind = n.kind AND o.number = (n.number + 7 * m.number) % n.count
    """,
    "UPDATE file_version SET valid_from = '2022-01-15T00:00:00Z' WHERE valid_to IS NULL",
  ]

  private static let answers = [
    "SELECT file_id, rule_number, outcome, valid_from, valid_to FROM file_result ORDER BY 1, 2, 4",
    """
    SELECT file_id, rule_number, kind, line, subject, occurrence, message, exemption_id, valid_from, valid_to
    FROM file_finding ORDER BY 1, 2, 3, 4, 5, 6, 9
    """,
    """
    SELECT pattern_id, file_id, is_adopted, line, valid_from, valid_to FROM pattern_adoption
    WHERE file_id IS NOT NULL ORDER BY 1, 2, 5
    """,
    "SELECT path, message FROM diagnostic WHERE kind = 'rule'",
    "SELECT content_id, source, is_ignored, line FROM ignored_source ORDER BY 1, 2",
  ]
}
