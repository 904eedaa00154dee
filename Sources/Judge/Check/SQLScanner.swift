/// Cuts a query into words and signs, as SQLite does.
struct SQLScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  /// The tokens of a query, or nil where a quote never closes.
  static func tokens(of query: [UInt8]) -> [SQLToken]? {
    query.withUnsafeBufferPointer { bytes in
      var scanner = SQLScanner(bytes: bytes)
      var tokens: [SQLToken] = []
      tokens.reserveCapacity(bytes.count / 4)
      while scanner.skipSpace() {
        guard let token = scanner.next() else { return nil }
        tokens.append(token)
      }
      return tokens
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  /// Moves past blanks and comments. Returns whether anything follows.
  private mutating func skipSpace() -> Bool {
    while position < bytes.count {
      switch byte() {
      case 0x09...0x0D, 0x20: position += 1
      case UInt8(ascii: "-") where byte(1) == UInt8(ascii: "-"):
        while position < bytes.count, byte() != UInt8(ascii: "\n") { position += 1 }
      case UInt8(ascii: "/") where byte(1) == UInt8(ascii: "*"):
        position += 2
        while position < bytes.count, byte() != UInt8(ascii: "*") || byte(1) != UInt8(ascii: "/") { position += 1 }
        position += 2
      default: return true
      }
    }
    return false
  }

  private mutating func next() -> SQLToken? {
    let start = position
    let first = byte()
    switch first {
    case UInt8(ascii: "'"): return skipQuoted(until: first) ? token(.text, from: start) : nil
    case UInt8(ascii: "\""), UInt8(ascii: "`"): return skipQuoted(until: first) ? token(.quoted, from: start) : nil
    case UInt8(ascii: "["): return skipQuoted(until: UInt8(ascii: "]")) ? token(.quoted, from: start) : nil
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      while Self.isOfWord(byte()) || byte() == UInt8(ascii: ".") { position += 1 }
      return token(.number, from: start)
    case _ where Self.isOfWord(first):
      while Self.isOfWord(byte()) { position += 1 }
      return token(.word, from: start, SQLMark.of(word: bytes[start..<position]))
    default: return sign(first, from: start)
    }
  }

  private mutating func sign(_ first: UInt8, from start: Int) -> SQLToken {
    position += 1
    let second = byte()
    switch (first, second) {
    case (UInt8(ascii: "="), UInt8(ascii: "=")): position += 1
    case (UInt8(ascii: "<"), UInt8(ascii: ">")), (UInt8(ascii: "!"), UInt8(ascii: "=")):
      position += 1
      return token(.sign, from: start, .unequal)
    case (UInt8(ascii: "<"), UInt8(ascii: "=")), (UInt8(ascii: ">"), UInt8(ascii: "=")):
      position += 1
      return token(.sign, from: start)
    default: break
    }
    let mark: SQLMark =
      switch first {
      case UInt8(ascii: "("): .open
      case UInt8(ascii: ")"): .close
      case UInt8(ascii: ","): .comma
      case UInt8(ascii: "."): .dot
      case UInt8(ascii: "="): .equal
      default: []
      }
    return token(.sign, from: start, mark)
  }

  private func token(_ kind: SQLToken.Kind, from start: Int, _ mark: SQLMark = []) -> SQLToken {
    SQLToken(kind: kind, mark: mark, range: start..<position)
  }

  /// Moves past what is between quotes, in which two quotes stand for one.
  private mutating func skipQuoted(until close: UInt8) -> Bool {
    repeat {
      position += 1
      while position < bytes.count, bytes[position] != close { position += 1 }
      guard position < bytes.count else { return false }
      position += 1
    } while byte() == close
    return true
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
      || byte == UInt8(ascii: "$") || byte >= 0x80
  }
}
