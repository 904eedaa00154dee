import Store

/// Judges contents by the rules that look at one file's content.
struct ContentJudge {
  let connection: Connection
  /// Today, as 2026-08-22: suppressions whose last day is before it no longer count.
  let today: String

  /// Judges the contents from `first` to `last` by the rules. They must have no results under these rules.
  func judge(_ rules: [RuleText], contents range: ClosedRange<Int64>) throws {
    try Shadow(connection: connection).contents(range) { part in
      for rule in rules where rule.target != .repository { try judge(rule, part) }
    }
  }

  /// Finds what violates the rule in the contents that `content` shows, and nothing else: no other answer is given.
  func findViolations(_ rule: RuleText, contents range: ClosedRange<Int64>) throws {
    try attempt(rule, range) { bounds in
      guard try rule.mayBeViolated(connection), try Applicability(connection: connection).find(rule) else { return }
      try insertViolations(rule)
      try exempt(bounds)
    }
  }

  private func judge(_ rule: RuleText, _ range: ClosedRange<Int64>) throws {
    try attempt(rule, range) { bounds in
      guard try Applicability(connection: connection).find(rule) else { return }
      try insertViolations(rule)
      try insertUnknowns(rule)
      try exempt(bounds)
      try insertResults(bounds)
    }
  }

  /// Runs `body` with the rule's number and the first and last content. Where the rule's SQL fails, the rest goes on.
  private func attempt(_ rule: RuleText, _ range: ClosedRange<Int64>, _ body: ([Value]) throws -> Void) throws {
    let bounds: [Value] = [.integer(rule.number), .integer(range.lowerBound), .integer(range.upperBound)]
    do {
      try connection.execute("SAVEPOINT rule")
      try body(bounds)
      try connection.execute("RELEASE rule")
    } catch let error as StoreError where error.kind == .sql {
      try connection.script("ROLLBACK TO rule; RELEASE rule")
      try RuleFailure(connection: connection, rule: rule, error: error).record(bounds)
    }
  }

  private func insertViolations(_ rule: RuleText) throws {
    try connection.execute(
      """
      INSERT INTO content_finding (content_id, rule_number, kind, line, subject, occurrence, message, begins_on)
      SELECT content_id, ?, 'violation', line, subject,
        row_number() OVER (PARTITION BY content_id, subject ORDER BY line), message, begins_on
      FROM (
        SELECT DISTINCT content_id, line, coalesce(CAST(subject AS TEXT), '') AS subject,
          \(rule.messageExpression) AS message, \(rule.hasClock ? "begins_on" : "NULL AS begins_on")
        FROM (
      \(rule.violations)
        )
      )
      WHERE content_id IN (SELECT id FROM applicable)
      """, [.integer(rule.number)])
  }

  private func insertUnknowns(_ rule: RuleText) throws {
    guard let unknown = rule.unknown else { return }
    try connection.execute(
      """
      INSERT INTO content_finding (content_id, rule_number, kind, line, subject, occurrence, message)
      SELECT content_id, ?, 'unknown', line, needs,
        row_number() OVER (PARTITION BY content_id, needs ORDER BY line), 'cannot be judged without knowing ' || needs
      FROM (SELECT DISTINCT content_id, line, coalesce(CAST(needs AS TEXT), '') AS needs FROM (
      \(unknown)
      ))
      WHERE content_id IN (SELECT id FROM applicable)
      """, [.integer(rule.number)])
  }

  /// Marks the violations that a comment in the file suppresses.
  private func exempt(_ bounds: [Value]) throws {
    try connection.execute(
      """
      UPDATE content_finding AS f SET exemption_id = (
        SELECT min(e.exemption_id) FROM exemption AS e JOIN exemption_rule AS r ON r.exemption_id = e.exemption_id
        WHERE e.content_id = f.content_id AND r.rule_number = f.rule_number AND e.is_counted = 1
          AND (e.until IS NULL OR e.until >= ?4)
          AND (e.applies_from IS NULL OR f.line BETWEEN e.applies_from AND e.applies_to)
          AND \(Exemptions.coversSubject))
      WHERE f.rule_number = ?1 AND f.content_id BETWEEN ?2 AND ?3 AND f.kind = 'violation'
        AND f.content_id IN (SELECT content_id FROM exemption)
      """, bounds + [.text(today)])
  }

  private func insertResults(_ bounds: [Value]) throws {
    try connection.execute(
      """
      INSERT INTO content_result (content_id, rule_number, outcome, begins_on)
      WITH found AS (
        SELECT content_id, \(Arrivals.summary("?4"))
        FROM content_finding WHERE rule_number = ?1 AND content_id BETWEEN ?2 AND ?3 GROUP BY content_id
      )
      SELECT a.id, ?1, \(Arrivals.outcome), f.begins_on
      FROM applicable AS a LEFT JOIN found AS f ON f.content_id = a.id
      """, bounds + [.text(today)])
  }
}
