/// The bytes that the parsers of this module look for, and the classes they ask about.
enum Ascii {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let apostrophe = UInt8(ascii: "'")
  static let backslash = UInt8(ascii: "\\")
  static let backtick = UInt8(ascii: "`")
  static let hash = UInt8(ascii: "#")
  static let dollar = UInt8(ascii: "$")
  static let equals = UInt8(ascii: "=")
  static let dash = UInt8(ascii: "-")
  static let less = UInt8(ascii: "<")
  static let greater = UInt8(ascii: ">")
  static let ampersand = UInt8(ascii: "&")
  static let bar = UInt8(ascii: "|")
  static let semicolon = UInt8(ascii: ";")
  static let openParen = UInt8(ascii: "(")
  static let closeParen = UInt8(ascii: ")")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let slash = UInt8(ascii: "/")

  /// Space, tab, newline, vertical tab, form feed, carriage return.
  @inline(__always) static func isSpace(_ byte: UInt8) -> Bool {
    byte == 32 || (byte >= 9 && byte <= 13)
  }

  @inline(__always) static func isDigit(_ byte: UInt8) -> Bool {
    byte >= 48 && byte <= 57
  }

  @inline(__always) static func isLower(_ byte: UInt8) -> Bool {
    byte >= 97 && byte <= 122
  }

  @inline(__always) static func isLetter(_ byte: UInt8) -> Bool {
    isLower(byte | 0x20)
  }

  /// A byte that may stand in a variable's name after the first one.
  @inline(__always) static func isNameByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == 95
  }

  @inline(__always) static func isNameStart(_ byte: UInt8) -> Bool {
    isLetter(byte) || byte == 95
  }

  /// Whether the bytes are `lowercased` when ASCII case is ignored.
  static func equalIgnoringCase(_ bytes: ArraySlice<UInt8>, _ lowercased: StaticString) -> Bool {
    guard bytes.count == lowercased.utf8CodeUnitCount else { return false }
    return lowercased.withUTF8Buffer { expected in
      zip(bytes, expected).allSatisfy { byte, wanted in
        (byte >= 65 && byte <= 90 ? byte | 0x20 : byte) == wanted
      }
    }
  }
}
