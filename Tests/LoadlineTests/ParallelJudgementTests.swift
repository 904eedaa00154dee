import Crawl
import Facts
import Foundation
import Judge
import Knowledge
import Store
import Testing

@testable import Loadline

/// Many contents are judged on several connections, which must say what one says.
@Suite struct ParallelJudgementTests {
  @Test func `Several connections judge as one does`() throws {
    let one = try judged(jobs: 1)
    let several = try judged(jobs: 3)
    #expect(one.count > 20_000)
    #expect(one == several)
  }

  @Test func `What a reader throws is thrown, and the process goes on`() throws {
    #expect(throws: StoreError.self) {
      try judged(jobs: 3, patternSQL: "SELECT content_id, abs(-9223372036854775808) AS line FROM content")
    }
  }

  /// All that is said of the contents of all examples of the rules, judged in the transaction that brings rules and images.
  private func judged(jobs: Int, patternSQL: String? = nil) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "loadline-parallel-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let database = try LoadlineDatabase(path: folder.appending(path: "loadline.db").path)
    let base = try KnowledgeBase.builtIn()
    try database.write { connection in
      var index = try MemoryIndex(connection)
      try index.addRepository(name: "examples")
      for (number, file) in base.rules.flatMap(\.examples).flatMap(\.files).enumerated() where file.language != .json {
        guard case .candidate(let name) = ContainerFileName.verdict(file.path) else { continue }
        try index.addFile(
          path: "\(number)/\(file.path)", name: name, bytes: Array("\(file.text)\n# \(number)\n".utf8))
      }
    }
    return try database.write { connection in
      var settings = KnowledgeSettings()
      settings.includesOffByDefault = true
      try base.store(in: connection, settings: settings)
      try base.renewImageLives(in: connection)
      if let patternSQL {
        try connection.execute(
          "UPDATE pattern SET adopted_sql = ? WHERE target = 'dockerfile' AND adopted_sql IS NOT NULL",
          [.text(patternSQL)])
      }
      _ = try Judge(connection, now: "2026-08-22T00:00:00Z", database: database, jobs: jobs).run(changedRepositories: [
        1
      ])
      return try [
        "SELECT content_id, rule_number, outcome, begins_on FROM content_result ORDER BY 1, 2",
        """
        SELECT content_id, rule_number, kind, line, subject, occurrence, message, begins_on, exemption_id
        FROM content_finding ORDER BY 1, 2, 3, 5, 6
        """,
        "SELECT pattern_id, content_id, is_adopted, line FROM pattern_adoption ORDER BY 1, 2",
      ].flatMap { sql in
        try connection.rows(sql).map { row in row.values.map { $0.text ?? "-" }.joined(separator: " ") }
      }
    }
  }
}
