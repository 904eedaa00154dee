extension ShellParser {
  /// What a word hangs on where it holds a command substitution.
  static let substitution = "$()"

  mutating func readDollar(into draft: inout WordDraft) {
    guard let next = peek(1) else {
      draft.bytes.append(Ascii.dollar)
      position += 1
      return
    }
    switch next {
    case Ascii.openParen: readParenthesis(into: &draft)
    case Ascii.openBrace: readBraces(into: &draft)
    case Ascii.apostrophe: readAnsiQuoted(into: &draft)
    case _ where Ascii.isNameStart(next): readName(into: &draft)
    case _ where Ascii.isDigit(next) || "@*#?-$!".utf8.contains(next):
      draft.needs(text.string(position + 1..<position + 2))
      draft.note(.special, text.string(position + 1..<position + 2))
      draft.bytes.append(contentsOf: [Ascii.dollar, next])
      position += 2
    default:
      draft.bytes.append(Ascii.dollar)
      position += 1
    }
  }

  private mutating func readName(into draft: inout WordDraft) {
    let start = position
    position += 1
    while let byte = peek, Ascii.isNameByte(byte) { position += 1 }
    let name = text.string(start + 1..<position)
    draft.note(.variable, name)
    if let value = variables.value(name) {
      draft.append(value: value)
    } else {
      draft.needs(name)
      draft.bytes.append(contentsOf: text.bytes[start..<position])
    }
  }

  private mutating func readParenthesis(into draft: inout WordDraft) {
    let start = position
    if peek(2) == Ascii.openParen, let after = endOfArithmetic(from: position + 3) {
      position = after
      draft.needs("$(())")
      draft.note(.arithmetic)
      draft.bytes.append(contentsOf: text.bytes[start..<after])
      return
    }
    readSubstitution(from: start, skipping: 2, into: &draft)
  }

  /// Reads the commands of `$(…)`, `<(…)` or `>(…)`.
  mutating func readSubstitution(from start: Int, skipping opening: Int, into draft: inout WordDraft) {
    position += opening
    nested { parser in
      let saved = (parser.connector, parser.pipeline, parser.context)
      parser.connector = .first
      parser.context = .substitution
      parser.depth += 1
      parser.list(until: .closeParen)
      parser.depth -= 1
      (parser.connector, parser.pipeline, parser.context) = saved
    }
    if peek == Ascii.closeParen { position += 1 } else { report("A command substitution has no ).") }
    draft.needs(Self.substitution)
    if opening == 2, text.bytes[start] != Ascii.dollar { note(.processSubstitution, at: start) }
    draft.note(.command)
    draft.bytes.append(contentsOf: text.bytes[min(start, position)..<position])
  }

  /// Where an arithmetic expression that is open twice ends; nil where it is none.
  func endOfArithmetic(from start: Int) -> Int? {
    var index = start
    var open = 2
    while index < end {
      switch text.bytes[index] {
      case Ascii.openParen: open += 1
      case Ascii.closeParen:
        open -= 1
        if open == 0 {
          return text.bytes[index - 1] == Ascii.closeParen ? index + 1 : nil
        }
      case Ascii.backslash: index += 1
      case Ascii.newline: return nil
      default: break
      }
      index += 1
    }
    return nil
  }

  /// `${name…}`; what its word substitutes is read too.
  private mutating func readBraces(into draft: inout WordDraft) {
    let start = position
    position += 2
    if peek == Ascii.hash, peek(1) != Ascii.closeBrace { position += 1 }
    let isIndirect = peek == UInt8(ascii: "!") && peek(1) != Ascii.closeBrace
    if peek == UInt8(ascii: "!") { position += 1 }
    let nameStart = position
    while let byte = peek, Ascii.isNameByte(byte) { position += 1 }
    if position == nameStart, peek != nil, peek != Ascii.closeBrace { position += 1 }
    let name = text.string(nameStart..<position)
    draft.note(name.utf8.first.map(Ascii.isNameStart) == true ? .variable : .special, name)
    if isIndirect || Self.isBashExpansion(peek, peek(1)) { note(.parameterExpansion, at: start) }
    var inner = WordDraft()
    nested { $0.readBraceWord(into: &inner) }
    if variables.value(name) != nil, let value = variables.expand(text.string(start..<position)) {
      draft.append(value: value)
    } else {
      draft.needs(name)
      draft.bytes.append(contentsOf: text.bytes[start..<position])
    }
  }

  private mutating func readBraceWord(into inner: inout WordDraft) {
    var isQuoted = false
    while let byte = peek {
      switch byte {
      case Ascii.closeBrace where !isQuoted:
        position += 1
        return
      case Ascii.backslash: position = min(position + 2, end)
      case Ascii.quote:
        isQuoted.toggle()
        position += 1
      case Ascii.apostrophe where !isQuoted: skipApostrophes()
      case Ascii.dollar: readDollar(into: &inner)
      case Ascii.backtick: readBackticks(into: &inner)
      default: position += 1
      }
    }
    report("A ${ of the script is not closed.")
  }

  /// Inside double quotes an apostrophe of `${…}` is a letter, so only a closed pair counts as quotes.
  private mutating func skipApostrophes() {
    position += 1
    var index = position
    while index < end, text.bytes[index] != Ascii.apostrophe, text.bytes[index] != Ascii.closeBrace { index += 1 }
    if index < end, text.bytes[index] == Ascii.apostrophe { position = index + 1 }
  }

  /// `$'…'`, with the escapes of C; only the common ones are resolved.
  private mutating func readAnsiQuoted(into draft: inout WordDraft) {
    if !draft.isQuoted { note(.ansiQuotes, at: position) }
    position += 2
    while let byte = peek, byte != Ascii.apostrophe {
      position += 1
      guard byte == Ascii.backslash, let escaped = peek else {
        draft.bytes.append(byte)
        continue
      }
      position += 1
      switch escaped {
      case UInt8(ascii: "n"): draft.bytes.append(Ascii.newline)
      case UInt8(ascii: "t"): draft.bytes.append(Ascii.tab)
      case Ascii.apostrophe, Ascii.quote, Ascii.backslash: draft.bytes.append(escaped)
      default: draft.bytes.append(contentsOf: [Ascii.backslash, escaped])
      }
    }
    if peek == nil { report("A $' of the script is not closed.") } else { position += 1 }
  }

  /// `` `…` ``: the script inside loses one layer of backslashes before it is read.
  mutating func readBackticks(into draft: inout WordDraft) {
    let start = position
    var inner = JoinedText()
    position += 1
    var run = position
    while let byte = peek, byte != Ascii.backtick {
      if byte == Ascii.backslash, let next = peek(1),
        next == Ascii.backtick || next == Ascii.backslash || next == Ascii.dollar
      {
        inner.append(text, run..<position)
        run = position + 1
        position += 1
      }
      position += 1
    }
    position = min(position, end)
    inner.append(text, run..<position)
    if peek == nil { report("A backtick of the script is not closed.") } else { position += 1 }
    draft.needs(Self.substitution)
    draft.note(.backtick)
    draft.bytes.append(contentsOf: text.bytes[start..<position])
    readInner(inner)
  }

  private mutating func readInner(_ inner: JoinedText) {
    nested { parser in
      var reader = ShellParser(inner, 0..<inner.bytes.count)
      reader.level = parser.level
      reader.depth = parser.depth + 1
      reader.context = .substitution
      reader.wrappers = parser.wrappers
      reader.variables = parser.variables
      reader.nextPipeline = parser.nextPipeline
      reader.run()
      parser.nextPipeline = reader.nextPipeline
      parser.script.take(reader.script)
    }
  }
}
