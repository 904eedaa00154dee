import Store

/// What a transaction that is not committed yet says, to be shown to a connection that cannot see it.
struct Evidence: Sendable {
  private let tables: [(name: String, width: Int, values: [Value])]

  /// What is known of rules, images and ignore files, and what ShellCheck found.
  init(_ connection: Connection) throws {
    try self.init(connection, Self.known.map { ($0, "1") })
  }

  /// The same, and what is known of some repositories, but for their contents: these must be committed. The tables of
  /// answers are shown empty.
  init(_ connection: Connection, repositories: [Int64]) throws {
    let among = "IN (\(repositories.map(String.init).joined(separator: ", ")))"
    let ofFiles = "file_id IN (SELECT file_id FROM file WHERE repository_id \(among))"
    let ofContents = "content_id IN (SELECT content_id FROM file_version WHERE \(ofFiles))"
    let exemptions = "content_id IS NULL OR \(ofContents)"
    try self.init(
      connection,
      Self.known.map { ($0, "1") }
        + ["repository", "file", "diagnostic"].map { ($0, "repository_id \(among)") }
        + ["file_version", "file_owner", "exemption_file"].map { ($0, ofFiles) }
        + [
          ("exemption", exemptions),
          ("exemption_rule", "exemption_id IN (SELECT exemption_id FROM exemption WHERE \(exemptions))"),
          ("ignored_source", ofContents),
        ]
        + HistoryAnswers.tables.map { ($0, "0") })
  }

  private init(_ connection: Connection, _ conditions: [(table: String, condition: String)]) throws {
    tables = try conditions.map { table, condition in
      var values: [Value] = []
      var width = 0
      try connection.forEachRow("SELECT * FROM main.\(table) WHERE \(condition)") { row in
        width = row.values.count
        values += row.values
      }
      return (table, width, values)
    }
  }

  /// The scripts of ShellCheck are long, and no rule reads them.
  private static let known =
    [SchemaPart.knowledge, .shellCheck].flatMap(SchemaDescription.objects)
    .filter { $0.type == "table" && $0.name != "shellcheck_script" }.map(\.name) + ["ignore_coverage"]

  /// Puts temporary tables with the rows in front of the tables.
  func show(to reader: Connection) throws {
    try reader.script(try TableCopy(of: tables.map(\.name), in: reader).sql)
    for table in tables where table.width > 0 {
      let marks = Array(repeating: "?", count: table.width).joined(separator: ", ")
      try reader.execute("INSERT INTO temp.\(table.name) VALUES (\(marks))", forEach: table.width, of: table.values)
    }
  }
}

extension LoadlineDatabase {
  /// Whether other connections see all the contents that the connection sees.
  func hasCommittedContents(of connection: Connection) throws -> Bool {
    func last(_ connection: Connection) throws -> Value { try connection.value("SELECT max(content_id) FROM content") }
    return try read(last) == last(connection)
  }
}
