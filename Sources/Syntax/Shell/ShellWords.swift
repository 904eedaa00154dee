extension ShellParser {
  /// The text of a word while it is read, and the first thing it hangs on.
  struct WordDraft {
    var bytes: [UInt8] = []
    var variable: String?
    var expansions: [ShellExpansion] = []
    /// Whether a double quote is open.
    var isQuoted = false
    /// Whether any part was quoted: such a word stays, though it be empty.
    var hadQuotes = false
    /// Where the shell splits the word, since the value of a variable has white space there.
    var breaks: [Int] = []

    /// Puts a variable's value in; outside quotes its white space ends words.
    mutating func append(value: String) {
      guard !isQuoted else {
        bytes.append(contentsOf: value.utf8)
        return
      }
      for byte in value.utf8 {
        if Ascii.isSpace(byte) {
          if breaks.last != bytes.count { breaks.append(bytes.count) }
        } else {
          bytes.append(byte)
        }
      }
    }

    mutating func note(_ form: ShellExpansion.Form, _ name: String = "") {
      expansions.append(ShellExpansion(form: form, name: name, isQuoted: isQuoted))
    }

    mutating func needs(_ name: String) {
      variable = variable ?? name
    }
  }

  /// Reads one word, or nothing where a delimiter comes next. What a variable's value makes of it beyond the first word
  /// is in `splitWords`; elsewhere than among a command's words the shell does not split.
  mutating func word(splits: Bool = false) -> ShellWord? {
    if !splitWords.isEmpty { splitWords = [] }
    let start = position
    while let byte = peek, !Self.isDelimiter(byte), !Self.isSpecial(byte) { position += 1 }
    var variable: String?
    var result: String?
    var expansions: [ShellExpansion] = []
    if start < end, text.bytes[start] == UInt8(ascii: "*") || text.bytes[start] == UInt8(ascii: "?") {
      expansions = [ShellExpansion(form: .glob, name: "", isQuoted: false)]
    }
    if let byte = peek, Self.isSpecial(byte) || byte == Ascii.openParen || startsProcessSubstitution {
      var draft = WordDraft()
      // The buffer of the last word; a word inside this one finds none and makes its own.
      swap(&draft.bytes, &spareBytes)
      defer {
        draft.bytes.removeAll(keepingCapacity: true)
        swap(&draft.bytes, &spareBytes)
      }
      draft.bytes.append(contentsOf: text.bytes[start..<position])
      readSpecialParts(into: &draft, start: start)
      variable = draft.variable
      expansions += draft.expansions
      if splits, let split = split(draft, start) {
        splitWords = Array(split.dropFirst())
        return split.first.map { first in
          var first = first
          first.expansions = expansions
          return first
        }
      }
      result = String(decoding: draft.bytes, as: UTF8.self)
    } else if Self.holdsBraceExpansion(text.bytes[start..<position]) {
      note(.braceExpansion, at: start)
    }
    guard position > start else { return nil }
    return ShellWord(
      text: result ?? text.string(start..<position), variable: variable, expansions: expansions,
      line: line(at: start), range: start..<position)
  }

  /// The words that a draft falls into; nil where it stays one. None at all where it is empty, which reads as an empty
  /// word without a place.
  private func split(_ draft: WordDraft, _ start: Int) -> [ShellWord]? {
    let line = text.line(at: start)
    if draft.bytes.isEmpty, !draft.hadQuotes, draft.variable == nil, !variables.isEmpty,
      !text.bytes[start..<position].contains(Ascii.backslash)
    {
      return [ShellWord(text: "", line: line)]
    }
    guard !draft.breaks.isEmpty else { return nil }
    var words: [ShellWord] = []
    var from = 0
    for end in draft.breaks + [draft.bytes.count] {
      if end > from {
        let text = String(decoding: draft.bytes[from..<end], as: UTF8.self)
        words.append(ShellWord(text: text, variable: draft.variable, line: line))
      }
      from = end
    }
    return words
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case Ascii.backslash, Ascii.apostrophe, Ascii.quote, Ascii.dollar, Ascii.backtick: true
    default: false
    }
  }

  private mutating func readSpecialParts(into draft: inout WordDraft, start: Int) {
    while let byte = peek {
      switch byte {
      case Ascii.backslash: readEscape(into: &draft)
      case Ascii.apostrophe: readSingleQuoted(into: &draft)
      case Ascii.quote: readDoubleQuoted(into: &draft)
      case Ascii.dollar: readDollar(into: &draft)
      case Ascii.backtick: readBackticks(into: &draft)
      case Ascii.openParen where isExtendedPattern(draft): readBalanced(into: &draft)
      default:
        if position == start, startsProcessSubstitution {
          readSubstitution(from: position, skipping: 2, into: &draft)
          continue
        }
        if Self.isDelimiter(byte) { return }
        draft.bytes.append(byte)
        position += 1
      }
    }
  }

  /// A parenthesis behind `@`, `?`, `*`, `+` or `!` belongs to a pattern.
  private func isExtendedPattern(_ draft: WordDraft) -> Bool {
    guard let last = draft.bytes.last else { return false }
    return "@?*+!".utf8.contains(last)
  }

  private mutating func readBalanced(into draft: inout WordDraft) {
    var open = 0
    repeat {
      guard let byte = peek else { return }
      if byte == Ascii.openParen { open += 1 }
      if byte == Ascii.closeParen { open -= 1 }
      draft.bytes.append(byte)
      position += 1
    } while open > 0
  }

  // MARK: - Quotes

  private mutating func readEscape(into draft: inout WordDraft) {
    position += 1
    guard let byte = peek else {
      draft.bytes.append(Ascii.backslash)
      return
    }
    position += 1
    if byte != Ascii.newline { draft.bytes.append(byte) }
  }

  private mutating func readSingleQuoted(into draft: inout WordDraft) {
    draft.hadQuotes = true
    position += 1
    let start = position
    while let byte = peek, byte != Ascii.apostrophe { position += 1 }
    if let literal = literal(in: start..<position) { draft.expansions.append(literal) }
    draft.bytes.append(contentsOf: text.bytes[start..<position])
    if peek == nil { report("A single quote of the script is not closed.") } else { position += 1 }
  }

  private mutating func readDoubleQuoted(into draft: inout WordDraft) {
    draft.hadQuotes = true
    draft.isQuoted = true
    defer { draft.isQuoted = false }
    position += 1
    while let byte = peek, byte != Ascii.quote {
      switch byte {
      case Ascii.dollar: readDollar(into: &draft)
      case Ascii.backtick: readBackticks(into: &draft)
      case Ascii.backslash:
        if let next = peek(1), Self.isEscapedInQuotes(next) {
          if next != Ascii.newline { draft.bytes.append(next) }
          position += 2
        } else {
          draft.bytes.append(byte)
          position += 1
        }
      default:
        draft.bytes.append(byte)
        position += 1
      }
    }
    if peek == nil { report("A double quote of the script is not closed.") } else { position += 1 }
  }

  static func isEscapedInQuotes(_ byte: UInt8) -> Bool {
    byte == Ascii.dollar || byte == Ascii.backtick || byte == Ascii.quote || byte == Ascii.backslash
      || byte == Ascii.newline
  }

  /// The bytes of a word without its quotes and escapes, each on the line it came from.
  func unquoted(_ word: ShellWord) -> JoinedText {
    var result = JoinedText()
    var run = word.range.lowerBound
    var index = run
    var quote: UInt8?
    let bytes = text.bytes
    while index < word.range.upperBound {
      let byte = bytes[index]
      let next = index + 1 < word.range.upperBound ? bytes[index + 1] : nil
      var dropped = 0
      if byte == quote {
        quote = nil
        dropped = 1
      } else if quote == nil, byte == Ascii.apostrophe || byte == Ascii.quote {
        quote = byte
        dropped = 1
      } else if byte == Ascii.backslash, quote != Ascii.apostrophe, let next {
        if next == Ascii.newline { dropped = 2 } else if quote == nil || Self.isEscapedInQuotes(next) { dropped = 1 }
      }
      if dropped > 0 {
        result.append(text, run..<index)
        run = index + dropped
        if byte == Ascii.backslash { index += 1 }
      }
      index += 1
    }
    result.append(text, min(run, word.range.upperBound)..<word.range.upperBound)
    return result
  }
}
