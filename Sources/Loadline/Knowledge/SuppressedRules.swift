import Knowledge
import Store

/// Says where a suppression of ours names a rule that is not there, which would otherwise be silent: a slip of the pen
/// exempts nothing.
struct SuppressedRules {
  let connection: Connection
  /// The ids of all rules, those that are off, too.
  let known: Set<String>

  private static let kind = Value.text("unknown-rule")
  /// So many in one content are told of; a hostile file may hold any number.
  private static let limit: Int64 = 20

  /// Brings the diagnostics up to date, and writes nothing where they are.
  func diagnose() throws {
    let wanted = try connection.rows(Self.named, [.integer(Self.limit)]).filter { row in
      row.text("rule").map { !known.contains($0) } ?? false
    }
    var messages: [String: String] = [:]
    let rows = wanted.map { row in
      let name = row.text("rule") ?? ""
      let message = messages[name] ?? self.message(for: name)
      messages[name] = message
      return [row["content_id"], row["line"], .text(message)]
    }
    let stored = try connection.rows(
      "SELECT content_id, line, message FROM diagnostic WHERE kind = ? ORDER BY 1, 2, 3", [Self.kind]
    ).map(\.values)
    guard Set(stored) != Set(rows) else { return }
    try connection.execute("DELETE FROM diagnostic WHERE kind = ?", [Self.kind])
    for row in rows {
      try connection.execute(
        "INSERT INTO diagnostic (content_id, line, kind, severity, message) VALUES (?, ?, ?, 'warning', ?)",
        [row[0], row[1], Self.kind, row[2]])
    }
  }

  private func message(for name: String) -> String {
    let hint =
      Suggestion.nearest(to: name, among: known).map { "did you mean '\($0)'?" } ?? "`loadline rules` lists all"
    return "The suppression names '\(name.prefix(80))', which is no rule: \(hint)"
  }

  private static let named = """
    SELECT content_id, line, rule FROM (
      SELECT content_id, line, rule, row_number() OVER (PARTITION BY content_id ORDER BY exemption_id) AS place
      FROM exemption AS e
      WHERE source = 'inline' AND tool = 'loadline' AND rule <> '*'
        AND NOT EXISTS (SELECT 1 FROM exemption_rule AS r WHERE r.exemption_id = e.exemption_id))
    WHERE place <= ?
    """
}
