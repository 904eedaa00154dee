import Store

/// Sums up, day by day, how many files of each repository gained or lost each answer: what the trends are sums of.
struct ResultChanges {
  let connection: Connection

  /// Counts anew for the repositories.
  func count(repositories: [Int64]) throws {
    try connection.script("CREATE TEMP TABLE counted_repository (repository_id INTEGER PRIMARY KEY)")
    for id in repositories { try connection.execute("INSERT INTO counted_repository VALUES (?)", [.integer(id)]) }
    try connection.execute(
      "DELETE FROM result_change WHERE repository_id IN (SELECT repository_id FROM counted_repository)")
    try connection.execute(Self.changes)
    try connection.script("DROP TABLE temp.counted_repository")
  }

  private static let changes = """
    INSERT INTO result_change (repository_id, rule_number, scope, day, outcome, delta)
    WITH answer AS (
      SELECT f.repository_id, c.rule_number, f.scope, v.valid_from, v.valid_to, f.file_id, c.outcome
      FROM counted_repository AS t JOIN file AS f ON f.repository_id = t.repository_id
      JOIN file_version AS v ON v.file_id = f.file_id
      JOIN content_result AS c ON c.content_id = v.content_id
      WHERE f.is_template = 0
      UNION ALL
      SELECT f.repository_id, c.rule_number, f.scope, c.valid_from, c.valid_to, f.file_id, c.outcome
      FROM counted_repository AS t JOIN file AS f ON f.repository_id = t.repository_id
      JOIN file_result AS c ON c.file_id = f.file_id
      WHERE f.is_template = 0
    ),
    adjusted AS (
      SELECT repository_id, rule_number, scope, valid_from, valid_to,
        CASE WHEN outcome = 'fail' AND EXISTS (
          SELECT 1 FROM exemption_file AS x JOIN exemption_rule AS e ON e.exemption_id = x.exemption_id
          WHERE x.file_id = answer.file_id AND e.rule_number = answer.rule_number
        ) THEN 'exempt' ELSE outcome END AS outcome
      FROM answer
    ),
    change AS (
      SELECT repository_id, rule_number, scope, substr(valid_from, 1, 10) AS day, outcome, 1 AS delta FROM adjusted
      UNION ALL
      SELECT repository_id, rule_number, scope, substr(valid_to, 1, 10), outcome, -1 FROM adjusted
      WHERE valid_to IS NOT NULL
    )
    SELECT repository_id, rule_number, scope, day, outcome, sum(delta) FROM change
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(delta) <> 0
    """
}
