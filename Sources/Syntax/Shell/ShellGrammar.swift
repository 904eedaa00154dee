extension ShellParser {
  /// Reads commands up to a stop, which is left to the caller, or to the end.
  mutating func list(until stops: Stops) {
    // Whether a command stands before, which a semicolon may end.
    var mayEnd = false
    while true {
      skipLines()
      guard let byte = peek else { return }
      if byte == Ascii.semicolon {
        if peek(1) == Ascii.semicolon || peek(1) == Ascii.ampersand, stops.contains(.caseEnd) { return }
        if !mayEnd { report("Unexpected ; in the script.") }
        mayEnd = false
        position += 1
        connector = connector == .first ? .first : .sequence
        continue
      }
      if byte == Ascii.closeParen {
        if stops.contains(.closeParen) { return }
        report("Unexpected ) in the script.")
        position += 1
        continue
      }
      if let word = closingWord(), closes(word, stops) { return }
      if byte == Ascii.ampersand || byte == Ascii.bar { report("Nothing to run before an operator of the script.") }
      let before = position
      andOr()
      if position == before { position += 1 }
      checkEnd(from: before)
      endOfCommand()
      mayEnd = connector != .background
    }
  }

  /// Behind a command comes an operator, a line end or a word that closes what is around it.
  private mutating func checkEnd(from start: Int) {
    skipBlanks()
    guard let byte = peek, position > start + 1, !Self.isDelimiter(byte), byte != Ascii.hash, closingWord() == nil
    else {
      return
    }
    report("Unexpected word behind a command of the script.")
  }

  /// What follows a pipeline decides what connects the next one.
  private mutating func endOfCommand() {
    skipBlanks()
    switch peek {
    case Ascii.ampersand where peek(1) != Ascii.ampersand:
      position += 1
      connector = .background
    default:
      connector = .sequence
    }
  }

  private mutating func andOr() {
    pipelineOfCommands()
    while true {
      skipBlanks()
      if peek == Ascii.ampersand, peek(1) == Ascii.ampersand {
        connector = .and
      } else if peek == Ascii.bar, peek(1) == Ascii.bar {
        connector = .or
      } else {
        return
      }
      position += 2
      skipLines()
      checkOperand(of: connector)
      pipelineOfCommands()
    }
  }

  private mutating func pipelineOfCommands() {
    let number = nextPipeline
    nextPipeline += 1
    pipeline = number
    command()
    while true {
      skipBlanks()
      guard peek == Ascii.bar, peek(1) != Ascii.bar else { return }
      if peek(1) == Ascii.ampersand { note(.pipeOfBoth, at: position) }
      position += peek(1) == Ascii.ampersand ? 2 : 1
      skipLines()
      connector = .pipe
      pipeline = number
      checkOperand(of: connector)
      command()
    }
  }

  /// An operator needs a command behind it.
  private mutating func checkOperand(of connector: ShellCommand.Connector) {
    switch peek {
    case nil, Ascii.semicolon, Ascii.ampersand, Ascii.bar, Ascii.closeParen:
      report("Nothing to run behind \(connector.rawValue) of the script.")
    default:
      if closingWord() != nil { report("Nothing to run behind \(connector.rawValue) of the script.") }
    }
  }

  mutating func command() {
    while reservedWord() == .bang {
      position += 1
      skipBlanks()
    }
    guard let byte = peek else { return }
    if byte == Ascii.openParen {
      nested { $0.parenthesis() }
      return
    }
    switch reservedWord() {
    case .if: nested { $0.ifClause() }
    case .while, .until: nested { $0.whileClause() }
    case .for, .select: nested { $0.forClause() }
    case .case: nested { $0.caseClause() }
    case .openBrace: nested { $0.group() }
    case .function: functionClause()
    case .conditional: conditionalCommand()
    default: simpleCommand()
    }
  }

  // MARK: - Words of the grammar

  static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case Ascii.space, Ascii.tab, Ascii.newline, Ascii.carriageReturn, Ascii.semicolon, Ascii.ampersand, Ascii.bar,
      Ascii.less, Ascii.greater, Ascii.openParen, Ascii.closeParen:
      true
    default: false
    }
  }

  private func closingWord() -> ReservedWord? {
    guard let word = reservedWord(), word.isClosing else { return nil }
    return word
  }

  /// Whether the word ends the list; one that nothing waits for is reported and skipped.
  private mutating func closes(_ word: ReservedWord, _ stops: Stops) -> Bool {
    let stop: Stops =
      switch word {
      case .then: .then
      case .else, .elif, .fi: .elseOrFi
      case .do: .do
      case .done: .done
      case .esac: .caseEnd
      default: .closeBrace
      }
    if stops.contains(stop) { return true }
    // Inside another construct the word may close that one: the inner one was left open.
    if level > 0, !stops.isEmpty { return true }
    report("Unexpected \(word.rawValue) in the script.")
    position += word.rawValue.utf8.count
    return false
  }

  /// Takes the word where it comes next.
  mutating func take(_ word: ReservedWord) -> Bool {
    skipLines()
    guard reservedWord() == word else { return false }
    position += word.rawValue.utf8.count
    return true
  }

  mutating func expect(_ word: ReservedWord, in construct: String) {
    if !take(word) { report("The \(construct) has no \(word.rawValue).") }
  }

  /// Reads a list inside a construct; what stands before the construct connects its first command.
  mutating func innerList(_ inner: ShellCommand.Context, until stops: Stops) {
    let outer = context
    context = inner
    depth += 1
    list(until: stops)
    depth -= 1
    context = outer
  }
}
