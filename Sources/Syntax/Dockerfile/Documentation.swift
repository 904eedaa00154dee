extension Dockerfile {
  /// What the comment right above an instruction says of a stage or an ARG: its line that starts with the name.
  package func documentation(of name: String, at instruction: Instruction) -> String? {
    var line = instruction.line - 1
    // Comments stand in the order of their lines.
    guard var index = comments.lastIndex(where: { $0.line <= line }) else { return nil }
    var found: String?
    while comments[index].line == line, !comments[index].isInsideInstruction {
      let text = comments[index].text
      if text.hasPrefix(name + " ") { found = String(text.dropFirst(name.utf8.count + 1)) }
      line -= 1
      guard index > 0 else { break }
      index -= 1
    }
    return found
  }

  /// A here-document's content as a file of COPY or ADD gets it: `<<-` takes the tabs off.
  package func content(of heredoc: Heredoc) -> String {
    let content = text.bytes[heredoc.content.clamped(to: 0..<text.bytes.count)]
    guard heredoc.stripsTabs else { return String(decoding: content, as: UTF8.self) }
    return String(decoding: Heredoc.withoutTabs(content), as: UTF8.self)
  }

  /// The words of the exec form, or the script of the shell form as the only one.
  package func arguments(of command: CommandForm) -> [String] {
    switch command {
    case .exec(let words): words.map(\.text)
    case .shell(let range): range.isEmpty ? [] : [string(range)]
    }
  }
}

extension Heredoc {
  static func withoutTabs(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var isAtStart = true
    for byte in content where !(isAtStart && byte == Ascii.tab) {
      result.append(byte)
      isAtStart = byte == Ascii.newline
    }
    return result
  }
}
