/// A comment that tells a tool to keep quiet about something.
package struct Suppression: Hashable, Sendable {
  package enum Tool: String, Sendable {
    case loadline, hadolint, buildkit, checkov, trivy, kics, semgrep, dclint
  }

  package enum Scope: String, Sendable {
    case file
    /// The stage whose FROM comes next.
    case stage
    /// The instruction that comes next; in YAML the next line, or for some tools the next key with all below it.
    case next
    /// The line that the comment stands on.
    case line
    /// The next instruction, or the next key of YAML with all below it.
    case block
  }

  package let tool: Tool
  /// The tool's own names of what is silenced; empty for everything, but for nothing where the tool is our own.
  package let rules: [String]
  package let scope: Scope
  /// Why, in the author's words; nil where it does not say.
  package let reason: String?
  /// The day it ends on (`YYYY-MM-DD`), ``CalendarDay/longPast`` where what is written is not a day; nil where it does
  /// not end.
  package let until: String?
  /// Line of the comment, from 1.
  package let line: Int

  /// Where a comment stands, as far as tools care.
  package struct Place: Hashable, Sendable {
    package let line: Int
    /// Whether something else stands before it on its line.
    package let isTrailing: Bool
    /// Whether nothing but comments and blank lines stands before it in the file.
    package let isHeader: Bool

    package init(line: Int, isTrailing: Bool, isHeader: Bool) {
      self.line = line
      self.isTrailing = isTrailing
      self.isHeader = isHeader
    }
  }

  /// Reads a comment, with or without its `#`.
  ///
  /// - Returns: What it silences; several where it joins several, none where it is an ordinary comment.
  package static func parse(_ comment: String, at place: Place) -> [Suppression] {
    let text = comment.drop { $0 == "#" || $0.isWhitespace }
    return SuppressionParser(text: text, place: place).parse()
  }
}
