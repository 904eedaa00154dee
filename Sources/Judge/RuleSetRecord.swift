import Store

/// Records under which rules everything stored was judged, and since when, so that a trend can say where it was drawn anew.
struct RuleSetRecord {
  let connection: Connection
  let now: String

  /// Notes the rules in force, where they differ from those of the last judgement. Returns whether they do.
  func note() throws -> Bool {
    let rules = try connection.rows("SELECT rule_id, fingerprint FROM rule WHERE is_enabled = 1 ORDER BY rule_id")
    let fingerprint = Fingerprint.of(rules.flatMap { $0.values.compactMap(\.text) })
    let last = try connection.value("SELECT fingerprint FROM rule_set ORDER BY rule_set_id DESC LIMIT 1").text
    guard fingerprint != last else { return false }
    try connection.execute(
      "INSERT INTO rule_set (fingerprint, judged_at, rules) VALUES (?, ?, ?)",
      [.text(fingerprint), .text(now), Value(rules.count)])
    try connection.execute(Self.differences, [.integer(connection.lastInsertedID)])
    return true
  }

  private static let differences = """
    INSERT INTO rule_set_change (rule_set_id, rule_id, change)
    WITH member AS (
      SELECT rule_id FROM (
        SELECT rule_id, change, row_number() OVER (PARTITION BY rule_id ORDER BY rule_set_id DESC) AS n
        FROM rule_set_change
      ) WHERE n = 1 AND change <> 'removed'
    )
    SELECT ?1, rule_id, iif(rule_id IN (SELECT rule_id FROM member), 'changed', 'added') FROM rule
    WHERE is_enabled = 1 AND (judged_fingerprint IS NOT fingerprint OR rule_id NOT IN (SELECT rule_id FROM member))
    UNION ALL
    SELECT ?1, rule_id, 'removed' FROM member WHERE rule_id NOT IN (SELECT rule_id FROM rule WHERE is_enabled = 1)
    """
}
