/// What a literal plainly is by its form, whatever the name that it stands under.
enum LiteralForm: String {
  /// 40 hexadecimal digits in upper case, as OpenPGP has them, or pairs of them with colons between.
  case fingerprint
  case path
  case placeholder
  case toggle = "switch"

  /// nil where it may be anything, a secret too.
  init?(_ value: String) {
    // Every value of every variable comes here, so it is looked at as bytes.
    let bytes = Array(value.utf8)
    guard bytes.count <= Self.lengthLimit else { return nil }
    let text = Self.unquoted(bytes[...])
    let lower = text.map { $0 >= 65 && $0 <= 90 ? $0 | 0x20 : $0 }
    if Self.toggles.contains(lower) {
      self = .toggle
    } else if Self.isPlaceholder(lower[...]) {
      self = .placeholder
    } else if Self.isPath(lower[...]) {
      self = .path
    } else if Self.isFingerprint(text) {
      self = .fingerprint
    } else {
      return nil
    }
  }

  /// What is longer is a text, not a word.
  private static let lengthLimit = 4_096

  private static func unquoted(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
    var text = value.drop(while: isQuote)
    while let last = text.last, isQuote(last) { text.removeLast() }
    return text
  }

  private static func bytes(_ words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }

  private static func contains(_ part: [UInt8], in text: ArraySlice<UInt8>) -> Bool {
    guard let first = part.first, text.count >= part.count else { return false }
    return text.indices.dropLast(part.count - 1).contains { start in
      text[start] == first && text[start..<(start + part.count)].elementsEqual(part)
    }
  }

  private static let toggles = Set(
    bytes([
      "true", "false", "yes", "no", "on", "off", "none", "null", "nil", "unset", "undefined", "env", "enabled",
      "disabled", "0", "1",
    ]))

  // MARK: - Placeholders

  private static func isPlaceholder(_ lower: ArraySlice<UInt8>) -> Bool {
    if words.contains(Array(lower)) || marks.contains(where: { contains($0, in: lower) }) { return true }
    if lower.first == UInt8(ascii: "<") || lower.first == UInt8(ascii: "{") { return true }
    return lower.allSatisfy { $0 == UInt8(ascii: "x") || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: ".") }
      || lower.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "-") } || isMasked(lower)
  }

  private static let words = Set(
    bytes(["todo", "tbd", "default", "placeholder", "example", "dummy", "redacted", "changeit"]))

  private static let marks = bytes([
    "changeme", "change_me", "change-me", "replaceme", "replace_me", "replace-me", "your_", "your-", "yourpass",
    "yourtoken", "yoursecret", "insert_", "insert-", "-here", "_here", "placeholder", "not-a-real", "fixme",
  ])

  /// Whether something stands in place of a secret: eight or more `x` or `*` in a row, one letter all through, or the
  /// `…EXAMPLE` and `…EXAMPLEKEY` of Amazon's documentation.
  static func isMasked(_ value: some BidirectionalCollection<UInt8>) -> Bool {
    guard value.count >= 8, let first = value.first else { return false }
    if value.count >= 20, examples.contains(where: { value.reversed().starts(with: $0) }) { return true }
    var run = 0
    for byte in value {
      run = byte | 0x20 == UInt8(ascii: "x") || byte == UInt8(ascii: "*") ? run + 1 : 0
      if run == 8 { return true }
    }
    return value.count >= 12 && value.allSatisfy { $0 == first }
  }

  private static let examples = ["EXAMPLE", "EXAMPLEKEY"].map { Array($0.utf8.reversed()) }

  // MARK: - Paths and fingerprints

  private static func isPath(_ lower: ArraySlice<UInt8>) -> Bool {
    if lower.first == UInt8(ascii: "/") || lower.starts(with: "./".utf8) { return true }
    return lower.contains(UInt8(ascii: "/")) && lower.contains(UInt8(ascii: "."))
      && !contains(Array("://".utf8), in: lower)
  }

  private static func isFingerprint(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 32 else { return false }
    let digits = bytes.filter { $0 != UInt8(ascii: ":") }
    guard digits.allSatisfy({ SecretTokenShape.Alphabet.lowerHex.contains($0 >= 65 ? $0 | 0x20 : $0) }) else {
      return false
    }
    guard digits.count == bytes.count else {
      return digits.count >= 32 && bytes.split(separator: UInt8(ascii: ":")).allSatisfy { $0.count == 2 }
    }
    return digits.count == 40 && digits.contains { $0 < 65 } && digits.allSatisfy { $0 < 97 }
  }
}
