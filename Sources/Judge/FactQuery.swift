import Store

/// A query of a record, as far as a look at its words tells what it reads.
struct FactQuery {
  /// Whether it reads nothing but facts of contents, which are there as soon as the contents are.
  private(set) var readsFactsOnly = true
  /// Tables of facts that it joins, so that it selects nothing where one of them is empty.
  private(set) var joined: [String] = []

  init(_ sql: String) {
    var sql = sql
    sql.withUTF8 { read($0) }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    var depth = 0
    var isOneSelect = true
    var isNameNext = false
    var followsComma = false
    var isOuter = false
    var position = 0
    while position < bytes.count {
      let start = position
      while position < bytes.count, Self.isOfWord(bytes[position]) { position += 1 }
      if position > start {
        let word = UnsafeBufferPointer(rebasing: bytes[start..<position])
        let namesSchema = position < bytes.count && bytes[position] == UInt8(ascii: ".")
        if isNameNext, namesSchema { continue }
        if isNameNext || followsComma { add(word, isJoined: isNameNext && !isOuter && depth == 0) }
        isNameNext = Self.is(word, "FROM") || Self.is(word, "JOIN")
        if !isNameNext { isOuter = Self.is(word, "LEFT") || isOuter && Self.is(word, "OUTER") }
        if depth == 0, Self.combinations.contains(where: { Self.is(word, $0) }) { isOneSelect = false }
        followsComma = false
        continue
      }
      switch bytes[position] {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      case UInt8(ascii: ","): followsComma = true
      case UInt8(ascii: "-") where bytes[start...].starts(with: "--".utf8):
        position = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      case UInt8(ascii: "'"): position = bytes[(position + 1)...].firstIndex(of: UInt8(ascii: "'")) ?? bytes.count
      default: break
      }
      position += 1
    }
    if !isOneSelect { joined = [] }
  }

  /// Takes note of a word in a place where a table may be named.
  private mutating func add(_ word: UnsafeBufferPointer<UInt8>, isJoined: Bool) {
    let name = String(decoding: word, as: UTF8.self)
    if Self.facts.contains(name) {
      if isJoined { joined.append(name) }
    } else if name != "content", SchemaStatements.byName[name] != nil {
      readsFactsOnly = false
    }
  }

  /// Words of a query that is not one plain SELECT.
  private static let combinations: [StaticString] = ["WITH", "UNION", "EXCEPT", "INTERSECT", "RIGHT", "FULL"]
  private static let facts = Set(FactTable.allCases.map(\.name))

  private static func `is`(_ word: UnsafeBufferPointer<UInt8>, _ keyword: StaticString) -> Bool {
    guard word.count == keyword.utf8CodeUnitCount else { return false }
    return keyword.withUTF8Buffer { word.elementsEqual($0) }
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
  }
}
