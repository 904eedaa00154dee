/// A place in the tokens of a query.
struct SQLCursor {
  private let bytes: [UInt8]
  private let tokens: [SQLToken]
  var position = 0

  /// Nil where a quote never closes.
  init?(_ sql: String) {
    bytes = Array(sql.utf8)
    guard let tokens = SQLScanner.tokens(of: bytes) else { return nil }
    self.tokens = tokens
  }

  private func token(_ offset: Int) -> SQLToken? {
    let place = position + offset
    return place >= 0 && place < tokens.count ? tokens[place] : nil
  }

  var isAtEnd: Bool { position >= tokens.count }

  /// What the token at the cursor, or so many behind it, means.
  func mark(_ offset: Int = 0) -> SQLMark { token(offset)?.mark ?? [] }

  /// Whether the token is one of these.
  func isAt(_ marks: SQLMark, _ offset: Int = 0) -> Bool { !mark(offset).isDisjoint(with: marks) }

  func holds(_ marks: SQLMark, in range: Range<Int>) -> Bool {
    tokens[range.clamped(to: tokens.indices)].contains { !$0.mark.isDisjoint(with: marks) }
  }

  /// The word at the cursor in lower case; nil where there is none.
  var word: String? {
    guard let token = token(0), token.kind == .word else { return nil }
    return String(unsafeUninitializedCapacity: token.range.count) { text in
      for (place, byte) in zip(0..., bytes[token.range]) {
        text[place] = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
      }
      return token.range.count
    }
  }

  /// The text that single quotes hold at the cursor.
  var text: String? {
    guard let token = token(0), token.kind == .text else { return nil }
    let text = String(decoding: bytes[token.range.dropFirst().dropLast()], as: UTF8.self)
    return text.utf8.contains(UInt8(ascii: "'"))
      ? text.split(separator: "''", omittingEmptySubsequences: false).joined(separator: "'") : text
  }

  var integer: Int64? {
    guard let token = token(0), token.kind == .number else { return nil }
    return Int64(String(decoding: bytes[token.range], as: UTF8.self))
  }

  mutating func take(_ mark: SQLMark) -> Bool {
    guard isAt(mark) else { return false }
    position += 1
    return true
  }

  /// Moves past one token, or past all that a parenthesis holds.
  mutating func skip() {
    var open = 0
    repeat {
      if isAt(.open) { open += 1 } else if isAt(.close) { open -= 1 }
      position += 1
    } while open > 0 && position < tokens.count
  }

  /// Moves to the next of these tokens that no parenthesis holds, or to where the parenthesis that the cursor is in closes.
  mutating func skip(to marks: SQLMark) {
    while !isAtEnd, !isAt(marks.union(.close)) { skip() }
  }
}
