/// The indices of the tables of facts.
///
/// A first crawl goes without them while it writes: to make an index of all rows at once costs a third of keeping it up
/// row by row. What next writes to the database makes those that a crawl which was stopped has left out.
package struct FactIndices {
  private let connection: Connection

  package init(_ connection: Connection) {
    self.connection = connection
  }

  package func drop() throws(StoreError) {
    for index in Self.statements.keys.sorted() { try connection.execute("DROP INDEX IF EXISTS \(index)") }
  }

  /// Makes those that are missing. Outside of any transaction.
  package func restore() throws(StoreError) {
    let present = Set(try connection.rows("SELECT name FROM sqlite_schema WHERE type = 'index'").map { $0[0].text })
    let missing = Self.statements.filter { !present.contains($0.key) }
    guard !missing.isEmpty else { return }
    // In memory, what is sorted would take room without bound.
    try connection.script("PRAGMA temp_store = FILE")
    defer { try? connection.script("PRAGMA temp_store = MEMORY") }
    for (_, statement) in missing.sorted(by: { $0.key < $1.key }) { try connection.script(statement) }
  }

  /// What makes each index, by its name.
  private static let statements: [String: String] = {
    let tables = Set(FactTable.allCases.map(\.name))
    let lines = SchemaPart.tables.flatMap { $0.sql.split(separator: "\n") }
    // CREATE INDEX name ON table (columns)
    let named = lines.filter { $0.hasPrefix("CREATE INDEX ") }.map { ($0.split(separator: " "), String($0)) }
    return Dictionary(
      uniqueKeysWithValues: named.filter { words, _ in words.count > 4 && tables.contains(String(words[4])) }
        .map { words, statement in (String(words[2]), statement) })
  }()
}
