extension ShellParser {
  mutating func beginDraft() -> Draft {
    var draft = Draft()
    draft.line = line(at: position)
    draft.index = script.commands.count
    draft.connector = connector
    draft.pipeline = pipeline
    return draft
  }

  mutating func simpleCommand() {
    var draft = beginDraft()
    while true {
      skipBlanks()
      guard let byte = peek else { break }
      if readRedirection(into: &draft) { continue }
      if byte == Ascii.openParen {
        guard isFunctionDefinition(draft) else {
          if !draft.words.isEmpty { report("Unexpected ( in the script.") }
          break
        }
        position += 1
        skipBlanks()
        position += 1
        functionBody()
        return
      }
      if Self.isDelimiter(byte), !startsProcessSubstitution { break }
      if byte == Ascii.hash { break }
      if draft.words.isEmpty, let assignment = assignment() {
        draft.assignments.append(assignment)
      } else if let word = word(splits: true) {
        if draft.words.isEmpty { draft.words.reserveCapacity(6) }
        if word.stays { draft.words.append(word) }
        if !splitWords.isEmpty { draft.words += splitWords }
      } else {
        break
      }
    }
    guard !draft.isEmpty else { return }
    draft.endLine = line(at: position - 1)
    if draft.redirections.last?.operation.hasPrefix("<<") == true, !pendingHeredocs.isEmpty,
      let readers = CommandWrapper.shellReadingInput(draft.words)
    {
      pendingHeredocs[pendingHeredocs.count - 1].readers = wrappers + readers
    }
    emit(draft)
  }

  private func isFunctionDefinition(_ draft: Draft) -> Bool {
    guard draft.words.count == 1, draft.assignments.isEmpty else { return false }
    var offset = 1
    while peek(offset) == Ascii.space || peek(offset) == Ascii.tab { offset += 1 }
    return peek(offset) == Ascii.closeParen
  }

  /// `NAME=value`, `NAME+=value`, or `NAME=(word …)`.
  private mutating func assignment() -> ShellWord? {
    guard let first = peek, Ascii.isNameStart(first) else { return nil }
    var offset = 1
    while let byte = peek(offset), Ascii.isNameByte(byte) { offset += 1 }
    if peek(offset) == UInt8(ascii: "+") { offset += 1 }
    guard peek(offset) == Ascii.equals else { return nil }
    let start = position
    guard peek(offset + 1) == Ascii.openParen else { return word() }
    note(.array, at: start)
    position += offset + 2
    skipLines()
    while let byte = peek, byte != Ascii.closeParen {
      let before = position
      _ = word()
      skipLines()
      if position == before { break }
    }
    if peek == Ascii.closeParen { position += 1 }
    return ShellWord(text: text.string(start..<position), line: text.line(at: start), range: start..<position)
  }

  // MARK: - Redirections

  mutating func readRedirections(into draft: inout Draft) {
    skipBlanks()
    while readRedirection(into: &draft) { skipBlanks() }
  }

  var startsProcessSubstitution: Bool {
    (peek == Ascii.less || peek == Ascii.greater) && peek(1) == Ascii.openParen
  }

  /// Reads `[n]<word`, `&>word` and their kin where one comes next.
  private mutating func readRedirection(into draft: inout Draft) -> Bool {
    let start = position
    guard let descriptor = redirectionDescriptor() else { return false }
    let operationStart = position
    readRedirectionOperator()
    let operation = text.string(operationStart..<position)
    if operation == "<<<" { note(.hereString, at: operationStart) }
    if operation.hasPrefix("&>") { note(.redirectionOfBoth, at: operationStart) }
    skipBlanks()
    guard let target = word() else {
      report("The redirection \(operation) has no target.")
      return position > start
    }
    if operation == "<<" || operation == "<<-" {
      pendingHeredocs.append(PendingHeredoc(name: Array(target.text.utf8), stripsTabs: operation == "<<-"))
    }
    draft.redirections.append(
      ShellRedirection(descriptor: descriptor, operation: operation, target: target))
    return true
  }

