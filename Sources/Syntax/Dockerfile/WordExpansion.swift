/// What is known of a variable while an instruction is read.
package enum VariableValue: Sendable, Equatable {
  case value(String)
  case unset
  /// It may have any value: set by the caller of the build, the platform or a base image.
  case unknown
}

/// A word with its variables replaced, as far as they can be known.
package enum Expansion: Sendable, Equatable {
  case resolved(String)
  /// The result hangs on the value of this variable.
  case hangs(on: String)
  /// BuildKit rejects the word.
  case failed(String)

  package var resolved: String? {
    if case .resolved(let text) = self { text } else { nil }
  }

  package var variable: String? {
    if case .hangs(let name) = self { name } else { nil }
  }
}

/// Replaces variables and removes quotes in the words of instructions, by the rules of BuildKit's shell lexer.
package struct WordExpansion {
  /// Past this length a value only grows because it doubles itself on every line.
  static let lengthLimit = 4_096
  /// `${a:-${b:-…}}` deeper than this is refused.
  static let depthLimit = 32

  package let escape: UInt8
  private let lookup: (String) -> VariableValue

  package init(escape: UInt8 = UInt8(ascii: "\\"), lookup: @escaping (String) -> VariableValue) {
    self.escape = escape
    self.lookup = lookup
  }

  package func word(_ text: String) -> Expansion {
    if Self.isPlain(text, escape: escape) { return .resolved(text) }
    return read(text, splits: false).expansion
  }

  /// Splits the result at white space that stands outside quotes; nil where it is not wholly known.
  package func words(_ text: String) -> [String]? {
    let reading = read(text, splits: true)
    return reading.expansion.resolved == nil ? nil : reading.words
  }

  /// The word without its quotes and escapes, variables left as they are written.
  package func withoutQuotes(_ text: String) -> String {
    if Self.isPlain(text, escape: escape) { return text }
    var result: [UInt8] = []
    var quote: UInt8?
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        if quote == Ascii.quote, byte != Ascii.quote, byte != Ascii.dollar, byte != escape { result.append(escape) }
        result.append(byte)
        isEscaped = false
      } else if byte == escape, quote != Ascii.apostrophe {
        isEscaped = true
      } else if byte == quote {
        quote = nil
      } else if quote == nil, byte == Ascii.quote || byte == Ascii.apostrophe {
        quote = byte
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether a word says what it means: it has no variables, quotes or escapes.
  static func isPlain(_ text: String, escape: UInt8) -> Bool {
    func means(_ bytes: some Sequence<UInt8>) -> Bool {
      bytes.allSatisfy {
        $0 != Ascii.dollar && $0 != Ascii.quote && $0 != Ascii.apostrophe && $0 != escape
      }
    }
    return text.utf8.withContiguousStorageIfAvailable { means($0) } ?? means(text.utf8)
  }

  private func read(_ text: String, splits: Bool) -> (expansion: Expansion, words: [String]) {
    let bytes = Array(text.utf8)
    let limit = max(Self.lengthLimit, bytes.count)
    var lexer = WordLexer(bytes: bytes, escape: escape, lengthLimit: limit, lookup: lookup)
    lexer.split.isWanted = splits
    do {
      let result = try lexer.text(until: nil, keepsEscapes: false)
      lexer.split.finishWord()
      if let name = lexer.unknown { return (.hangs(on: name), []) }
      let words = lexer.split.words.map { String(decoding: $0, as: UTF8.self) }
      return (.resolved(String(decoding: result, as: UTF8.self)), words)
    } catch {
      return (.failed(error.message), [])
    }
  }
}
