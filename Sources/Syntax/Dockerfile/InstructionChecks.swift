extension InstructionReader {
  /// What BuildKit asks of each instruction's arguments before it builds anything.
  mutating func checkArguments(of instruction: Instruction, _ keyword: Instruction.Keyword) {
    let name = keyword.rawValue
    switch (keyword, instruction.body) {
    case (.maintainer, .text(let word)), (.workdir, .text(let word)), (.user, .text(let word)),
      (.stopsignal, .text(let word)):
      if word.text.isEmpty { report("\(name) requires exactly one argument.") }
    case (.from, .words(let words, _)):
      checkFrom(words)
    case (.add, .words(let words, _)), (.copy, .words(let words, _)):
      if words.count < 2 { report("\(name) requires at least two arguments.") }
      if let last = words.last, !HeredocMark.marks(in: bytes, last.range).isEmpty {
        report("\(name) cannot accept a here-document as its destination.")
      }
    case (.expose, .words(let words, _)), (.volume, .words(let words, _)):
      if words.isEmpty { report("\(name) requires at least one argument.") }
    case (_, .pairs(let pairs, _)):
      if pairs.isEmpty { report("\(name) requires at least one argument.") }
      if pairs.contains(where: { $0.key.text.isEmpty }) { report("\(name) names can not be blank.") }
    case (.healthcheck, .healthcheck(let kind, let command)):
      checkHealthcheck(kind, command)
    case (.onbuild, .invalid):
      report("ONBUILD requires at least one argument.")
    case (.onbuild, .onbuild(let inner)):
      if inner.keyword == .from || inner.keyword == .maintainer {
        report("\(inner.name) is not allowed behind ONBUILD.")
      }
    case (.shell, .command(.shell)):
      report("SHELL requires its arguments to be a JSON array of strings.")
    case (.run, .command(.shell(let range))):
      if range.isEmpty { report("RUN requires at least one argument.") }
    default:
      break
    }
  }

  private mutating func checkFrom(_ words: [Word]) {
    let isNamed = words.count == 3 && words[1].text.lowercased() == "as"
    if words.count != 1, !isNamed {
      report("FROM requires one argument, or three: IMAGE AS NAME.")
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
      if isEmpty { report("HEALTHCHECK CMD has no command.") }
    case "NONE":
      if !isEmpty { report("HEALTHCHECK NONE takes no arguments.") }
    default:
      report("Unknown type \(kind.text) of HEALTHCHECK, try CMD.")
    }
  }
}

extension Word {
  /// The bytes of a word that was taken from the text unchanged.
  var range: Range<Int> { offset..<offset + text.utf8.count }
}
