/// A JSON array of strings, the exec form of an instruction's arguments.
///
/// What follows the closing bracket is ignored, and an array that is not JSON is shell text: both as BuildKit does.
enum JSONStrings {
  case strings([Word])
  /// Valid JSON, but with something else than strings in it.
  case otherValues
  case notJSON

  static func read(_ bytes: [UInt8], _ range: Range<Int>) -> JSONStrings {
    guard !range.isEmpty, bytes[range.lowerBound] == Ascii.openBracket else { return .notJSON }
    var scanner = JSONScanner(bytes: bytes, position: range.lowerBound + 1, end: range.upperBound)
    return scanner.strings() ?? .notJSON
  }
}

/// Just enough of a JSON reader for arrays of strings; other values are skipped, though only where they are valid.
struct JSONScanner {
  let bytes: [UInt8]
  var position: Int
  let end: Int

  mutating func strings() -> JSONStrings? {
    var words: [Word] = []
    var hasOther = false
    if take(Ascii.closeBracket) { return .strings([]) }
    repeat {
      skipSpace()
      let start = position
      if peek == Ascii.quote {
        guard let text = string() else { return nil }
        words.append(Word(text: text, offset: start))
      } else {
        guard skipValue() else { return nil }
        hasOther = true
      }
    } while take(Ascii.comma)
    guard take(Ascii.closeBracket) else { return nil }
    return hasOther ? .otherValues : .strings(words)
  }

  var peek: UInt8? { position < end ? bytes[position] : nil }

  mutating func skipSpace() {
    while let byte = peek, byte == 32 || byte == 9 || byte == 10 || byte == 13 { position += 1 }
  }

  mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard peek == byte else { return false }
    position += 1
    return true
  }

  mutating func string() -> String? {
    position += 1
    let start = position
    while let byte = peek, byte != Ascii.quote, byte != Ascii.backslash, byte >= 32 { position += 1 }
    guard peek != Ascii.quote else {
      position += 1
      return String(decoding: bytes[start..<position - 1], as: UTF8.self)
    }
    return escapedString(prefix: bytes[start..<position])
  }

  private mutating func escapedString(prefix: ArraySlice<UInt8>) -> String? {
    var result = String(decoding: prefix, as: UTF8.self)
    var run = position
    while let byte = peek, byte >= 32 {
      if byte != Ascii.quote, byte != Ascii.backslash {
        position += 1
        continue
      }
      result += String(decoding: bytes[run..<position], as: UTF8.self)
      position += 1
      if byte == Ascii.quote { return result }
      guard let scalar = escape() else { return nil }
      result.unicodeScalars.append(scalar)
      run = position
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard let byte = peek else { return nil }
    position += 1
    switch byte {
    case Ascii.quote, Ascii.backslash, Ascii.slash: return Unicode.Scalar(byte)
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return unicodeEscape()
    default: return nil
    }
  }

  private mutating func unicodeEscape() -> Unicode.Scalar? {
    guard let high = hexUnit() else { return nil }
    guard UTF16.isLeadSurrogate(high) else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
    let afterHigh = position
    guard position + 1 < end, bytes[position] == Ascii.backslash, bytes[position + 1] == UInt8(ascii: "u")
    else {
      return "\u{FFFD}"
    }
    position += 2
    guard let low = hexUnit() else { return nil }
    guard UTF16.isTrailSurrogate(low) else {
      position = afterHigh
      return "\u{FFFD}"
    }
    return Unicode.Scalar(0x10000 + (UInt32(high) - 0xD800) << 10 + UInt32(low) - 0xDC00)
  }

  private mutating func hexUnit() -> UInt16? {
    guard position + 4 <= end else { return nil }
    var unit: UInt16 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      unit = unit << 4 | UInt16(digit)
    }
    position += 4
    return unit
  }

  /// Skips one value that is no string at this level, brackets inside it matched without recursion.
  mutating func skipValue() -> Bool {
    var closers: [UInt8] = []
    repeat {
      skipSpace()
      guard let byte = peek else { return false }
      switch byte {
      case Ascii.openBracket, Ascii.openBrace:
        closers.append(byte == Ascii.openBracket ? Ascii.closeBracket : Ascii.closeBrace)
        position += 1
      case Ascii.closeBracket, Ascii.closeBrace:
        guard closers.popLast() == byte else { return false }
        position += 1
      case Ascii.quote:
        guard string() != nil else { return false }
      case Ascii.comma, Ascii.colon:
        guard !closers.isEmpty else { return false }
        position += 1
      default:
        guard skipLiteral() else { return false }
      }
    } while !closers.isEmpty
    return true
  }

  private mutating func skipLiteral() -> Bool {
    let start = position
    while let byte = peek,
      Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == Ascii.dash || byte == UInt8(ascii: "+")
        || byte == UInt8(ascii: ".")
    {
      position += 1
    }
    let literal = bytes[start..<position]
    guard let first = literal.first else { return false }
    if Ascii.isDigit(first) || first == Ascii.dash { return true }
    return ["true", "false", "null"].contains(String(decoding: literal, as: UTF8.self))
  }
}

/// A text that is one JSON object.
enum JSONObject {
  /// The string under a key; nil where there is none, or the text is no JSON object.
  static func string(_ key: String, in bytes: ArraySlice<UInt8>) -> String? {
    var scanner = JSONScanner(bytes: Array(bytes), position: 0, end: bytes.count)
    guard scanner.take(Ascii.openBrace) else { return nil }
    var found: String?
    if !scanner.take(Ascii.closeBrace) {
      repeat {
        scanner.skipSpace()
        guard scanner.peek == Ascii.quote, let name = scanner.string(), scanner.take(Ascii.colon) else { return nil }
        scanner.skipSpace()
        let isString = scanner.peek == Ascii.quote
        if isString, name == key {
          guard let value = scanner.string() else { return nil }
          found = value
        } else if !scanner.skipValue() {
          return nil
        }
      } while scanner.take(Ascii.comma)
      guard scanner.take(Ascii.closeBrace) else { return nil }
    }
    scanner.skipSpace()
    return scanner.peek == nil ? found : nil
  }
}
