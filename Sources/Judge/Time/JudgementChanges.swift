import Store

/// Notes which findings came, went, or changed between open and exempt in code that did not change, and because of what:
/// without it, a new rule would look like a regression.
struct JudgementChanges {
  let connection: Connection
  let now: String

  /// Runs `body`, which tells the lives of findings anew, and notes what became of them. `rules` are those that are new or
  /// changed; what else changes between open and exempt, exemptions did.
  func around(rules: [RuleText], _ body: () throws -> Void) throws {
    try connection.script(Self.before)
    try connection.script("CREATE TEMP TABLE changed_rule (rule_number INTEGER PRIMARY KEY)")
    for rule in rules { try connection.execute("INSERT INTO temp.changed_rule VALUES (?)", [.integer(rule.number)]) }
    try body()
    try connection.execute(Self.differences, [.text(now)])
    try connection.script("DROP TABLE temp.changed_rule; DROP TABLE temp.life_before")
  }

  private static let before = """
    CREATE TEMP TABLE life_before AS
    SELECT file_id, rule_number, subject, occurrence, status FROM finding_life
    WHERE kind = 'violation' AND status IN ('open', 'exempt');
    CREATE INDEX temp.life_before_by_file ON life_before (file_id, rule_number, subject, occurrence);
    """

  private static let isSame = """
    b.file_id = l.file_id AND b.rule_number = l.rule_number AND b.subject = l.subject AND b.occurrence = l.occurrence
    """

  /// A finding of code that changed since the last crawl, or went with it, is the code's.
  private static let differences = """
    INSERT INTO judgement_change (judged_at, cause, rule_id, severity, scope, came, went, exempted, returned)
    WITH change AS (
      SELECT l.rule_number, l.file_id, b.file_id IS NULL AS came, 0 AS went,
        b.status = 'open' AND l.status = 'exempt' AS exempted, b.status = 'exempt' AND l.status = 'open' AS returned
      FROM finding_life AS l LEFT JOIN temp.life_before AS b ON \(isSame)
      WHERE l.kind = 'violation' AND l.status IN ('open', 'exempt') AND b.status IS NOT l.status
        AND (b.file_id IS NOT NULL OR l.first_seen < (SELECT max(started_at) FROM scan WHERE finished_at IS NOT NULL))
      UNION ALL
      SELECT b.rule_number, b.file_id, 0, 1, 0, 0 FROM temp.life_before AS b
      WHERE NOT EXISTS (SELECT 1 FROM finding_life AS l WHERE l.file_id = b.file_id AND l.rule_number = b.rule_number
        AND l.subject = b.subject AND l.occurrence = b.occurrence AND l.kind = 'violation')
    )
    SELECT ?, iif(c.rule_number IN (SELECT rule_number FROM temp.changed_rule), 'rules', 'exemptions') AS cause, k.rule_id,
      k.severity, f.scope, sum(c.came) AS came, sum(c.went) AS went, sum(ifnull(c.exempted, 0)) AS exempted,
      sum(ifnull(c.returned, 0)) AS returned
    FROM change AS c JOIN rule AS k ON k.rule_number = c.rule_number JOIN file AS f ON f.file_id = c.file_id
    WHERE c.rule_number IN (SELECT rule_number FROM temp.changed_rule) OR c.exempted OR c.returned
    GROUP BY 2, 3, 4, 5
    ORDER BY 2, 3, 5
    """
}
