/// A `$NAME` or `${NAME…}` in an instruction whose words BuildKit expands itself; RUN's are the shell's.
///
/// Source: the Dockerfile reference, "Environment replacement".
package struct VariableMention: Sendable, Equatable {
  package enum Place: String, Sendable {
    case image, platform, flag, argument, heredoc
  }

  /// Who sets the variable that is mentioned.
  package enum Origin: String, Sendable {
    /// An ARG before the first FROM.
    case global
    /// An ARG or ENV earlier in the stage, or in one that it builds on.
    case stage
    /// BuildKit itself.
    case predefined
    /// A name that this very ENV or ARG sets, and nobody before it.
    case sameInstruction = "same-instruction"
    /// Nobody whom the file shows: the base image may.
    case none
  }

  package var name: String
  /// What follows the name in braces, such as `:-`, `+` or `##`; nil for the bare value.
  package var operation: String?
  package var place = Place.argument
  package var origin = Origin.none
  /// The word that holds it, or what stands for it.
  package var word: Word?

  /// Every mention in a word, nested ones too. What is escaped or stands in single quotes is none.
  static func all(in text: String, escape: UInt8, honoursQuotes: Bool = true) -> [VariableMention] {
    guard text.utf8.contains(Ascii.dollar) else { return [] }
    let bytes = Array(text.utf8)
    var mentions: [VariableMention] = []
    var isQuoted = false
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == escape {
        index += 1
      } else if byte == Ascii.quote, honoursQuotes {
        isQuoted.toggle()
      } else if byte == Ascii.apostrophe, honoursQuotes, !isQuoted {
        index = (bytes[index...].firstIndex(of: Ascii.apostrophe) ?? bytes.count) + 1
      } else if byte == Ascii.dollar, let mention = read(bytes, &index) {
        mentions.append(mention)
      }
    }
    return mentions
  }

  private static func read(_ bytes: [UInt8], _ index: inout Int) -> VariableMention? {
    let isBraced = index < bytes.count && bytes[index] == Ascii.openBrace
    if isBraced { index += 1 }
    guard index < bytes.count, Ascii.isNameStart(bytes[index]) else { return nil }
    let start = index
    while index < bytes.count, Ascii.isNameByte(bytes[index]) { index += 1 }
    let name = String(decoding: bytes[start..<index], as: UTF8.self)
    return VariableMention(name: name, operation: isBraced ? operation(bytes[index...]) : nil)
  }

  /// `:-`, `##`, `//` and the like count two bytes, `-` and `#` one.
  private static func operation(_ rest: ArraySlice<UInt8>) -> String? {
    guard let first = rest.first, ":-+?#%/".utf8.contains(first) else { return nil }
    let second = rest.dropFirst().first
    let isDouble = first == Ascii.colon || second == first && "#%/".utf8.contains(first)
    return String(decoding: rest.prefix(isDouble ? 2 : 1), as: UTF8.self)
  }
}

extension Instruction {
  /// False for those, most of them, that one look tells to have none.
  func mayMentionVariables(in file: Dockerfile) -> Bool {
    switch keyword {
    case .run, .cmd, .entrypoint, .healthcheck, .shell, .maintainer, .onbuild, nil: false
    default: !flags.isEmpty || file.text.bytes[extent].contains(Ascii.dollar)
    }
  }

  /// The variables mentioned in what BuildKit expands of this instruction, in their order.
  func mentions(in file: Dockerfile) -> [VariableMention] {
    switch keyword {
    case .from:
      guard case .words(let words, _) = body, let image = words.first else { return [] }
      return mentions(in: [image], .image, file) + mentions(inFlags: ["platform"], .platform, file)
    case .add, .copy:
      guard case .words(let words, _) = body else { return [] }
      let flags = mentions(inFlags: ["chown", "chmod", "from", "checksum", "exclude"], .flag, file)
      return flags + mentions(in: words, .argument, file) + mentionsInHeredocs(of: file)
    case .expose, .volume:
      guard case .words(let words, _) = body else { return [] }
      return mentions(in: words, .argument, file)
    case .stopsignal, .user, .workdir:
      guard case .text(let word) = body else { return [] }
      return mentions(in: [word], .argument, file)
    case .arg, .env, .label:
      guard case .pairs(let pairs, _) = body else { return [] }
      return mentions(in: pairs.flatMap { [$0.key] + ($0.value.map { [$0] } ?? []) }, .argument, file)
    default:
      return []
    }
  }

  private func mentions(in words: [Word], _ place: VariableMention.Place, _ file: Dockerfile) -> [VariableMention] {
    words.flatMap { word in
      VariableMention.all(in: word.text, escape: file.escape).map { $0.placed(place, in: word) }
    }
  }

  private func mentions(
    inFlags names: Set<String>, _ place: VariableMention.Place, _ file: Dockerfile
  ) -> [VariableMention] {
    flags.filter { names.contains($0.name) }.flatMap { flag in
      VariableMention.all(in: flag.value ?? "", escape: file.escape).map {
        $0.placed(place, in: Word(text: flag.name, offset: flag.offset))
      }
    }
  }

  private func mentionsInHeredocs(of file: Dockerfile) -> [VariableMention] {
    heredocs.filter(\.expands).flatMap { heredoc in
      VariableMention.all(in: file.string(heredoc.content), escape: file.escape, honoursQuotes: false)
        .map { $0.placed(.heredoc, in: Word(text: heredoc.name, offset: heredoc.mark.lowerBound)) }
    }
  }
}

extension VariableMention {
  fileprivate func placed(_ place: Place, in word: Word) -> VariableMention {
    var mention = self
    mention.place = place
    mention.word = word
    return mention
  }
}
