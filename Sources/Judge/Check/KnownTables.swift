import Store

/// The rows of tables that nothing writes to any more, as far as queries are looked through for what they cannot select.
final class KnownTables {
  private let connection: Connection
  /// The tables by name, those that are there.
  private let present: Set<String>
  private let isKnown: (String) -> Bool
  private var read: [String: Table] = [:]

  /// The rows of a table; nil where there are too many to look through.
  struct Table {
    let columns: [String: Int]
    let rows: [[Value]]?

    var isEmpty: Bool { rows?.isEmpty == true }
  }

  /// With more rows than this a table is likely to have what any query asks for.
  private static let fewRows = 1000

  /// The tables for which `isKnown` holds.
  init(_ connection: Connection, where isKnown: @escaping (String) -> Bool) throws(StoreError) {
    self.connection = connection
    self.isKnown = isKnown
    let tables = try connection.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
    present = Set(tables.compactMap { $0[0].text })
  }

  /// The table of that name; nil where there is none, or where its rows are not known.
  func table(_ name: String) -> Table? {
    guard isKnown(name) else { return nil }
    if let table = read[name] { return table }
    guard present.contains(name) else { return Table(columns: [:], rows: []) }
    guard let rows = try? connection.rows("SELECT * FROM main.\(name) LIMIT \(Self.fewRows + 1)") else { return nil }
    let columns = Dictionary(zip(rows.first?.names ?? [], 0...)) { first, _ in first }
    let table = Table(columns: columns, rows: rows.count > Self.fewRows ? nil : rows.map(\.values))
    read[name] = table
    return table
  }
}
