import Store

/// Findings whose day has come. A rule with a clock, such as one about the end of a support, finds today what begins on a
/// day to come, so that on that day only the answers change and nothing is judged again.
struct Arrivals {
  let connection: Connection
  /// Today, as 2026-08-22.
  let today: String

  /// Brings the answers up to date with the findings that began since the last judgement. Returns the repositories that
  /// have them.
  func take() throws -> [Int64] {
    let last = try connection.value("SELECT value FROM setting WHERE name = 'judged_day'").text ?? ""
    guard last < today else { return [] }
    try connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES ('judged_day', ?)", [.text(today)])
    let arrived = "SELECT content_id, rule_number FROM content_finding WHERE begins_on > ?1 AND begins_on <= ?2"
    let days: [Value] = [.text(last), .text(today)]
    let repositories = try connection.rows(
      """
      SELECT DISTINCT f.repository_id FROM (\(arrived)) AS d
      JOIN file_version AS v ON v.content_id = d.content_id JOIN file AS f ON f.file_id = v.file_id
      """, days
    ).compactMap { $0[0].integer }
    try connection.execute(Self.retelling(of: arrived, on: "?2"), days)
    return repositories
  }

  /// Gives the answers anew for pairs of a content and a rule that have findings, as they are on a day. An error stays one.
  static func retelling(of pairs: String, on day: String) -> String {
    """
    INSERT OR REPLACE INTO content_answer (content_id, rule_number, outcome, begins_on)
    SELECT content_id, rule_number, \(outcome) AS answer, begins_on FROM (
      SELECT content_id, rule_number, \(summary(day))
      FROM content_finding WHERE (content_id, rule_number) IN (\(pairs)) GROUP BY content_id, rule_number
    ) AS f
    WHERE answer <> 'pass' AND NOT EXISTS (
      SELECT 1 FROM content_answer AS e
      WHERE e.content_id = f.content_id AND e.rule_number = f.rule_number AND e.outcome = 'error')
    """
  }

  /// What the findings of one rule in one content come to on a day, which is an SQL expression.
  static func summary(_ day: String) -> String {
    let began = "kind = 'violation' AND (begins_on IS NULL OR begins_on <= \(day))"
    return """
      max(\(began) AND exemption_id IS NULL) AS fails, max(\(began)) AS violates, max(kind = 'unknown') AS asks,
        CASE WHEN max(kind = 'unknown' OR \(began) AND begins_on IS NULL) = 0
          THEN min(begins_on) FILTER (WHERE \(began)) END AS begins_on
      """
  }

  /// The answer for a summary `f`.
  static let outcome = """
    CASE WHEN f.fails THEN 'fail' WHEN f.violates THEN 'exempt' WHEN f.asks THEN 'unknown' ELSE 'pass' END
    """
}
