import Store

/// Puts verdicts into the tables, and tells which suppressions in the files cover them.
struct VerdictWriter {
  let connection: Connection
  /// Today, as 2026-08-22: suppressions whose last day is before it no longer count.
  let today: String
  /// The rules whose verdicts are written; what other rules say of the same contents stays.
  let rules: [RuleText]

  func write(_ verdicts: ContentVerdicts) throws {
    try insert(verdicts.adoption, into: "pattern_adoption", ContentVerdicts.adoptionColumns)
    guard !rules.isEmpty else { return }
    try insert(verdicts.findings, into: "content_finding", ContentVerdicts.findingColumns)
    let bounds: [Value] = [.integer(verdicts.contents.lowerBound), .integer(verdicts.contents.upperBound)]
    try Exemptions(connection: connection, today: today).mark(
      rules: rules.map(\.number), contents: verdicts.contents)
    try answer(bounds)
    for failure in verdicts.failures {
      try RuleFailure(connection: connection, rule: failure.rule, error: failure.error).record(bounds)
    }
    try apply(verdicts, bounds)
  }

  private func insert(_ values: [Value], into table: String, _ columns: [String]) throws {
    let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    try connection.execute(
      "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))", forEach: columns.count, of: values)
  }

  private var numbers: String { rules.map { String($0.number) }.joined(separator: ", ") }

  private func answer(_ bounds: [Value]) throws {
    try connection.execute(
      """
      INSERT INTO content_answer (content_id, rule_number, outcome, begins_on)
      SELECT content_id, rule_number, \(Arrivals.outcome) AS answer, begins_on FROM (
        SELECT content_id, rule_number, \(Arrivals.summary("?3"))
        FROM content_finding WHERE content_id BETWEEN ?1 AND ?2 AND +rule_number IN (\(numbers))
        GROUP BY content_id, rule_number
      ) AS f
      WHERE answer <> 'pass'
      """, bounds + [.text(today)])
  }

  private func apply(_ verdicts: ContentVerdicts, _ bounds: [Value]) throws {
    let judged = RuleNumbers(rules.map(\.number))
    var known: [Int64: Int64] = [:]
    try connection.forEachRow(
      "SELECT content_id, applicability_id FROM content_applicability WHERE content_id BETWEEN ? AND ?", bounds
    ) { row in
      if let content = row[0].integer { known[content] = row[1].integer }
    }
    var kept: [Int64: RuleNumbers] = [:]
    var keys: [RuleNumbers: Int64] = [:]
    for (content, applicable) in zip(verdicts.contents, verdicts.applicable) {
      var rules = applicable
      if let id = known[content] {
        let others = try kept[id] ?? members(of: id).subtracting(judged)
        kept[id] = others
        rules = rules.union(others)
      }
      guard !rules.isEmpty || known[content] != nil else { continue }
      let key = try keys[rules] ?? self.key(of: rules)
      keys[rules] = key
      guard known[content] != key else { continue }
      try connection.execute(
        "INSERT OR REPLACE INTO content_applicability (content_id, applicability_id) VALUES (?, ?)",
        [.integer(content), .integer(key)])
    }
  }

  private func members(of id: Int64) throws -> RuleNumbers {
    RuleNumbers(
      try connection.rows("SELECT rule_number FROM applicability_rule WHERE applicability_id = ?", [.integer(id)])
        .compactMap { $0[0].integer })
  }

  /// The key of a set, which is new to the database or not.
  private func key(of rules: RuleNumbers) throws -> Int64 {
    let fingerprint = Value.text(rules.fingerprint)
    let known = try connection.value("SELECT applicability_id FROM applicability WHERE fingerprint = ?", [fingerprint])
    if let key = known.integer { return key }
    try connection.execute("INSERT INTO applicability (fingerprint) VALUES (?)", [fingerprint])
    let key = connection.lastInsertedID
    try connection.execute(
      "INSERT INTO applicability_rule (applicability_id, rule_number) VALUES (?, ?)", forEach: 2,
      of: rules.numbers.flatMap { [.integer(key), .integer($0)] })
    return key
  }

  /// Forgets the sets that no content has any more.
  func sweep() throws {
    for table in ["applicability_rule", "applicability"] {
      try connection.execute(
        """
        DELETE FROM \(table) WHERE applicability_id NOT IN (SELECT applicability_id FROM content_applicability)
        """)
    }
  }
}
