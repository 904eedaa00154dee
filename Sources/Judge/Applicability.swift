import Store

/// The denominator of a rule: the temporary table `applicable` holds the keys that its Applies query selects, and whatever
/// its other queries select beside them does not count.
struct Applicability {
  let connection: Connection

  /// Fills the table. Returns whether the rule applies to anything.
  func find(_ rule: RuleText) throws(StoreError) -> Bool {
    try connection.execute("CREATE TEMP TABLE IF NOT EXISTS applicable (id INTEGER PRIMARY KEY)")
    try connection.execute("DELETE FROM temp.applicable")
    let judged = rule.target.isOfFiles ? "current_file" : "content"
    try connection.execute(
      """
      INSERT OR IGNORE INTO temp.applicable (id) SELECT \(rule.key) FROM (
      \(rule.applies)
      )
      WHERE \(rule.key) IN (SELECT \(rule.key) FROM \(judged))
      """)
    return connection.changes > 0
  }
}
