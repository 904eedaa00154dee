import Store

/// Judges contents by the rules that look at one file's content.
struct ContentJudge {
  let connection: Connection
  /// Today, as 2026-08-22: suppressions whose last day is before it no longer count.
  let today: String

  /// Finds what violates the rule in the contents that `content` shows, and nothing else: no other answer is given. Where
  /// the rule `isSeen`, both its queries are known to select something.
  func findViolations(_ rule: RuleText, contents range: ClosedRange<Int64>, isSeen: Bool) throws {
    try attempt(rule, range) { bounds in
      guard try isSeen || rule.mayBeViolated(connection), try Applicability(connection: connection).find(rule) else {
        return
      }
      try insertViolations(rule)
      try Exemptions(connection: connection, today: today).mark(rules: [rule.number], contents: range)
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
      try RuleFailure(connection: connection, rule: rule, error: error).record(Array(bounds.dropFirst()))
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
