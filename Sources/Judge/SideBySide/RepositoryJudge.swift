import Store

/// What looks at a repository as it stands: rules, and patterns whose use files show together.
struct SideBySide: Sendable {
  var rules: [RuleText]
  var patterns: [Adoption.Pattern]

  var isEmpty: Bool { rules.isEmpty && patterns.isEmpty }

  /// Those with SQL for which the condition holds, and the others.
  func parted(by condition: (String) -> Bool) -> (those: SideBySide, others: SideBySide) {
    func isOne(_ rule: RuleText) -> Bool { condition(rule.applies + rule.violations + (rule.unknown ?? "")) }
    func isOne(_ pattern: Adoption.Pattern) -> Bool { condition(pattern.applies + pattern.adopted) }
    return (
      SideBySide(rules: rules.filter(isOne), patterns: patterns.filter(isOne)),
      SideBySide(rules: rules.filter { !isOne($0) }, patterns: patterns.filter { !isOne($0) })
    )
  }
}

/// Judges files side by side, as they stand in a repository.
struct RepositoryJudge {
  let connection: Connection
  /// Today, as 2026-08-22: suppressions whose last day is before it no longer count.
  let today: String
  /// The moment of this judgement, for repositories that never had a file.
  let now: String

  /// Judges the repositories as they are now; answers that changed end, and new ones begin, when
  /// a file of the repository last changed.
  func judge(_ all: SideBySide, repositories: [Int64]) throws {
    try withTables {
      try RepositoryScene(connection: connection).present(repositories) { try judgeScene(all) }
    }
    try keepLaterOfTwo()
  }

  /// Judges repositories as they were at moments, those of one repository in their order; answers that changed end, and
  /// new ones begin, then.
  func judge(_ all: SideBySide, rounds: [[RepositoryScene.Moment]]) throws {
    let scene = RepositoryScene(connection: connection)
    try withTables {
      try scene.past {
        for moments in rounds {
          try scene.show(moments)
          try judgeScene(all)
        }
      }
    }
    try keepLaterOfTwo()
  }

  /// Judges the scene that is set by some rules after the other.
  func judgeScene(by rules: [[RuleText]]) throws {
    try withTables {
      for some in rules { try judgeScene(SideBySide(rules: some, patterns: [])) }
    }
  }

  private func judgeScene(_ all: SideBySide) throws {
    for table in ["new_result", "new_finding", "new_adoption"] { try connection.execute("DELETE FROM temp.\(table)") }
    for rule in all.rules { try judge(rule) }
    for pattern in all.patterns {
      try Adoption(connection: connection).judgeScene(pattern)
      for sql in Adoption.replacements { try connection.execute(sql, [.text(now), .text(pattern.id)]) }
    }
    let numbers = all.rules.map { String($0.number) }.joined(separator: ", ")
    for sql in Self.replacements(ofRules: numbers) { try connection.execute(sql, [.text(now)]) }
  }

  /// Finds what violates the rules in the repositories as they are now, and calls `body` while `new_finding` has it.
  ///
  /// Facts of other files must not be in the database: none are hidden.
  func findViolations(_ rules: [RuleText], repositories: [Int64], _ body: () throws -> Void) throws {
    try withTables {
      try RepositoryScene(connection: connection).only(repositories) {
        for rule in rules {
          try attempt(rule) {
            guard try rule.mayBeViolated(connection), try Applicability(connection: connection).find(rule) else {
              return
            }
            try insertViolations(rule)
            try exempt(rule)
          }
        }
        try body()
      }
    }
  }

  private func withTables(_ body: () throws -> Void) throws {
    try connection.script(
      """
      CREATE TEMP TABLE new_result (file_id INTEGER, rule_number INTEGER, outcome TEXT, PRIMARY KEY (file_id, rule_number));
      CREATE TEMP TABLE new_finding (file_id INTEGER, rule_number INTEGER, kind TEXT, line INTEGER, subject TEXT,
        occurrence INTEGER, message TEXT, exemption_id INTEGER);
      CREATE INDEX temp.new_finding_by_file ON new_finding (file_id, rule_number);
      """ + Adoption.newRows)
    try body()
    try connection.script("DROP TABLE temp.new_result; DROP TABLE temp.new_finding; DROP TABLE temp.new_adoption")
  }

  /// Of two judgements of one moment only the later counts.
  func keepLaterOfTwo() throws {
    for table in ["file_result", "file_finding", "pattern_adoption"] {
      try connection.execute("DELETE FROM \(table) WHERE valid_to <= valid_from")
    }
  }

  private func judge(_ rule: RuleText) throws {
    try attempt(rule) {
      guard try Applicability(connection: connection).find(rule) else { return }
      try insertViolations(rule)
      try insertUnknowns(rule)
      try exempt(rule)
      try insertResults(rule)
    }
  }

  private func attempt(_ rule: RuleText, _ body: () throws -> Void) throws {
    try RuleFailure.attempt(rule, connection, body) { try $0.recordFiles() }
  }

