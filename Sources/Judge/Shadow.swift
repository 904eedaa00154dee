import Store

/// Narrows what a rule's SQL sees, by temporary tables and views in front of the tables: SQLite looks there first, so the
/// same rule text serves one file, one crawl or the whole history.
///
/// Some contents among many are copied, so that a rule costs what these cost: behind a view, a query that looks up an
/// index of programs would walk through those of the whole organisation. All contents at once need nothing in front.
struct Shadow {
  let connection: Connection

  /// The tables that the rules of one content read.
  static let tables = FactTable.allCases.map(\.name) + ["ignore_coverage"]

  /// So many contents are copied together, which bounds the memory.
  private static let batch: Int64 = 4000
  /// So many contents are judged together without a copy.
  private static let most: Int64 = 100_000

  /// Calls `body` with parts of the range, one after the other, while unqualified fact tables show the contents of that
  /// part, and `content` those of them that were taken apart.
  func contents(_ range: ClosedRange<Int64>, _ body: (ClosedRange<Int64>) throws -> Void) throws {
    let isAll =
      try connection.value(
        "SELECT min(content_id) >= ?1 AND max(content_id) <= ?2 FROM content",
        [.integer(range.lowerBound), .integer(range.upperBound)]) == 1
    guard !isAll || range.count > Self.most else { return try parsedContents { try body(range) } }
    try connection.script(try copies())
    var first = range.lowerBound
    while first <= range.upperBound {
      let last = min(first + Self.batch - 1, range.upperBound)
      for table in Self.tables + ["content"] {
        let parsed = table == "content" ? "AND parse_status IN ('parsed', 'partial')" : ""
        try connection.execute("DELETE FROM temp.\(table)")
        try connection.execute(
          "INSERT INTO temp.\(table) SELECT * FROM main.\(table) WHERE content_id BETWEEN ? AND ? \(parsed)",
          [.integer(first), .integer(last)])
      }
      try body(first...last)
      first = last + 1
    }
    for table in Self.tables + ["content"] { try connection.script("DROP TABLE temp.\(table)") }
  }

  /// What makes the temporary tables, with the indices of those they stand for.
  private func copies() throws(StoreError) -> String {
    let shadowed = Set(Self.tables + ["content"])
    let objects = try connection.rows(
      "SELECT type, tbl_name, sql FROM main.sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL")
    return objects.compactMap { object -> String? in
      guard let type = object.text("type"), let table = object.text("tbl_name"), let sql = object.text("sql"),
        shadowed.contains(table)
      else { return nil }
      let head = "CREATE \(type.uppercased()) "
      return "CREATE \(type == "table" ? "TABLE" : "INDEX") temp." + sql.dropFirst(head.count) + ";\n"
    }.joined()
  }

  /// While `body` runs, `content` shows all contents that were taken apart, of a database that holds no others to hide.
  func parsedContents(_ body: () throws -> Void) throws {
    let parsed = "parse_status IN ('parsed', 'partial')"
    // Preparing a query takes longer with a view in it.
    guard try connection.value("SELECT EXISTS (SELECT 1 FROM content WHERE NOT \(parsed))") == 1 else {
      return try body()
    }
    try connection.script("CREATE TEMP VIEW content AS SELECT * FROM main.content WHERE \(parsed)")
    try body()
    try connection.script("DROP VIEW temp.content")
  }
}
