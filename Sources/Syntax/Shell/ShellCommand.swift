/// A shell script taken down to its simple commands, in the order in which they are written.
package struct ShellScript: Sendable {
  package internal(set) var commands: [ShellCommand] = []
  /// Comments of the script, `#` taken off.
  package internal(set) var comments: [Comment] = []
  /// What it uses that POSIX sh does not have.
  package internal(set) var constructs: [ShellConstruct] = []
  /// Its loops over words.
  package internal(set) var loops: [ShellLoop] = []
  /// What the shell would refuse; the commands around it are there nevertheless.
  package internal(set) var diagnostics: [Diagnostic] = []

  init() {}

  /// Reads a script by the grammar of POSIX sh with what people use of bash. Takes time linear in its length.
  /// Variables whose values are given stand in its words with these.
  package init(parsing text: JoinedText, _ range: Range<Int>, variables: [String: String] = [:]) {
    var parser = ShellParser(text, range)
    parser.variables = ShellVariables(variables, in: text.bytes[parser.position..<parser.end])
    parser.run()
    self = parser.script
  }

  /// Adds what was read of a script within this one. What bash reads may use what bash has.
  mutating func take(_ inner: ShellScript, isForBash: Bool = false) {
    commands += inner.commands
    diagnostics += inner.diagnostics
    loops += inner.loops
    if !isForBash { constructs += inner.constructs }
  }

  package init(parsing text: JoinedText) {
    self.init(parsing: text, 0..<text.bytes.count)
  }

  /// A command that no shell reads: words as the exec form gives them. A script behind `sh -c` is read in turn.
  package init(arguments: [ShellWord]) {
    var parser = ShellParser(JoinedText(), 0..<0)
    parser.emit(ShellParser.Draft(words: arguments))
    self = parser.script
  }
}

/// A word as the shell hands it to a program.
package struct ShellWord: Sendable, Equatable {
  /// Quotes and escapes removed; variables and substitutions as they are written.
  package var text: String
  /// The first variable that it hangs on, `$()` for a command substitution, or nil.
  package var variable: String?
  /// What the shell replaces in it, in the order in which it stands there.
  package var expansions: [ShellExpansion]
  package var line: Int
  /// Where its bytes stand in the text it was read from; empty where it was not read from one.
  var range: Range<Int>

  package init(
    text: String, variable: String? = nil, expansions: [ShellExpansion] = [], line: Int, range: Range<Int> = 0..<0
  ) {
    self.text = text
    self.variable = variable
    self.expansions = expansions
    self.line = line
    self.range = range
  }
}

package struct ShellRedirection: Sendable, Equatable {
  /// The file descriptor as written, or empty.
  package var descriptor: String
  /// Such as `>`, `2>&`, `<<-`.
  package var operation: String
  package var target: ShellWord

  package var text: String { descriptor + operation + target.text }
}

/// A program with its arguments, or assignments alone.
package struct ShellCommand: Sendable, Equatable {
  /// What stands between a command and the one before it.
  package enum Connector: String, Sendable {
    case first = ""
    case and = "&&"
    case or = "||"
    /// A semicolon or a line end.
    case sequence = ";"
    case pipe = "|"
    case background = "&"
  }

  /// The innermost construct around a command.
  package enum Context: String, Sendable {
    case plain, condition, branch, loop, function
    /// Also a group in braces.
    case subshell
    case substitution
  }

  /// The program and its arguments; what it was run through is in ``wrappers``.
  package var words: [ShellWord]
  /// Programs that it was run through, outermost first, such as sudo and env.
  package var wrappers: [String]
  /// `NAME=value` words before it, also those that sudo or env take.
  package var assignments: [ShellWord]
  package var redirections: [ShellRedirection]
  package var connector: Connector
  /// Commands joined by `|` share this number.
  package var pipeline: Int
  package var context: Context
  package var depth: Int
  package var line: Int
  package var endLine: Int

  /// The program without its path; nil where it hangs on a variable or there is none.
  package var program: String? {
    guard let word = words.first, word.variable == nil else { return nil }
    return word.baseName
  }

  package var arguments: ArraySlice<ShellWord> { words.dropFirst() }

  /// The first argument that is no option, such as `install`; nil without one, or where it hangs on a variable.
  package var subcommand: String? {
    guard let program else { return nil }
    let valued = PackageManagerGrammar.valuedOptions(program)
    var isValue = false
    for word in arguments {
      if isValue {
        isValue = false
      } else if word.text.utf8.first != Ascii.dash {
        return word.variable == nil ? word.text : nil
      } else {
        isValue = valued.contains(word.text)
      }
    }
    return nil
  }

  package var hasVariable: Bool {
    words.contains { $0.variable != nil } || assignments.contains { $0.variable != nil }
      || redirections.contains { $0.target.variable != nil }
  }
}

extension ShellWord {
  /// False for what an empty variable without quotes leaves behind.
  var stays: Bool { !text.isEmpty || !range.isEmpty }

  var baseName: String {
    guard let slash = text.utf8.lastIndex(of: Ascii.slash) else { return text }
    let name = text[text.utf8.index(after: slash)...]
    return name.isEmpty ? text : String(name)
  }
}
