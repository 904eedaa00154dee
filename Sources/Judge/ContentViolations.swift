import Store

/// Finds what violates the rules that look at one file's content, in the few files of a check.
struct ContentViolations {
  let connection: Connection
  /// Today, as 2026-08-22: suppressions whose last day is before it no longer count.
  let today: String

  /// Finds what violates the rule in the contents that `content` shows, and nothing else: no other answer is given. Where
  /// the rule `isSeen`, both its queries are known to select something.
  func findViolations(_ rule: RuleText, contents range: ClosedRange<Int64>, isSeen: Bool) throws {
    try RuleFailure.attempt(rule, connection) {
      guard try isSeen || rule.mayBeViolated(connection), try Applicability(connection: connection).find(rule) else {
        return
      }
      try insertViolations(rule)
      try Exemptions(connection: connection, today: today).mark(rules: [rule.number], contents: range)
    } record: {
      try $0.record([.integer(range.lowerBound), .integer(range.upperBound)])
    }
  }

  private func insertViolations(_ rule: RuleText) throws {
    try connection.execute(
      """
      INSERT INTO content_finding (\(ContentVerdicts.findingColumns.joined(separator: ", ")))
      SELECT * FROM (\(VerdictReader.violations(rule))) WHERE content_id IN (SELECT id FROM applicable)
      """, [.integer(rule.number)])
  }
}
