import Store

/// Finds where patterns are used, among the places where they could be.
struct Adoption {
  let connection: Connection

  private struct Pattern {
    let id: String
    let target: String
    let applies: String
    let adopted: String
  }

  /// Judges contents; they must have no adoption rows of these patterns.
  func judge(patterns ids: Set<String>, contents range: ClosedRange<Int64>) throws {
    let patterns = try patterns(ids, inRepositories: false)
    guard !patterns.isEmpty else { return }
    try Shadow(connection: connection).contents(range) {
      for pattern in patterns { try insert(pattern, key: "content_id") }
    }
  }

  /// Judges repositories anew.
  func judge(repositories: [Int64]) throws {
    let patterns = try patterns(nil, inRepositories: true)
    guard !patterns.isEmpty else { return }
    try RepositoryScene(connection: connection).present(repositories) {
      for pattern in patterns {
        try connection.execute(
          """
          DELETE FROM pattern_adoption WHERE pattern_id = ? AND file_id IN (
            SELECT f.file_id FROM judged_repository AS j JOIN file AS f ON f.repository_id = j.repository_id)
          """, [.text(pattern.id)])
        try insert(pattern, key: "file_id")
      }
    }
  }

  private func patterns(_ ids: Set<String>?, inRepositories: Bool) throws -> [Pattern] {
    try connection.rows("SELECT * FROM pattern WHERE adopted_sql IS NOT NULL ORDER BY pattern_id").compactMap { row in
      guard let id = row.text("pattern_id"), ids?.contains(id) ?? true, let target = row.text("target"),
        (target == "repository") == inRepositories, let applies = row.text("applies_sql"),
        let adopted = row.text("adopted_sql")
      else { return nil }
      return Pattern(id: id, target: target, applies: applies, adopted: adopted)
    }
  }

  private func insert(_ pattern: Pattern, key: String) throws {
    let scope = key == "file_id" ? "current_file" : "content"
    try connection.execute(
      """
      INSERT INTO pattern_adoption (pattern_id, \(key), is_adopted, line)
      WITH adopted AS (SELECT \(key), min(line) AS line FROM (
      \(pattern.adopted)
        ) GROUP BY 1
      ),
      applies AS (SELECT DISTINCT \(key) FROM (
      \(pattern.applies)
        )
      )
      SELECT ?, a.\(key), CASE WHEN u.\(key) IS NULL THEN 0 ELSE 1 END, u.line
      FROM applies AS a LEFT JOIN adopted AS u ON u.\(key) = a.\(key)
      WHERE a.\(key) IN (SELECT \(key) FROM \(scope))
      """, [.text(pattern.id)])
  }
}