  /// The digits before the operator, or nil, and nothing taken, where no redirection starts here.
  private mutating func redirectionDescriptor() -> String? {
    var offset = 0
    while offset < 4, let byte = peek(offset), Ascii.isDigit(byte) { offset += 1 }
    if offset == 0, peek == Ascii.ampersand { return peek(1) == Ascii.greater ? "" : nil }
    guard let byte = peek(offset), byte == Ascii.less || byte == Ascii.greater else { return nil }
    if offset == 0, startsProcessSubstitution { return nil }
    let descriptor = text.string(position..<position + offset)
    position += offset
    return descriptor
  }

  private mutating func readRedirectionOperator() {
    let operators: [StaticString] = ["&>>", "&>", "<<<", "<<-", "<<", "<&", "<>", "<", ">>", ">&", ">|", ">"]
    for candidate in operators where starts(with: candidate) {
      position += candidate.utf8CodeUnitCount
      return
    }
    position += 1
  }

  // MARK: - Output

  /// Adds the command, seen through what runs it, or the commands of the script that it runs.
  mutating func emit(_ draft: Draft) {
    connector = .sequence
    let unwrapped = CommandWrapper.unwrap(draft.words)
    if let nested = unwrapped.script {
      emitScript(nested, of: draft, unwrapped)
      return
    }
    let command = ShellCommand(
      words: unwrapped.wrappers.isEmpty ? draft.words : Array(unwrapped.words),
      wrappers: unwrapped.wrappers.isEmpty ? wrappers : wrappers + unwrapped.wrappers,
      assignments: unwrapped.assignments.isEmpty ? draft.assignments : draft.assignments + unwrapped.assignments,
      redirections: draft.redirections,
      connector: draft.connector,
      pipeline: draft.pipeline,
      context: context,
      depth: depth,
      line: draft.line,
      endLine: draft.endLine
    )
    let index = min(draft.index, script.commands.count)
    if index == script.commands.count {
      script.commands.append(command)
    } else {
      script.commands.insert(command, at: index)
    }
    if command.program == "find" { emitExecuted(by: command, of: draft, at: index + 1) }
  }

  /// The commands that `find -exec` runs.
  private mutating func emitExecuted(by find: ShellCommand, of draft: Draft, at index: Int) {
    guard level < Self.depthLimit else { return }
    level += 1
    let outer = wrappers
    wrappers = find.wrappers + ["find"]
    for words in CommandWrapper.executed(byFind: find.words).reversed() {
      var inner = Draft(words: words)
      (inner.index, inner.connector, inner.pipeline) = (index, .sequence, draft.pipeline)
      emit(inner)
    }
    wrappers = outer
    level -= 1
  }

  /// Reads the script behind `sh -c` in the place of the command; the shell's own options become a `set`.
  private mutating func emitScript(_ word: ShellWord, of draft: Draft, _ unwrapped: CommandWrapper.Result) {
    let inner = word.range.isEmpty ? JoinedText(word.text, line: word.line) : unquoted(word)
    guard level < Self.depthLimit else {
      report("The script is nested too deeply to be read.")
      return
    }
    var parser = ShellParser(inner, 0..<inner.bytes.count)
    parser.level = level + 1
    parser.context = context
    parser.depth = depth
    parser.wrappers = wrappers + unwrapped.wrappers
    parser.variables = variables
    parser.connector = draft.connector
    parser.nextPipeline = nextPipeline
    if let program = unwrapped.options.first {
      var set = Draft(words: [ShellWord(text: "set", line: program.line)] + unwrapped.options)
      set.connector = draft.connector
      set.pipeline = draft.pipeline
      parser.emit(set)
    }
    parser.run()
    nextPipeline = parser.nextPipeline
    if let last = parser.script.commands.indices.last {
      parser.script.commands[last].redirections += draft.redirections
    }
    let index = min(draft.index, script.commands.count)
    // Substitutions in the script's text were read with the word already, and again with the script.
    if word.variable != nil { script.commands.removeSubrange(index...) }
    script.commands.insert(contentsOf: parser.script.commands, at: index)
    parser.script.commands = []
    script.take(parser.script, isForBash: ["bash", "zsh", "ksh"].contains(unwrapped.wrappers.last))
  }
}
