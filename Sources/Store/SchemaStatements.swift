/// What makes each table and view that judging reads or writes.
package enum SchemaStatements {
  /// The statements by the name of the table or view, without indices.
  package static let byName: [String: String] = {
    var statements: [String: String] = [:]
    for part in SchemaPart.tables + [.inventoryViews] {
      var sql = part.sql
      sql.withUTF8 { add(UnsafeRawBufferPointer($0), to: &statements) }
    }
    return statements
  }()

  /// Each statement begins a line.
  private static func add(_ sql: UnsafeRawBufferPointer, to statements: inout [String: String]) {
    let starts = sql.indices.filter { position in
      sql[position] == UInt8(ascii: "C") && (position == 0 || sql[position - 1] == UInt8(ascii: "\n"))
        && sql[position...].starts(with: "CREATE ".utf8)
    }
    for (start, end) in zip(starts, starts.dropFirst() + [sql.endIndex]) {
      let words = sql[start..<end].split(separator: UInt8(ascii: " "), maxSplits: 3)
      let isWanted = words.count > 3 && ["TABLE", "VIEW"].contains { words[1].elementsEqual($0.utf8) }
      guard isWanted else { continue }
      statements[String(decoding: words[2], as: UTF8.self)] = String(decoding: sql[start..<end], as: UTF8.self)
    }
  }
}
