import Store

/// Copies the inventory, the history and the facts of an attached database, under keys of this one.
struct DatabaseMerge {
  let connection: Connection
  /// The name under which the other database is attached.
  let part: String

  struct Taken {
    /// The keys of the repositories that were taken in.
    var repositories: [Int64]
    var kept: [(name: String, reason: MergeOutcome.Reason)]
    /// Tables that have answers now on what was judged without.
    var tablesWithNews: [String]
  }

  func run() throws -> Taken {
    try connection.script(maps + RepositoryChoice(part: part).sql + fileMap)
    try copyContents()
    try connection.script(Self.keepPruned)
    try FileRemoval(connection: connection).remove(
      """
      SELECT file_id FROM main.file WHERE repository_id IN (
        SELECT new_id FROM temp.merged_repository WHERE NOT is_new)
      """)
    try connection.script(inventory + pruned)
    var tables = try copyLaterShellCheck() ? ["shellcheck_"] : []
    if try ImportedFactsMerge(connection: connection, part: part).run() { tables.append("image_size") }
    let taken = Taken(
      repositories: try connection.rows("SELECT new_id FROM temp.merged_repository ORDER BY 1")
        .compactMap { $0[0].integer },
      kept: try connection.rows(
        "SELECT name, verdict FROM temp.met_repository WHERE verdict IN ('earlier', 'shallower') ORDER BY name"
      ).compactMap { row in
        guard let name = row[0].text, let reason = row[1].text.flatMap(MergeOutcome.Reason.init) else { return nil }
        return (name, reason)
      },
      tablesWithNews: tables)
    try connection.script(
      """
      DROP TABLE temp.merged_content; DROP TABLE temp.merged_repository; DROP TABLE temp.merged_file;
      DROP TABLE temp.merged_scan; DROP TABLE temp.met_repository; DROP TABLE temp.kept_pruned;
      """)
    return taken
  }

  private func copyContents() throws {
    try copy("content", where: "m.is_new")
    for table in KeyedTables.readFromContents {
      switch table {
      case "exemption": try copy(table, where: "m.is_new AND o.source = 'inline'")
      // That a rule failed is said anew by the judgement here.
      case "diagnostic": try copy(table, where: "m.is_new AND o.kind <> 'rule'")
      default: try copy(table, where: "m.is_new")
      }
    }
  }

  /// What ShellCheck said there of contents that were here without it. Returns whether there was any.
  private func copyLaterShellCheck() throws -> Bool {
    try connection.execute("INSERT OR IGNORE INTO main.shellcheck_script SELECT * FROM \(part).shellcheck_script")
    let isLater = """
      NOT m.is_new AND NOT EXISTS (SELECT 1 FROM main.shellcheck_content AS k WHERE k.content_id = m.new_id)
      """
    try copy("shellcheck_finding", where: isLater)
    try copy(
      "diagnostic",
      where: """
        o.kind = 'shellcheck' AND \(isLater)
        AND EXISTS (SELECT 1 FROM \(part).shellcheck_content AS k WHERE k.content_id = m.old_id)
        """)
    try copy("shellcheck_content", where: isLater)
    return connection.changes > 0
  }

  /// Rows of facts are keyed by their content's key and their position in it, so moving a content moves all keys alike.
  /// Other rows have keys that say nothing, and get new ones.
  private func copy(_ table: String, where condition: String) throws {
    let isFacts = FactTable.allCases.contains { $0.name == table }
    let columns = try connection.rows("SELECT name FROM pragma_table_info(?)", [.text(table)])
      .compactMap { $0[0].text }.filter { isFacts || table == "content" || $0 != "\(table)_id" }
    let values = columns.map { column in
      switch column {
      case "content_id": "m.new_id"
      case "repository_id": "NULL"
      default: isFacts && column.hasSuffix("_id") ? "o.\(column) + ((m.new_id - m.old_id) << 20)" : "o.\(column)"
      }
    }
    try connection.execute(
      """
      INSERT INTO main.\(table) (\(columns.joined(separator: ", ")))
      SELECT \(values.joined(separator: ", ")) FROM \(part).\(table) AS o
      JOIN temp.merged_content AS m ON m.old_id = o.content_id
      WHERE \(condition)
      """)
  }
}
