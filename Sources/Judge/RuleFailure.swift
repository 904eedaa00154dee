import Store

/// A rule whose SQL failed while it ran: every content that it might have judged gets the answer `error`.
struct RuleFailure {
  let connection: Connection
  let rule: RuleText
  let error: StoreError

  /// Forgets what was said of rules that are judged anew, or no longer.
  static func forget(_ connection: Connection, keeping ids: Set<String>) throws {
    for row in try connection.rows("SELECT DISTINCT path FROM diagnostic WHERE kind = 'rule'") {
      guard let path = row[0].text, !ids.contains(String(path.dropFirst("rule ".count))) else { continue }
      try connection.execute("DELETE FROM diagnostic WHERE kind = 'rule' AND path = ?", [.text(path)])
    }
  }

  /// Runs `body`. Where the rule's SQL fails, what it wrote is taken back, `record` gets the failure, and the rest goes on.
  static func attempt(
    _ rule: RuleText, _ connection: Connection, _ body: () throws -> Void, record: (RuleFailure) throws -> Void
  ) throws {
    do {
      try connection.execute("SAVEPOINT rule")
      try body()
      try connection.execute("RELEASE rule")
    } catch let error as StoreError where error.kind == .sql {
      try connection.script("ROLLBACK TO rule; RELEASE rule")
      try record(RuleFailure(connection: connection, rule: rule, error: error))
    }
  }

  /// Answers `error` for the contents; `bounds` are the first and last of them.
  func record(_ bounds: [Value]) throws {
    try connection.execute(
      """
      INSERT INTO content_answer (content_id, rule_number, outcome)
      SELECT content_id, ?3, 'error' FROM main.content
      WHERE content_id BETWEEN ?1 AND ?2 AND kind = ?4 AND parse_status IN ('parsed', 'partial')
      """, bounds + [.integer(rule.number), .text(rule.target.rawValue)])
    try tell()
  }

  /// The same for the repository rule's files, which are those of `current_file`.
  func recordFiles() throws {
    try connection.execute(
      """
      INSERT INTO temp.new_result (file_id, rule_number, outcome)
      SELECT file_id, ?, 'error' FROM current_file WHERE kind IN ('dockerfile', 'compose')
      """, [.integer(rule.number)])
    try tell()
  }

  private func tell() throws {
    try connection.execute(
      Self.insertion,
      [.text("rule " + rule.id), .text("its SQL failed, so its answers are error: \(error.message)")])
  }

  /// Notes a failure, of a rule as it is named there and a message, once.
  static let insertion = """
    INSERT INTO diagnostic (path, kind, severity, message)
    SELECT ?1, 'rule', 'error', ?2
    WHERE NOT EXISTS (SELECT 1 FROM diagnostic WHERE kind = 'rule' AND path = ?1 AND message = ?2)
    """
}
