import Store

/// Finds what violates the rules that look at one file's content, in the few files of a check.
struct ContentViolations {
  let connection: Connection
  /// Today, as 2026-08-22: suppressions whose last day is before it no longer count.
  let today: String
  /// Whether anything is suppressed.
  let hasExemptions: Bool

  /// With more, running a query takes longer than preparing it, so that it runs once.
  private static let fewContents = 8

  /// Finds what violates the rule in the contents that `content` shows, and nothing else: no other answer is given.
  func findViolations(_ rule: RuleText, contents range: ClosedRange<Int64>) throws {
    try RuleFailure.attempt(rule, connection) {
      // Of few contents most rules find nothing, and the query as it stands is prepared fastest.
      if range.count <= Self.fewContents, try !connection.hasRows(rule.violations) { return }
      let found = try connection.rowsOnce(rule.violationsInContents)
      guard !found.isEmpty else { return }
      let applicable = try applicable(to: rule)
      let rows = found.filter { $0[0].integer.map(applicable.contains) == true }
      guard !rows.isEmpty else { return }
      let columns = ContentVerdicts.findingColumns
      try connection.execute(
        "INSERT INTO content_finding (\(columns.joined(separator: ", "))) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        forEach: columns.count,
        of: rows.flatMap { row in
          [row[0], .integer(rule.number), "violation", row[1], row[2], 1, row[3], row[4]]
        })
      guard hasExemptions else { return }
      try Exemptions(connection: connection, today: today).mark(rules: [rule.number], contents: range)
    } record: {
      try $0.record([.integer(range.lowerBound), .integer(range.upperBound)])
    }
  }

  /// The contents that the rule's Applies query selects; whatever its Violations select beside them does not count.
  private func applicable(to rule: RuleText) throws(StoreError) -> Set<Int64> {
    let rows = try connection.rowsOnce(RuleText.applicableContents(rule.applies))
    return Set(rows.compactMap { $0[0].integer })
  }
}
