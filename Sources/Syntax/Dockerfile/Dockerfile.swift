/// A Dockerfile taken apart as BuildKit does it, except that it is never rejected: what BuildKit would refuse is a
/// diagnostic, and the instructions around it are still there.
package struct Dockerfile: Sendable {
  /// The instructions' text: continued lines joined, here-documents behind the instruction that opened them.
  /// Every offset and range of the tree points into it.
  package internal(set) var text = JoinedText()
  /// `\` unless the `escape` directive says backtick.
  package internal(set) var escape = Ascii.backslash
  package internal(set) var directives: [ParserDirective] = []
  /// The parser that BuildKit takes for the file, and what it is told to check, where the file says so.
  package internal(set) var frontend: ParserSelection?
  package internal(set) var checks: ParserSelection?
  package internal(set) var instructions: [Instruction] = []
  package internal(set) var comments: [Comment] = []
  package internal(set) var diagnostics: [Diagnostic] = []
  package internal(set) var lineCount = 0

  init() {}

  /// Reads the bytes of one Dockerfile. Takes time linear in their number.
  package init(parsing raw: [UInt8]) {
    let source = SourceText(raw)
    var parser = DockerfileParser(source.bytes)
    parser.run()
    self = parser.file
    frontend = ParserSelection("syntax", in: source.bytes)
    checks = ParserSelection("check", in: source.bytes)
    diagnostics.insert(contentsOf: source.diagnostics, at: 0)
  }

  package func string(_ range: Range<Int>) -> String {
    text.string(range)
  }

  package func line(of word: Word) -> Int {
    text.line(at: word.offset)
  }
}

/// A `# name=value` line at the top of the file that tells the parser how to read the rest.
package struct ParserDirective: Sendable, Equatable {
  package enum Name: String, Sendable {
    case syntax, escape, check
  }

  package var name: Name
  package var value: String
  package var line: Int
}

/// A comment line of the Dockerfile itself; one inside a script of a here-document belongs to the shell.
package struct Comment: Sendable, Equatable {
  /// What follows the `#`, without the white space around it.
  package var text: String
  package var line: Int
  /// Whether the comment stands between the lines of a continued instruction.
  package var isInsideInstruction: Bool
}