  private func insertViolations(_ rule: RuleText) throws {
    try connection.execute(
      """
      INSERT INTO temp.new_finding (file_id, rule_number, kind, line, subject, occurrence, message)
      SELECT file_id, ?, 'violation', line, subject,
        row_number() OVER (PARTITION BY file_id, subject ORDER BY line), message
      FROM (SELECT DISTINCT file_id, line, \(RuleText.shown("subject")) AS subject,
          \(rule.messageExpression) AS message
        FROM (
      \(rule.violations)
        ))
      WHERE file_id IN (SELECT id FROM applicable)
      """, [.integer(rule.number)])
  }

  private func insertUnknowns(_ rule: RuleText) throws {
    guard let unknown = rule.unknown else { return }
    try connection.execute(
      """
      INSERT INTO temp.new_finding (file_id, rule_number, kind, line, subject, occurrence, message)
      SELECT file_id, ?, 'unknown', line, needs,
        row_number() OVER (PARTITION BY file_id, needs ORDER BY line), 'cannot be judged without knowing ' || needs
      FROM (SELECT DISTINCT file_id, line, \(RuleText.shown("needs")) AS needs FROM (
      \(unknown)
      ))
      WHERE file_id IN (SELECT id FROM applicable)
      """, [.integer(rule.number)])
  }

  private func exempt(_ rule: RuleText) throws {
    try connection.execute(
      """
      UPDATE temp.new_finding AS f SET exemption_id = (
        SELECT min(e.exemption_id) FROM current_file AS c
        JOIN exemption AS e ON e.content_id = c.content_id
        JOIN exemption_rule AS r ON r.exemption_id = e.exemption_id
        WHERE c.file_id = f.file_id AND r.rule_number = f.rule_number AND e.is_counted = 1
          AND (e.until IS NULL OR e.until >= ?2)
          AND (e.applies_from IS NULL OR f.line BETWEEN e.applies_from AND e.applies_to)
          AND \(Exemptions.coversSubject))
      WHERE f.rule_number = ?1 AND f.kind = 'violation'
      """, [.integer(rule.number), .text(today)])
  }

  private func insertResults(_ rule: RuleText) throws {
    try connection.execute(
      """
      INSERT INTO temp.new_result (file_id, rule_number, outcome)
      WITH found AS (
        SELECT file_id, max(kind = 'violation' AND exemption_id IS NULL) AS fails, max(kind = 'violation') AS violates
        FROM temp.new_finding WHERE rule_number = ?1 GROUP BY file_id
      )
      SELECT a.id, ?1, CASE WHEN f.file_id IS NULL THEN 'pass' WHEN f.fails THEN 'fail'
        WHEN f.violates THEN 'exempt' ELSE 'unknown' END
      FROM applicable AS a LEFT JOIN found AS f ON f.file_id = a.id
      """, [.integer(rule.number)])
  }

  /// The moment at which the repository of row `o` is judged; ?1 where it never had a file.
  static let moment = """
    (SELECT coalesce(j.moment, ?1) FROM file AS f JOIN judged_repository AS j ON j.repository_id = f.repository_id
      WHERE f.file_id = o.file_id)
    """

  static let judgedFile = """
    o.file_id IN (SELECT f.file_id FROM file AS f JOIN judged_repository AS j ON j.repository_id = f.repository_id)
    """

  /// End the stored answers and findings that no longer hold and begin those that are new; what holds on is untouched.
  ///
  /// All rules at once: to look up each file for each rule took longer than most of the rules.
  private static func replacements(ofRules numbers: String) -> [String] {
    let isSame = """
      h.file_id = o.file_id AND h.rule_number = o.rule_number AND h.kind = o.kind AND h.subject = o.subject
        AND h.occurrence = o.occurrence AND h.line IS o.line AND h.message = o.message
        AND h.exemption_id IS o.exemption_id
      """
    return [
      """
      UPDATE file_result AS o SET valid_to = \(moment)
      WHERE o.rule_number IN (\(numbers)) AND o.valid_to IS NULL AND \(judgedFile) AND NOT EXISTS (
        SELECT 1 FROM temp.new_result AS n
        WHERE n.file_id = o.file_id AND n.rule_number = o.rule_number AND n.outcome = o.outcome)
      """,
      """
      INSERT INTO file_result (file_id, rule_number, outcome, valid_from)
      SELECT o.file_id, o.rule_number, o.outcome, \(moment) FROM temp.new_result AS o
      WHERE NOT EXISTS (
        SELECT 1 FROM file_result AS h
        WHERE h.file_id = o.file_id AND h.rule_number = o.rule_number AND h.valid_to IS NULL)
      """,
      """
      UPDATE file_finding AS o SET valid_to = \(moment)
      WHERE o.rule_number IN (\(numbers)) AND o.valid_to IS NULL AND \(judgedFile) AND NOT EXISTS (
        SELECT 1 FROM temp.new_finding AS h WHERE \(isSame))
      """,
      """
      INSERT INTO file_finding (file_id, rule_number, kind, line, subject, occurrence, message, exemption_id, valid_from)
      SELECT o.file_id, o.rule_number, o.kind, o.line, o.subject, o.occurrence, o.message, o.exemption_id, \(moment)
      FROM temp.new_finding AS o
      WHERE NOT EXISTS (SELECT 1 FROM file_finding AS h WHERE h.valid_to IS NULL AND \(isSame))
      """,
    ]
  }
}
