/// One instruction of a Dockerfile.
package struct Instruction: Sendable {
  package enum Keyword: String, Sendable, CaseIterable {
    case add = "ADD"
    case arg = "ARG"
    case cmd = "CMD"
    case copy = "COPY"
    case entrypoint = "ENTRYPOINT"
    case env = "ENV"
    case expose = "EXPOSE"
    case from = "FROM"
    case healthcheck = "HEALTHCHECK"
    case label = "LABEL"
    case maintainer = "MAINTAINER"
    case onbuild = "ONBUILD"
    case run = "RUN"
    case shell = "SHELL"
    case stopsignal = "STOPSIGNAL"
    case user = "USER"
    case volume = "VOLUME"
    case workdir = "WORKDIR"
  }

  /// What follows the keyword and its flags.
  package indirect enum Body: Sendable {
    /// The whole rest as one word: MAINTAINER, STOPSIGNAL, USER, WORKDIR, and instructions that nobody knows.
    case text(Word)
    /// White-space separated words or a JSON array: ADD, COPY, EXPOSE, FROM, VOLUME.
    case words([Word], isJSON: Bool)
    /// Names with their values: ARG, ENV, LABEL.
    case pairs([Pair], form: PairForm)
    case command(CommandForm)
    /// HEALTHCHECK's `CMD` or `NONE`, and the command behind it.
    case healthcheck(kind: Word?, CommandForm)
    case onbuild(Instruction)
    /// Nothing that could be read; a diagnostic says why.
    case invalid
  }

  /// `NAME=value …`, or the old `NAME value`, which takes the rest of the line.
  package enum PairForm: Sendable {
    case assignments, legacy
  }

  /// Nil where no instruction has this name.
  package var keyword: Keyword?
  /// The keyword as it is written.
  package var name: String
  package var line: Int
  /// The last line, here-documents included.
  package var endLine: Int
  package var flags: [InstructionFlag] = []
  /// Everything behind keyword and flags, white space at both ends taken off.
  package var arguments: Range<Int>
  /// The arguments and the here-documents behind them, terminators included.
  package var extent: Range<Int>
  package var body: Body
  package var heredocs: [Heredoc] = []
  /// The first empty line inside it, which BuildKit warns of.
  package var emptyLine: Int?
}

/// One word as it is written, quotes and escapes included, and where it starts in the file's text.
package struct Word: Sendable, Equatable {
  package var text: String
  package var offset: Int
}

package struct Pair: Sendable, Equatable {
  package var key: Word
  /// Nil for an ARG without a default.
  package var value: Word?
}

/// RUN, CMD, ENTRYPOINT, SHELL and HEALTHCHECK's command.
package enum CommandForm: Sendable, Equatable {
  /// A JSON array of strings: run as it is, without a shell.
  case exec([Word])
  /// Text for the shell in force.
  case shell(Range<Int>)

  package var isExec: Bool {
    if case .exec = self { true } else { false }
  }
}

/// A `--name=value` before an instruction's arguments.
package struct InstructionFlag: Sendable, Equatable {
  /// The name without its dashes.
  package var name: String
  /// Nil for a flag without `=`.
  package var value: String?
  package var offset: Int

  /// The `key=value,key` list that --mount and --device hold, keys in lower case; quotes work as in CSV.
  package var fields: [(key: String, value: String?)] {
    commaSeparated.map(Self.keyAndValue)
  }

  static func keyAndValue(_ field: String) -> (key: String, value: String?) {
    guard let equals = field.utf8.firstIndex(of: Ascii.equals) else { return (field.lowercased(), nil) }
    return (field[..<equals].lowercased(), String(field[field.utf8.index(after: equals)...]))
  }

  var commaSeparated: [String] {
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    for byte in (value ?? "").utf8 {
      if byte == Ascii.quote {
        isQuoted.toggle()
      } else if byte == Ascii.comma, !isQuoted {
        fields.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
      } else {
        field.append(byte)
      }
    }
    if !field.isEmpty { fields.append(String(decoding: field, as: UTF8.self)) }
    return fields
  }
}

/// A here-document of RUN, COPY or ADD.
package struct Heredoc: Sendable, Equatable {
  package var name: String
  /// Whether variables in the content are expanded: the name was not quoted.
  package var expands: Bool
  /// `<<-`: leading tabs are taken off the content's lines.
  package var stripsTabs: Bool
  /// The number before `<<`, 0 without one.
  package var fileDescriptor: Int
  /// The word that opened it, `<<` included.
  package var mark: Range<Int>
  /// The lines before the terminator.
  package var content: Range<Int>
}
