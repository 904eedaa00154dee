/// Reads one logical line: keyword, flags and the form of arguments that the keyword asks for.
struct InstructionReader {
  let bytes: [UInt8]
  let escape: UInt8
  let line: Int
  private(set) var diagnostics: [Diagnostic] = []

  init(bytes: [UInt8], escape: UInt8, line: Int) {
    self.bytes = bytes
    self.escape = escape
    self.line = line
  }

  /// `range` holds at least one byte that is no white space, and none at its ends.
  mutating func instruction(_ range: Range<Int>, isTrigger: Bool = false) -> Instruction {
    var end = range.lowerBound
    while end < range.upperBound, !Ascii.isSpace(bytes[end]) { end += 1 }
    let name = string(range.lowerBound..<end)
    let keyword = Instruction.Keyword(ignoringCase: bytes[range.lowerBound..<end])
    let (flags, rest) = keyword == nil ? ([], end) : readFlags(end..<range.upperBound)
    let arguments = trimming(rest..<range.upperBound, in: bytes)
    var instruction = Instruction(
      keyword: keyword,
      name: name,
      line: line,
      endLine: line,
      flags: flags,
      arguments: arguments,
      extent: arguments,
      body: .invalid
    )
    guard let keyword else {
      let nearest =
        ComposeKeys.nearest(to: name.lowercased(), in: Instruction.Keyword.names).map { " (did you mean \($0)?)" } ?? ""
      report("unknown instruction: \(name)\(nearest).", kind: "unknown-instruction")
      instruction.body = .text(word(arguments))
      return instruction
    }
    instruction.body = body(of: keyword, arguments, isTrigger: isTrigger)
    checkFlags(of: instruction, keyword)
    checkArguments(of: instruction, keyword)
    return instruction
  }

  mutating func report(_ message: String, kind: String = "syntax") {
    let severity = kind == Diagnostic.rejection ? Diagnostic.Severity.warning : .error
    diagnostics.append(Diagnostic(kind: kind, severity: severity, line: line, message: message))
  }

  private mutating func body(
    of keyword: Instruction.Keyword,
    _ arguments: Range<Int>,
    isTrigger: Bool
  ) -> Instruction.Body {
    switch keyword {
    case .maintainer, .stopsignal, .user, .workdir: .text(word(arguments))
    case .expose, .from: .words(words(arguments), isJSON: false)
    case .add, .copy, .volume: list(keyword, arguments)
    case .arg: .pairs(names(arguments), form: .assignments)
    case .env, .label: pairs(keyword, arguments)
    case .run, .cmd, .entrypoint, .shell: command(keyword, arguments).map { .command($0) } ?? .invalid
    case .healthcheck: healthcheck(arguments)
    case .onbuild: trigger(arguments, isNested: isTrigger)
    }
  }

  // MARK: - Forms

  private func word(_ range: Range<Int>) -> Word {
    Word(text: string(range), offset: range.lowerBound)
  }

  private func words(_ range: Range<Int>) -> [Word] {
    var start = range.lowerBound
    var words: [Word] = []
    while start < range.upperBound {
      while start < range.upperBound, Ascii.isSpace(bytes[start]) { start += 1 }
      var end = start
      while end < range.upperBound, !Ascii.isSpace(bytes[end]) { end += 1 }
      if end > start { words.append(word(start..<end)) }
      start = end
    }
    return words
  }

  private mutating func list(_ keyword: Instruction.Keyword, _ range: Range<Int>) -> Instruction.Body {
    switch JSONStrings.read(bytes, range) {
    case .strings(let strings): return .words(strings, isJSON: true)
    case .otherValues:
      report("when using JSON array syntax, arrays must be comprised of strings only.")
      return .invalid
    case .notJSON: return .words(words(range), isJSON: false)
    }
  }

  private mutating func command(_ keyword: Instruction.Keyword, _ range: Range<Int>) -> CommandForm? {
    switch JSONStrings.read(bytes, range) {
    case .strings(let strings): return .exec(strings)
    case .otherValues:
      report("when using JSON array syntax, arrays must be comprised of strings only.")
      return nil
    case .notJSON: return .shell(range)
    }
  }

  private mutating func names(_ range: Range<Int>) -> [Pair] {
    quotedWords(range).map { pair($0) ?? Pair(key: word($0), value: nil) }
  }

