/// Reads the texts of Compose files as what they stand for.
package enum ComposeCast {
  /// Also in the words of YAML 1.1, which Compose still takes.
  package static func bool(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "1", "t", "y", "yes", "on": true
    case "false", "0", "f", "n", "no", "off": false
    default: nil
    }
  }

  /// Decimal, `0x`, `0o`, `0b`, and octal with a leading zero; underscores mean nothing.
  package static func integer(_ text: String) -> Int64? {
    var digits = Substring(text.utf8.contains(UInt8(ascii: "_")) ? text.replacing("_", with: "") : text)
    let isNegative = digits.hasPrefix("-")
    if isNegative || digits.hasPrefix("+") { digits = digits.dropFirst() }
    guard let first = digits.utf8.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
    let radixes: [(String, Int)] = [("0x", 16), ("0o", 8), ("0b", 2)]
    let value: Int64?
    if let (prefix, radix) = radixes.first(where: { digits.lowercased().hasPrefix($0.0) }) {
      value = Int64(digits.dropFirst(prefix.count), radix: radix)
    } else if digits.count > 1, digits.first == "0", let octal = Int64(digits, radix: 8) {
      value = octal
    } else {
      value = Int64(digits)
    }
    return value.map { isNegative ? -$0 : $0 }
  }

  package static func number(_ text: String) -> Double? {
    if let integer = integer(text) { return Double(integer) }
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }

  /// Bytes; -1 stands for no limit.
  package static func size(_ text: String) -> Int64? {
    if let integer = Int64(text) { return integer }
    return ComposeUnits.bytes(text)
  }

  /// A file's mode: octal in a text.
  package static func mode(_ text: String) -> Int64? {
    text.utf8.count <= 8 ? Int64(text.hasPrefix("0o") ? String(text.dropFirst(2)) : text, radix: 8) : nil
  }

  /// A number as Compose writes it, such as `2.5`.
  package static func shown(_ value: Double) -> String {
    if let whole = Int64(exactly: value) { return String(whole) }
    return String(value)
  }

  package static func isDuration(_ text: String) -> Bool {
    if text == "0" { return true }
    guard Double(text) == nil else { return false }
    return ComposeUnits.seconds(text.hasPrefix("-") ? String(text.dropFirst()) : text) != nil
  }
}
