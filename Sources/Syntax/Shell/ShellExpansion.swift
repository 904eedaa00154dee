/// Something in a word that the shell replaces, or that a reader may take for it.
package struct ShellExpansion: Sendable, Equatable {
  package enum Form: String, Sendable {
    /// `$NAME` or `${NAME…}`.
    case variable
    /// `$1`, `$@`, `$?` and their kin.
    case special
    /// `$(…)`, `<(…)` or `>(…)`.
    case command
    case backtick
    /// `$((…))`
    case arithmetic
    /// A word that begins with `*` or `?`.
    case glob
    /// `$NAME`, `$(` or a backtick in single quotes, which the shell leaves alone.
    case literal
  }

  package var form: Form
  /// The variable; of a literal, what stands behind the dollar sign; otherwise empty.
  package var name: String
  /// Whether it stands in double quotes, so that its value stays one word.
  package var isQuoted: Bool
}

/// What bash and its kin understand, and POSIX sh does not.
///
/// Source: POSIX.1-2017, XCU chapter 2, "Shell Command Language".
package struct ShellConstruct: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// `function name`
    case function
    case processSubstitution = "process-substitution"
    /// `|&`
    case pipeOfBoth = "pipe-of-both"
    /// `&>` or `&>>`
    case redirectionOfBoth = "redirection-of-both"
    /// `<<<`
    case hereString = "here-string"
    /// `$'…'`
    case ansiQuotes = "ansi-quotes"
    /// `((…))`, also of `for`.
    case arithmeticCommand = "arithmetic-command"
    /// `NAME=(…)`
    case array
    /// `${NAME:1:2}`, `${NAME/a/b}`, `${NAME^}`, `${!NAME}`, `${NAME[0]}`.
    case parameterExpansion = "parameter-expansion"
    /// `{a,b}` or `{1..3}`
    case braceExpansion = "brace-expansion"
    case select
    /// `[[ … ]]`
    case conditional
  }

  package var kind: Kind
  package var line: Int
}

/// A `for` or `select`: the variable that it sets, to one word after the other.
package struct ShellLoop: Sendable, Equatable {
  package var name: String
  /// Whether all its words are plain, so that the value needs no quotes.
  package var isLiteral: Bool
  package var line: Int
}

extension ShellParser {
  mutating func note(_ kind: ShellConstruct.Kind, at position: Int) {
    script.constructs.append(ShellConstruct(kind: kind, line: text.line(at: max(0, min(position, end - 1)))))
  }

  /// What single-quoted text holds that would be replaced without the quotes.
  func literal(in range: Range<Int>) -> ShellExpansion? {
    let bytes = text.bytes[range]
    if let dollar = bytes.firstIndex(of: Ascii.dollar), dollar + 1 < range.upperBound {
      let next = bytes[dollar + 1]
      var end = dollar + 1
      while end < range.upperBound, Ascii.isNameByte(bytes[end]) { end += 1 }
      if Ascii.isNameStart(next) || next == Ascii.openParen || next == Ascii.openBrace {
        let name = Ascii.isNameStart(next) ? text.string(dollar + 1..<end) : String(Unicode.Scalar(next))
        return ShellExpansion(form: .literal, name: name, isQuoted: true)
      }
    }
    return bytes.contains(Ascii.backtick) ? ShellExpansion(form: .literal, name: "`", isQuoted: true) : nil
  }

  /// Whether the bytes hold `{a,b}` or `{1..3}`.
  static func holdsBraceExpansion(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let open = bytes.firstIndex(of: Ascii.openBrace),
      let close = bytes[open...].firstIndex(of: Ascii.closeBrace)
    else { return false }
    let inner = bytes[(open + 1)..<close]
    return inner.contains(Ascii.comma)
      || zip(inner, inner.dropFirst()).contains { $0 == UInt8(ascii: ".") && $1 == UInt8(ascii: ".") }
  }

  /// Whether what follows the name in `${NAME…}` is bash's alone.
  static func isBashExpansion(_ operation: UInt8?, _ next: UInt8?) -> Bool {
    switch operation {
    case Ascii.slash, UInt8(ascii: "^"), UInt8(ascii: "@"), Ascii.openBracket: return true
    case Ascii.comma: return true
    case Ascii.colon: return !"-+?=".utf8.contains(next ?? Ascii.dash)
    default: return false
    }
  }
}