  private mutating func pairs(_ keyword: Instruction.Keyword, _ range: Range<Int>) -> Instruction.Body {
    let words = quotedWords(range)
    guard let first = words.first else { return .pairs([], form: .assignments) }
    guard bytes[first].contains(Ascii.equals) else { return legacyPair(keyword, range) }
    var pairs: [Pair] = []
    for range in words {
      if let pair = pair(range) {
        pairs.append(pair)
      } else {
        report("Syntax error - can't find = in \"\(string(range))\". Must be of the form: name=value.")
      }
    }
    return .pairs(pairs, form: .assignments)
  }

  private mutating func legacyPair(_ keyword: Instruction.Keyword, _ range: Range<Int>) -> Instruction.Body {
    var end = range.lowerBound
    while end < range.upperBound, !Ascii.isSpace(bytes[end]) { end += 1 }
    let value = trimming(end..<range.upperBound, in: bytes)
    guard !value.isEmpty else {
      report("\(keyword.rawValue) must have two arguments.")
      return .invalid
    }
    let pair = Pair(key: word(range.lowerBound..<end), value: word(value))
    return .pairs([pair], form: .legacy)
  }

  private func pair(_ range: Range<Int>) -> Pair? {
    guard let equals = bytes[range].firstIndex(of: Ascii.equals) else { return nil }
    return Pair(key: word(range.lowerBound..<equals), value: word(equals + 1..<range.upperBound))
  }

  private mutating func healthcheck(_ range: Range<Int>) -> Instruction.Body {
    guard !range.isEmpty else { return .healthcheck(kind: nil, .shell(range)) }
    var end = range.lowerBound
    while end < range.upperBound, !Ascii.isSpace(bytes[end]) { end += 1 }
    let rest = trimming(end..<range.upperBound, in: bytes)
    guard let command = command(.healthcheck, rest) else { return .invalid }
    return .healthcheck(kind: word(range.lowerBound..<end), command)
  }

  private mutating func trigger(_ range: Range<Int>, isNested: Bool) -> Instruction.Body {
    guard !range.isEmpty else { return .invalid }
    guard !isNested else {
      report("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed.")
      return .text(word(range))
    }
    return .onbuild(instruction(range, isTrigger: true))
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

extension InstructionReader {
  /// Splits at white space outside quotes; quotes and escapes stay in the words.
  mutating func quotedWords(_ range: Range<Int>) -> [Range<Int>] {
    let split = splitQuoted(range)
    if split.isUnterminated { report("A quote is not closed.") }
    return split.words
  }

  private func splitQuoted(_ range: Range<Int>) -> (words: [Range<Int>], isUnterminated: Bool) {
    var words: [Range<Int>] = []
    var index = range.lowerBound
    var start: Int?
    var quote: UInt8?
    while index < range.upperBound {
      let byte = bytes[index]
      if let open = quote {
        if byte == open {
          quote = nil
        } else if byte == escape, open != Ascii.apostrophe {
          index += 1
        }
      } else if case let space = WhiteSpace.length(in: bytes, at: index, end: range.upperBound), space > 0 {
        if let first = start { words.append(first..<index) }
        start = nil
        index += space - 1
      } else {
        start = start ?? index
        if byte == Ascii.quote || byte == Ascii.apostrophe {
          quote = byte
        } else if byte == escape {
          index += 1
        }
      }
      index += 1
    }
    if let first = start { words.append(first..<range.upperBound) }
    return (words, quote != nil)
  }
}

extension Instruction.Keyword {
  init?(ignoringCase bytes: ArraySlice<UInt8>) {
    for (keyword, name) in Self.byLength[bytes.count] ?? [] where Ascii.equalIgnoringCase(bytes, name) {
      self = keyword
      return
    }
    return nil
  }

  /// In lower case.
  static let names = Set(allCases.map { $0.rawValue.lowercased() })

  /// The keywords in lower case by their length, which leaves at most five to compare with.
  private static let byLength: [Int: [(Self, StaticString)]] = [
    3: [(.run, "run"), (.env, "env"), (.arg, "arg"), (.cmd, "cmd"), (.add, "add")],
    4: [(.copy, "copy"), (.from, "from"), (.user, "user")],
    5: [(.label, "label"), (.shell, "shell")],
    6: [(.expose, "expose"), (.volume, "volume")],
    7: [(.workdir, "workdir"), (.onbuild, "onbuild")],
    10: [(.entrypoint, "entrypoint"), (.maintainer, "maintainer"), (.stopsignal, "stopsignal")],
    11: [(.healthcheck, "healthcheck")],
  ]
}
