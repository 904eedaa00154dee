/// What a literal plainly is by its form, whatever the name that it stands under.
enum LiteralForm: String {
  /// 40 hexadecimal digits in upper case, as OpenPGP has them, or pairs of them with colons between.
  case fingerprint
  case path
  case placeholder
  case toggle = "switch"

  /// nil where it may be anything, a secret too.
  init?(_ value: String) {
    guard value.utf8.count <= Self.lengthLimit else { return nil }
    let text = Self.unquoted(value.lowercased())
    if Self.toggles.contains(text) {
      self = .toggle
    } else if Self.isPlaceholder(text) {
      self = .placeholder
    } else if Self.isPath(text) {
      self = .path
    } else if Self.isFingerprint(Self.unquoted(value)) {
      self = .fingerprint
    } else {
      return nil
    }
  }

  /// What is longer is a text, not a word.
  private static let lengthLimit = 4_096

  private static func unquoted(_ value: String) -> String {
    let quotes: Set<Character> = ["\"", "'"]
    return String(value.drop(while: quotes.contains).reversed().drop(while: quotes.contains).reversed())
  }

  private static let toggles: Set<String> = [
    "true", "false", "yes", "no", "on", "off", "none", "null", "nil", "unset", "undefined", "env", "enabled",
    "disabled", "0", "1",
  ]

  // MARK: - Placeholders

  private static func isPlaceholder(_ lower: String) -> Bool {
    if words.contains(lower) || marks.contains(where: lower.contains) { return true }
    if lower.hasPrefix("<") || lower.hasPrefix("{") { return true }
    return lower.allSatisfy { $0 == "x" || $0 == "*" || $0 == "." } || lower.allSatisfy { $0 == "0" || $0 == "-" }
      || isMasked(lower.utf8)
  }

  private static let words: Set<String> = [
    "todo", "tbd", "default", "placeholder", "example", "dummy", "redacted", "changeit",
  ]

  private static let marks = [
    "changeme", "change_me", "change-me", "replaceme", "replace_me", "replace-me", "your_", "your-", "yourpass",
    "yourtoken", "yoursecret", "insert_", "insert-", "-here", "_here", "placeholder", "not-a-real", "fixme",
  ]

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

  private static func isPath(_ lower: String) -> Bool {
    if lower.hasPrefix("/") || lower.hasPrefix("./") { return true }
    return lower.contains("/") && lower.contains(".") && !lower.contains("://")
  }

  private static func isFingerprint(_ value: String) -> Bool {
    let bytes = Array(value.utf8)
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
