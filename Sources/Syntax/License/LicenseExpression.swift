/// What a text is in the terms of the SPDX specification (annex D): a licence's id, an expression of ids, or neither.
package enum LicenseExpression: String, Sendable {
  /// One id of the list, spelt as the list spells it.
  case id
  /// Ids joined by AND, OR and WITH, with `+`, parentheses and references to licences of one's own.
  case expression

  /// Longer texts are prose.
  private static let lengthLimit = 512

  /// Spares most texts, which are prose or addresses, the look into the list.
  private static func isOfExpression(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte) || "-.+:() \t".utf8.contains(byte)
  }

  /// Nil where the text is neither.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.lengthLimit, text.utf8.allSatisfy(Self.isOfExpression) else { return nil }
    if LicenseList.isLicense(text[...]) {
      self = .id
    } else {
      var reader = LicenseExpressionReader(text)
      guard reader.reachesTheEnd() else { return nil }
      self = .expression
    }
  }
}

/// Reads an expression without recursion: a text is well formed when operands and operators take turns and the
/// parentheses match.
private struct LicenseExpressionReader {
  private var words: [Substring]
  private var depth = 0

  init(_ text: String) {
    words = text.replacing("(", with: " ( ").replacing(")", with: " ) ").split { $0 == " " || $0 == "\t" }.reversed()
  }

  mutating func reachesTheEnd() -> Bool {
    while true {
      while words.last == "(" { open() }
      guard takesLicense() else { return false }
      while words.last == ")" {
        guard depth > 0 else { return false }
        close()
      }
      guard let operation = words.popLast() else { return depth == 0 }
      guard ["AND", "OR", "and", "or"].contains(operation) else { return false }
    }
  }

  private mutating func open() {
    words.removeLast()
    depth += 1
  }

  private mutating func close() {
    words.removeLast()
    depth -= 1
  }

  private mutating func takesLicense() -> Bool {
    guard let word = words.popLast() else { return false }
    guard LicenseList.isLicense(word) || Self.isOrLater(word) || Self.isReference(word) else { return false }
    guard words.last == "WITH" || words.last == "with" else { return true }
    words.removeLast()
    guard let exception = words.popLast() else { return false }
    return LicenseList.isException(exception)
  }

  private static func isOrLater(_ word: Substring) -> Bool {
    word.hasSuffix("+") && LicenseList.isLicense(word.dropLast())
  }

  /// `LicenseRef-x`, or `DocumentRef-x:LicenseRef-y`.
  private static func isReference(_ word: Substring) -> Bool {
    var rest = word
    if rest.hasPrefix("DocumentRef-"), let colon = rest.firstIndex(of: ":") {
      guard isName(rest[..<colon].dropFirst("DocumentRef-".count)) else { return false }
      rest = rest[rest.index(after: colon)...]
    }
    return rest.hasPrefix("LicenseRef-") && isName(rest.dropFirst("LicenseRef-".count))
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { Ascii.isLetter($0) || Ascii.isDigit($0) || $0 == 0x2D || $0 == 0x2E }
  }
}
