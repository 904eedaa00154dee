import Store

/// Finds where patterns are used, among the places where they could be.
struct Adoption {
  let connection: Connection

  struct Pattern: Sendable {
    let id: String
    let applies: String
    let adopted: String
  }

  /// The patterns whose use one file shows, or those that files show together.
  func patterns(inRepositories: Bool) throws -> [Pattern] {
    try connection.rows("SELECT * FROM pattern WHERE adopted_sql IS NOT NULL ORDER BY pattern_id").compactMap { row in
      guard let id = row.text("pattern_id"), (row.text("target") == "repository") == inRepositories,
        let applies = row.text("applies_sql"), let adopted = row.text("adopted_sql")
      else { return nil }
      return Pattern(id: id, applies: applies, adopted: adopted)
    }
  }

  /// The table of the adoption of patterns by files in the scene, and the judgement of one of them.
  static let newRows = """
    CREATE TEMP TABLE new_adoption (pattern_id TEXT, file_id INTEGER, is_adopted INTEGER, line INTEGER,
      PRIMARY KEY (file_id, pattern_id));
    """

  func judgeScene(_ pattern: Pattern) throws {
    try connection.execute(
      """
      INSERT INTO temp.new_adoption (pattern_id, file_id, is_adopted, line)
      \(Self.rows(of: pattern, key: "file_id", in: "current_file"))
      """, [.text(pattern.id)])
  }

  /// Ends what no longer holds and begins what is new, like ``RepositoryJudge`` does with answers.
  static let replacements = [
    """
    UPDATE pattern_adoption AS o SET valid_to = \(RepositoryJudge.moment)
    WHERE o.pattern_id = ?2 AND o.valid_to IS NULL AND \(RepositoryJudge.judgedFile) AND NOT EXISTS (
      SELECT 1 FROM temp.new_adoption AS n
      WHERE n.file_id = o.file_id AND n.pattern_id = o.pattern_id AND n.is_adopted = o.is_adopted AND n.line IS o.line)
    """,
    """
    INSERT INTO pattern_adoption (pattern_id, file_id, is_adopted, line, valid_from)
    SELECT o.pattern_id, o.file_id, o.is_adopted, o.line, \(RepositoryJudge.moment) FROM temp.new_adoption AS o
    WHERE o.pattern_id = ?2 AND NOT EXISTS (
      SELECT 1 FROM pattern_adoption AS h
      WHERE h.file_id = o.file_id AND h.pattern_id = o.pattern_id AND h.valid_to IS NULL)
    """,
  ]

  /// Pattern, key, whether it is used and where, of each place where the pattern, ?1, could be used.
  static func rows(of pattern: Pattern, key: String, in scope: String) -> String {
    """
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
    """
  }
}
