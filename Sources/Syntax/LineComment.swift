/// A comment of a text whose comments start with `#` and end with the line.
package struct LineComment: Hashable, Sendable {
  /// Line, from 1.
  package let line: Int
  /// The text after `#`, without the blanks around it.
  package let text: String
  /// Whether something else stands before it on its line.
  package let isTrailing: Bool

  package init(line: Int, text: String, isTrailing: Bool) {
    self.line = line
    self.text = text
    self.isTrailing = isTrailing
  }
}
