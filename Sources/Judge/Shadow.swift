import Store

/// Narrows what a rule's SQL sees, by temporary views in front of the tables: SQLite looks there first, so the same rule
/// text serves one file, one crawl or the whole history.
struct Shadow {
  let connection: Connection

  /// The tables that the rules of one content read.
  static let tables = FactTable.allCases.map(\.name) + ["ignore_coverage"]

  /// While `body` runs, unqualified fact tables show the contents from `first` to `last`, and `content` those of them
  /// that were taken apart.
  func contents(_ range: ClosedRange<Int64>, _ body: () throws -> Void) throws {
    try connection.script(
      "CREATE TEMP TABLE judged_range AS SELECT \(range.lowerBound) AS first, \(range.upperBound) AS last")
    let within = "content_id BETWEEN (SELECT first FROM judged_range) AND (SELECT last FROM judged_range)"
    for table in Self.tables {
      try connection.script("CREATE TEMP VIEW \(table) AS SELECT * FROM main.\(table) WHERE \(within)")
    }
    try connection.script(
      "CREATE TEMP VIEW content AS SELECT * FROM main.content WHERE \(within) AND parse_status IN ('parsed', 'partial')"
    )
    try body()
    for view in Self.tables + ["content"] { try connection.script("DROP VIEW temp.\(view)") }
    try connection.script("DROP TABLE temp.judged_range")
  }

  /// While `body` runs, `content` shows all contents that were taken apart, of a database that holds no others to hide.
  func parsedContents(_ body: () throws -> Void) throws {
    try connection.script(
      "CREATE TEMP VIEW content AS SELECT * FROM main.content WHERE parse_status IN ('parsed', 'partial')")
    try body()
    try connection.script("DROP VIEW temp.content")
  }
}
