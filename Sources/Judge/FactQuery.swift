import Store

/// A query of a record, looked at from outside.
struct FactQuery {
  /// Whether it reads nothing but facts of contents, which are there as soon as the contents are.
  let readsFactsOnly: Bool

  init(_ sql: String) {
    readsFactsOnly = Self.tables(in: sql).allSatisfy { Self.facts.contains($0) || SchemaStatements.byName[$0] == nil }
  }

  private static let facts = Set(FactTable.allCases.map(\.name) + ["content"])

  /// The words that stand where SQL names tables, behind FROM, JOIN or a comma, whether they are tables or not.
  private static func tables(in sql: String) -> [String] {
    var tables: [String] = []
    var sql = sql
    sql.withUTF8 { bytes in
      var mayBeNext = false
      var position = 0
      while position < bytes.count {
        let start = position
        while position < bytes.count, isOfWord(bytes[position]) { position += 1 }
        let word = UnsafeBufferPointer(rebasing: bytes[start..<position])
        if word.isEmpty {
          if bytes[position] == UInt8(ascii: ",") { mayBeNext = true }
          position += 1
        } else if mayBeNext {
          tables.append(String(decoding: word, as: UTF8.self))
          mayBeNext = false
        } else {
          mayBeNext = word.count == 4 && (word.elementsEqual("FROM".utf8) || word.elementsEqual("JOIN".utf8))
        }
      }
    }
    return tables
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
  }
}
