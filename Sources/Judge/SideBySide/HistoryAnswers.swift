import Store

/// What a connection of its own found of the past of some repositories, in temporary tables.
struct HistoryAnswers: Sendable {
  private let parts: [Part]
  private let failures: [Value]

  private struct Part {
    let table: Table
    let values: [Value]
  }

  private struct Table {
    let name: String
    let columns: [String]
  }

  private static let answers = [
    Table(name: "file_result", columns: ["file_id", "rule_number", "outcome", "valid_from", "valid_to"]),
    Table(
      name: "file_finding",
      columns: [
        "file_id", "rule_number", "kind", "line", "subject", "occurrence", "message", "exemption_id", "valid_from",
        "valid_to",
      ]),
    Table(
      name: "pattern_adoption", columns: ["pattern_id", "file_id", "is_adopted", "line", "valid_from", "valid_to"]),
  ]

  /// Which sources ignore files keep out is asked on the way; other connections may have asked the same.
  private static let ignored = Table(name: "ignored_source", columns: ["content_id", "source", "is_ignored", "line"])

  /// The names of the tables of answers.
  static let tables = answers.map(\.name)

  init(of reader: Connection) throws(StoreError) {
    var parts: [Part] = []
    for table in Self.answers + [Self.ignored] {
      let columns = table.columns.joined(separator: ", ")
      let rows = try reader.rows("SELECT \(columns) FROM temp.\(table.name) ORDER BY rowid")
      parts.append(Part(table: table, values: rows.flatMap(\.values)))
    }
    self.parts = parts
    failures = try reader.rows("SELECT path, message FROM temp.diagnostic WHERE kind = 'rule'").flatMap(\.values)
  }

  /// Adds the answers to those of the connection.
  func write(to connection: Connection) throws(StoreError) {
    for part in parts {
      let columns = part.table.columns
      let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
      try connection.execute(
        "INSERT OR IGNORE INTO \(part.table.name) (\(columns.joined(separator: ", "))) VALUES (\(marks))",
        forEach: columns.count, of: part.values)
    }
    try connection.execute(RuleFailure.insertion, forEach: 2, of: failures)
  }
}
