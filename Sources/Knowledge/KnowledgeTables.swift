import Store

/// Writes tables so that only what differs is written.
struct KnowledgeTables {
  let connection: Connection

  /// Makes a table hold exactly `rows`; nothing points at rows of these tables, so that they may be written anew.
  func replace(_ table: String, rows: [[Value]]) throws(StoreError) {
    let old = try connection.rows("SELECT * FROM \(table)").map(\.values)
    guard Set(old) != Set(rows) else { return }
    if !old.isEmpty { try connection.execute("DELETE FROM \(table)") }
    try insert(table, rows: rows)
  }

  /// Inserts rows into a table, whose columns may stand behind its name.
  func insert(_ table: String, rows: [[Value]]) throws(StoreError) {
    guard let width = rows.first?.count else { return }
    try connection.execute(
      "INSERT INTO \(table) VALUES (\(Self.marks(width)))", forEach: width, of: rows.flatMap { $0 })
  }

  /// Inserts, updates and deletes rows by their first column, and leaves further columns of kept rows alone.
  /// Returns the values of the column `key` of the rows that are gone.
  func merge(_ table: String, columns: [String], rows: [[Value]], key: String) throws(StoreError) -> [Value] {
    guard let id = columns.first else { return [] }
    let list = columns.joined(separator: ", ")
    var old: [Value: (key: Value, values: [Value])] = [:]
    for row in try connection.rows("SELECT \(list), \(key) FROM \(table)") {
      old[row[0]] = (row[columns.count], Array(row.values.prefix(columns.count)))
    }
    let assignments = columns.dropFirst().map { "\($0) = ?" }.joined(separator: ", ")
    for row in rows {
      let known = old.removeValue(forKey: row.first ?? .null)
      if known == nil {
        try connection.execute("INSERT INTO \(table) (\(list)) VALUES (\(Self.marks(columns.count)))", row)
      } else if known?.values != row {
        let update = "UPDATE \(table) SET \(assignments) WHERE \(id) = ?"
        try connection.execute(update, Array(row.dropFirst()) + row.prefix(1))
      }
    }
    for gone in old.keys { try connection.execute("DELETE FROM \(table) WHERE \(id) = ?", [gone]) }
    return old.values.map(\.key)
  }

  /// Takes out everything that was said under a rule.
  func forgetResults(ofRule number: Value) throws(StoreError) {
    // A set of rules without one of them is another set.
    try connection.execute(
      """
      UPDATE applicability SET fingerprint = NULL WHERE applicability_id IN (
        SELECT applicability_id FROM applicability_rule WHERE rule_number = ?)
      """, [number])
    let tables = [
      "applicability_rule", "content_answer", "content_finding", "file_result", "file_finding", "finding_life",
      "result_count", "result_change", "rule_change", "pruned_finding", "exemption_rule",
    ]
    for table in tables { try connection.execute("DELETE FROM \(table) WHERE rule_number = ?", [number]) }
  }

  private static func marks(_ count: Int) -> String {
    Array(repeating: "?", count: count).joined(separator: ", ")
  }
}
