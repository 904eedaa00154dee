/// The compound commands of the shell, each read from its first word to its last.
extension ShellParser {
  mutating func parenthesis() {
    if peek(1) == Ascii.openParen, let after = endOfArithmetic(from: position + 2) {
      note(.arithmeticCommand, at: position)
      position = after
    } else {
      position += 1
      innerList(.subshell, until: .closeParen)
      if peek == Ascii.closeParen { position += 1 } else { report("A subshell has no ).") }
    }
    trailingRedirections()
  }

  mutating func group() {
    position += 1
    innerList(.subshell, until: .closeBrace)
    expect(.closeBrace, in: "group")
    trailingRedirections()
  }

  mutating func ifClause() {
    position += 2
    innerList(.condition, until: .then)
    expect(.then, in: "if")
    connector = .sequence
    innerList(.branch, until: .elseOrFi)
    while take(.elif) {
      connector = .sequence
      innerList(.condition, until: .then)
      expect(.then, in: "elif")
      connector = .sequence
      innerList(.branch, until: .elseOrFi)
    }
    if take(.else) {
      connector = .sequence
      innerList(.branch, until: .elseOrFi)
    }
    expect(.fi, in: "if")
    trailingRedirections()
  }

  mutating func whileClause() {
    position += 5
    innerList(.condition, until: .do)
    loopBody()
  }

  mutating func forClause() {
    if reservedWord() == .select { note(.select, at: position) }
    position += reservedWord()?.rawValue.utf8.count ?? 3
    skipBlanks()
    if peek == Ascii.openParen, peek(1) == Ascii.openParen, let after = endOfArithmetic(from: position + 2) {
      note(.arithmeticCommand, at: position)
      position = after
    } else {
      loopWords()
    }
    skipLines()
    if peek == Ascii.semicolon { position += 1 }
    loopBody()
  }

  private mutating func loopBody() {
    expect(.do, in: "loop")
    connector = .sequence
    innerList(.loop, until: .done)
    expect(.done, in: "loop")
    trailingRedirections()
  }

  /// The name, `in`, and the words up to the end of the line or a semicolon.
  private mutating func loopWords() {
    var words: [ShellWord] = []
    skipBlanks()
    while let byte = peek, !Self.isDelimiter(byte) || byte == Ascii.less {
      let before = position
      if let word = word() { words.append(word) }
      if position == before { break }
      skipBlanks()
    }
    guard let name = words.first else { return }
    let isLiteral = words.dropFirst().allSatisfy { word in
      word.variable == nil && !word.text.utf8.contains { $0 <= Ascii.space || "*?[".utf8.contains($0) }
    }
    script.loops.append(ShellLoop(name: name.text, isLiteral: isLiteral, line: name.line))
  }

  mutating func caseClause() {
    position += 4
    skipBlanks()
    _ = word()
    expect(.in, in: "case")
    while true {
      skipLines()
      guard peek != nil else { break }
      if reservedWord() == .esac { break }
      casePattern()
      connector = .sequence
      innerList(.branch, until: .caseEnd)
      guard peek == Ascii.semicolon else { break }
      while peek == Ascii.semicolon || peek == Ascii.ampersand { position += 1 }
    }
    expect(.esac, in: "case")
    trailingRedirections()
  }

  private mutating func casePattern() {
    if peek == Ascii.openParen { position += 1 }
    while let byte = peek, byte != Ascii.closeParen {
      let before = position
      skipBlanks()
      if peek == Ascii.bar { position += 1 }
      skipBlanks()
      _ = word()
      guard position > before else {
        report("A pattern of the case has no ).")
        position += 1
        return
      }
    }
    if peek == Ascii.closeParen { position += 1 }
  }

  mutating func functionClause() {
    note(.function, at: position)
    position += 8
    skipBlanks()
    _ = word()
    skipBlanks()
    if peek == Ascii.openParen, peek(1) == Ascii.closeParen { position += 2 }
    functionBody()
  }

  mutating func functionBody() {
    skipLines()
    let outer = context
    context = .function
    depth += 1
    nested { $0.command() }
    depth -= 1
    context = outer
  }

  /// `[[ … ]]`: operators in it are words, and so are parentheses.
  mutating func conditionalCommand() {
    note(.conditional, at: position)
    var draft = beginDraft()
    while let byte = peek, byte != Ascii.newline {
      let before = position
      let word = isConditionalOperator(byte) ? operatorWord() : word()
      if let word { draft.words.append(word) }
      if word?.text == "]]" || position == before { break }
      skipBlanks()
    }
    readRedirections(into: &draft)
    draft.endLine = text.line(at: position - 1)
    emit(draft)
  }

  private func isConditionalOperator(_ byte: UInt8) -> Bool {
    switch byte {
    case Ascii.ampersand, Ascii.bar, Ascii.openParen, Ascii.closeParen, Ascii.less, Ascii.greater,
      Ascii.semicolon:
      true
    default: false
    }
  }

  private mutating func operatorWord() -> ShellWord {
    let start = position
    while let byte = peek, isConditionalOperator(byte) { position += 1 }
    return ShellWord(text: text.string(start..<position), line: text.line(at: start), range: start..<position)
  }

  private mutating func trailingRedirections() {
    var draft = Draft()
    readRedirections(into: &draft)
  }
}
