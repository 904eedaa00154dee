package import Store

/// Rows as RFC 4180: CRLF line ends, quotes where needed and doubled inside.
package struct CSVWriter {
  /// False to write texts as they are, for machines; otherwise those that a spreadsheet would run as a formula get a
  /// leading apostrophe.
  package let isDefused: Bool
  /// What was written since the last ``take()``.
  package private(set) var bytes: [UInt8] = []

  package init(isDefused: Bool = true) {
    self.isDefused = isDefused
  }

  package mutating func append(_ names: [String]) {
    append(names.map(Value.text))
  }

  package mutating func append(_ values: [Value]) {
    var isFirst = true
    for value in values {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      append(value)
    }
    bytes.append(contentsOf: [0x0D, 0x0A])
  }

  /// Hands over what was written, and forgets it.
  package mutating func take() -> [UInt8] {
    let taken = bytes
    bytes.removeAll(keepingCapacity: true)
    return taken
  }

  private mutating func append(_ value: Value) {
    switch value {
    case .null: break
    case .integer, .real: bytes.append(contentsOf: (value.text ?? "").utf8)
    case .text(let text): append(text)
    }
  }

  private mutating func append(_ text: String) {
    var text = text
    if isDefused, Self.isFormula(text) { text = "'" + text }
    guard text.utf8.contains(where: Self.needsQuotes) else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == 0x0A || byte == 0x0D
  }

  /// Spreadsheets skip blanks before the sign of a formula, and some read its full-width twin.
  private static func isFormula(_ text: String) -> Bool {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}": return true
      case " ", "\u{A0}", "\u{FEFF}", "\0": continue
      default: return false
      }
    }
    return false
  }
}
