/// Writes the facts of contents, in the transaction of its connection.
///
/// A content's rows are invisible to readers until a `file_version` points at it, so batches of contents may be committed
/// as they come, and a crawl that is stopped finds them again by their blob id.
package struct BulkWriter {
  private let connection: Connection

  package init(_ connection: Connection) {
    self.connection = connection
  }

  /// Writes a content with its text, facts, diagnostics and suppressions. The content must be new to the database.
  package func insert(
    _ rows: FactRows, blobID: String, size: Int, lineCount: Int, text: String?, factsVersion: Int
  ) throws(StoreError) {
    let id = Value.integer(rows.contentID)
    try connection.execute(
      """
      INSERT INTO content (content_id, blob_id, kind, size, line_count, parse_status, facts_version)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id, .text(blobID), .text(rows.kind), Value(size), Value(lineCount), .text(rows.parseStatus.rawValue),
        Value(factsVersion),
      ])
    if let text {
      try connection.execute("INSERT INTO content_text (content_id, text) VALUES (?, ?)", [id, .text(text)])
    }
    for table in FactTable.allCases {
      let count = rows.count(of: table)
      guard count > 0 else { continue }
      let values = rows.values(of: table)
      let width = values.count / count
      try connection.execute(table.insertion(ofWidth: width), forEach: width, of: values)
    }
    for diagnostic in rows.diagnostics { try insert(diagnostic, id) }
    for suppression in rows.suppressions { try insert(suppression, id) }
  }

  private func insert(_ diagnostic: FactRows.Diagnostic, _ contentID: Value) throws(StoreError) {
    try connection.execute(
      "INSERT INTO diagnostic (content_id, line, kind, severity, message) VALUES (?, ?, ?, ?, ?)",
      [
        contentID, Value(diagnostic.line), .text(diagnostic.kind), .text(diagnostic.severity.rawValue),
        .text(diagnostic.message.withoutLogins),
      ])
  }

  private func insert(_ suppression: FactRows.Suppression, _ contentID: Value) throws(StoreError) {
    try connection.execute(
      """
      INSERT INTO exemption (source, tool, content_id, line, applies_from, applies_to, rule, reason, until, is_counted)
      VALUES ('inline', ?, ?, ?, ?, ?, ?, ?, ?, 1)
      """,
      [
        .text(suppression.tool), contentID, Value(suppression.line), Value(suppression.covers?.lowerBound),
        Value(suppression.covers?.upperBound), .text(suppression.rule), Value(suppression.reason),
        Value(suppression.until),
      ])
  }
}
