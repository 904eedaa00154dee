extension InstructionReader {
  /// What BuildKit asks of each instruction's arguments before it builds anything, in its own words.
  mutating func checkArguments(of instruction: Instruction, _ keyword: Instruction.Keyword) {
    let name = keyword.rawValue
    switch (keyword, instruction.body) {
    case (.maintainer, .text(let word)), (.workdir, .text(let word)), (.user, .text(let word)),
      (.stopsignal, .text(let word)):
      if word.text.isEmpty { report("\(name) requires exactly one argument.") }
    case (.from, .words(let words, _)):
      checkFrom(words)
    case (.add, .words(let words, _)), (.copy, .words(let words, _)):
      checkCopy(words, name)
    case (.expose, .words(let words, _)):
      if words.isEmpty { report("\(name) requires at least one argument.") }
    case (.volume, .words(let words, _)):
      if words.isEmpty { report("\(name) requires at least one argument.") }
      if words.contains(where: \.text.isEmpty) { report("VOLUME specified can not be an empty string.") }
    case (_, .pairs(let pairs, _)):
      if pairs.isEmpty { report("\(name) requires at least one argument.") }
      if pairs.contains(where: { $0.key.text.isEmpty }) { report("\(name) names can not be blank.") }
    case (.healthcheck, .healthcheck(let kind, let command)):
      checkHealthcheck(kind, command)
    case (.onbuild, .invalid):
      report("ONBUILD requires at least one argument.")
    case (.onbuild, .onbuild(let inner)):
      if inner.keyword == .from || inner.keyword == .maintainer {
        report("\(inner.name.uppercased()) isn't allowed as an ONBUILD trigger.")
      }
    case (.shell, .command(.shell)):
      report("SHELL requires the arguments to be in JSON form.")
    case (.shell, .command(.exec(let words))):
      if words.isEmpty { report("SHELL requires at least one argument.") }
    case (.run, .command(.shell(let range))):
      if range.isEmpty { report("RUN requires at least one argument.") }
    default:
      break
    }
  }

  private mutating func checkFrom(_ words: [Word]) {
    let isNamed = words.count == 3 && words[1].text.lowercased() == "as"
    guard words.count == 1 || isNamed else {
      report("FROM requires either one or three arguments.")
      return
    }
    if isNamed, !StageName.isValid(words[2].text) {
      report(
        "invalid name for build stage: \"\(words[2].text)\", name can't start with a number or contain symbols.",
        kind: Diagnostic.rejection)
    }
  }

  private mutating func checkCopy(_ words: [Word], _ name: String) {
    if words.count < 2 {
      let only = words.isEmpty ? "" : ", but only one was provided. Destination could not be determined"
      report("\(name) requires at least two arguments\(only).")
    }
    if words.count > 1, let last = words.last, !HeredocMark.marks(in: bytes, last.range).isEmpty {
      report("\(name) cannot accept a heredoc as a destination.")
    }
  }

  private mutating func checkHealthcheck(_ kind: Word?, _ command: CommandForm) {
    guard let kind else {
      report("HEALTHCHECK requires at least one argument.")
      return
    }
    let isEmpty =
      switch command {
      case .exec(let words): words.isEmpty
      case .shell(let range): range.isEmpty
      }
    switch kind.text.uppercased() {
    case "CMD":
      if isEmpty { report("Missing command after HEALTHCHECK CMD.") }
    case "NONE":
      if !isEmpty { report("HEALTHCHECK NONE takes no arguments.") }
    default:
      report("Unknown type \"\(kind.text.uppercased())\" in HEALTHCHECK (try CMD).")
    }
  }
}

enum StageName {
  /// A letter, then letters, digits, dashes, dots and underscores.
  static func isValid(_ name: String) -> Bool {
    guard let first = name.utf8.first, Ascii.isLetter(first) else { return false }
    return name.utf8.allSatisfy { Ascii.isNameByte($0) || $0 == Ascii.dash || $0 == UInt8(ascii: ".") }
  }
}

extension Word {
  /// The bytes of a word that was taken from the text unchanged.
  var range: Range<Int> { offset..<offset + text.utf8.count }
}
