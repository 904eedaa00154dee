import Store

/// What is known of rules and images, and what ShellCheck found, in a transaction that is not committed yet, to be shown to a connection that cannot
/// see it.
struct Evidence: Sendable {
  private let tables: [(name: String, width: Int, values: [Value])]

  init(_ connection: Connection) throws {
    let parts = [SchemaPart.knowledge, .shellCheck].flatMap(SchemaDescription.objects)
    // The scripts are long, and no rule reads them.
    tables = try parts.filter { $0.type == "table" && $0.name != "shellcheck_script" }.map { table in
      let rows = try connection.rows("SELECT * FROM main.\(table.name)")
      return (table.name, rows.first?.values.count ?? 0, rows.flatMap(\.values))
    }
  }

  /// Puts temporary tables with the rows in front of the tables.
  func show(to reader: Connection) throws {
    try reader.script(try TableCopy(of: tables.map(\.name), in: reader).sql)
    for table in tables where table.width > 0 {
      let marks = Array(repeating: "?", count: table.width).joined(separator: ", ")
      try reader.execute("INSERT INTO temp.\(table.name) VALUES (\(marks))", forEach: table.width, of: table.values)
    }
  }
}
