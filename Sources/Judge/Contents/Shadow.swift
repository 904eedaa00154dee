import Store

/// Narrows what a rule's SQL sees, by temporary tables and views in front of the tables: SQLite looks there first, so the
/// same rule text serves one file, one crawl or the whole history.
///
/// Contents are copied, so that a rule costs what these cost: behind a view, a query that looks up an index of programs
/// would walk through those of the whole organisation.
struct Shadow {
  let connection: Connection

  /// The facts that the rules of one content read.
  static let facts = FactTable.allCases.map(\.name)

  private static let tables = facts + ["content"]

  /// What many rules look for and few rows have. Not in the file: only to judge thousands of contents pays for them.
  private static let indices = """
    CREATE INDEX temp.shell_command_assigning ON shell_command (content_id) WHERE assignments IS NOT NULL;
    CREATE INDEX temp.shell_command_wrapped ON shell_command (content_id) WHERE wrappers IS NOT NULL;
    CREATE INDEX temp.shell_command_piped ON shell_command (content_id) WHERE connector = '|';
    CREATE INDEX temp.instruction_flagged ON instruction (content_id, keyword) WHERE flags IS NOT NULL;
    CREATE INDEX temp.instruction_onbuild ON instruction (content_id) WHERE is_onbuild = 1;
    CREATE INDEX temp.instruction_with_empty_line ON instruction (content_id) WHERE empty_line IS NOT NULL;
    CREATE INDEX temp.instruction_before_stages ON instruction (content_id) WHERE stage_id IS NULL;
    """

  /// Makes the tables in front, empty yet.
  func begin() throws(StoreError) {
    try connection.script(try TableCopy(of: Self.tables, in: connection).sql + Self.indices)
  }

  /// Lets unqualified fact tables show the contents of a part, and `content` those of them that were taken apart.
  func show(_ part: ClosedRange<Int64>) throws(StoreError) {
    for table in FactTable.allCases { try show(table.name, where: table.isOfContents, part) }
    try show("content", where: "content_id BETWEEN ?1 AND ?2 AND parse_status IN ('parsed', 'partial')", part)
  }

  private func show(_ table: String, where condition: String, _ part: ClosedRange<Int64>) throws(StoreError) {
    try connection.execute("DELETE FROM temp.\(table)")
    try connection.execute(
      "INSERT INTO temp.\(table) SELECT * FROM main.\(table) WHERE \(condition)",
      [.integer(part.lowerBound), .integer(part.upperBound)])
  }

  func end() throws(StoreError) {
    for table in Self.tables { try connection.script("DROP TABLE temp.\(table)") }
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
