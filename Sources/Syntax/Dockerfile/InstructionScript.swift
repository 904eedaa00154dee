extension Dockerfile {
  /// The script that RUN, CMD, ENTRYPOINT or HEALTHCHECK runs; nil where it is for no POSIX shell.
  package func script(of step: BuildStep) -> ShellScript? {
    let instruction = step.instruction
    switch instruction.body {
    case .command(let command) where instruction.keyword != .shell:
      return script(of: command, instruction, step)
    case .healthcheck(let kind?, let command) where kind.text.uppercased() != "NONE":
      return script(of: command, instruction, step)
    default:
      return nil
    }
  }

  private func script(
    of command: CommandForm, _ instruction: Instruction, _ step: BuildStep
  ) -> ShellScript? {
    switch command {
    case .exec(let words):
      // Such a CMD is for the ENTRYPOINT: options, and no program.
      if instruction.keyword == .cmd, words.first?.text.hasPrefix("-") ?? true { return nil }
      return ShellScript(arguments: words.map { ShellWord(text: $0.text, line: line(of: $0)) })
    case .shell(let range):
      guard step.shell == .posix else { return nil }
      return scriptRange(range, of: instruction).map {
        ShellScript(parsing: text, $0, variables: step.variables)
      }
    }
  }

  /// The text of the script that a RUN hands to a POSIX shell as it is; nil where there is none.
  package func scriptText(of step: BuildStep) -> Range<Int>? {
    guard step.shell == .posix, step.instruction.keyword == .run,
      case .command(.shell(let range)) = step.instruction.body
    else { return nil }
    return scriptRange(range, of: step.instruction)
  }

  private func scriptRange(_ range: Range<Int>, of instruction: Instruction) -> Range<Int>? {
    if let document = instruction.onlyHeredoc(in: range) {
      return isForAnotherInterpreter(document.content) ? nil : document.content
    }
    let end = instruction.heredocs.isEmpty ? range.upperBound : instruction.extent.upperBound
    return range.lowerBound..<max(range.lowerBound, end)
  }

  /// Whether the script names a program in its first line that is no shell.
  private func isForAnotherInterpreter(_ range: Range<Int>) -> Bool {
    let bytes = text.bytes[range]
    guard bytes.starts(with: [Ascii.hash, UInt8(ascii: "!")]) else { return false }
    let line = bytes.dropFirst(2).prefix { $0 != Ascii.newline }
    let words = line.split(whereSeparator: Ascii.isSpace).map { String(decoding: $0, as: UTF8.self) }
    let program = words.first { !$0.hasSuffix("/env") && !$0.hasPrefix("-") } ?? "sh"
    return ScriptShell([program]) != .posix
  }
}

extension Instruction {
  /// The here-document that is all that a RUN has: its content is the script.
  fileprivate func onlyHeredoc(in range: Range<Int>) -> Heredoc? {
    guard heredocs.count == 1, let first = heredocs.first, first.mark == range else { return nil }
    return first
  }
}
