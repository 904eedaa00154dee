import Store

/// What makes empty temporary tables, with the indices of those that they stand in front of.
struct TableCopy {
  let sql: String

  init(of tables: [String], in connection: Connection) throws(StoreError) {
    let copied = Set(tables)
    let objects = try connection.rows(
      "SELECT tbl_name, sql FROM main.sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL")
    sql = objects.compactMap { object -> String? in
      guard let table = object.text("tbl_name"), let sql = object.text("sql"),
        copied.contains(table)
      else { return nil }
      for head in ["CREATE TABLE ", "CREATE INDEX ", "CREATE UNIQUE INDEX "] where sql.hasPrefix(head) {
        return head + "temp." + sql.dropFirst(head.count) + ";\n"
      }
      return nil
    }.joined()
  }
}
