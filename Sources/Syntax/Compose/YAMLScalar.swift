/// A scalar of YAML: its text after quotes and escapes, and what it stands for.
package struct YAMLScalar: Hashable, Sendable {
  package enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, literal, folded
  }

  /// What a reader of the core schema takes the text for.
  package enum Kind: String, Sendable {
    case null, bool, int, float, string
  }

  package let text: String
  package let style: Style
  package let kind: Kind

  package init(text: String, style: Style, tag: String? = nil) {
    self.text = text
    self.style = style
    switch tag {
    case "!!str", "!!binary", "!": kind = .string
    case nil where style == .plain, "!!null", "!!bool", "!!int", "!!float": kind = Self.kind(ofPlain: text)
    default: kind = .string
    }
  }

  /// The kind of an unquoted scalar, as the Go library of the Compose tool resolves it.
  static func kind(ofPlain text: String) -> Kind {
    guard let first = text.utf8.first else { return .null }
    switch first {
    case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"):
      if text == "~" || text == "null" || text == "Null" || text == "NULL" { return .null }
    case UInt8(ascii: "t"), UInt8(ascii: "T"), UInt8(ascii: "f"), UInt8(ascii: "F"):
      if ["true", "True", "TRUE", "false", "False", "FALSE"].contains(text) { return .bool }
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return numberKind(text)
    default: break
    }
    return .string
  }

  private static func numberKind(_ text: String) -> Kind {
    var digits = Substring(text)
    if digits.hasPrefix("-") || digits.hasPrefix("+") { digits = digits.dropFirst() }
    if [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"].contains(digits) { return .float }
    let plain = digits.utf8.filter { $0 != UInt8(ascii: "_") }
    guard let first = plain.first else { return .string }
    if first == UInt8(ascii: "0"), plain.count > 2 {
      switch plain[1] {
      case UInt8(ascii: "x"): return plain.dropFirst(2).allSatisfy(isHexDigit) ? .int : .string
      case UInt8(ascii: "o"): return plain.dropFirst(2).allSatisfy(isDigit) ? .int : .string
      case UInt8(ascii: "b"):
        return plain.dropFirst(2).allSatisfy { $0 == 0x30 || $0 == 0x31 } ? .int : .string
      default: break
      }
    }
    if plain.allSatisfy(isDigit) { return .int }
    let isFloat =
      (isDigit(first) || first == UInt8(ascii: ".")) && plain.contains(where: isDigit)
      && Double(String(decoding: plain, as: UTF8.self)) != nil
    return isFloat ? .float : .string
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
  }
}
