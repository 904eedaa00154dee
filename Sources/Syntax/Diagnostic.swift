/// Something in a text that could not be decoded, read or understood.
///
/// A parser collects these and goes on; what it could read is still in its tree.
package struct Diagnostic: Error, Hashable, Sendable {
  package enum Severity: String, Sendable {
    /// Something is missing from the tree.
    case error
    /// The tree is whole, but an engine would read the text otherwise or reject it.
    case warning
    case info
  }

  /// What kind of trouble, as a short name: `encoding`, `syntax`, `limit` and the like.
  package let kind: String
  package let severity: Severity
  /// Line, from 1, or nil where it concerns the text as a whole.
  package let line: Int?
  /// What happened and what to do, as a sentence.
  package let message: String

  package init(kind: String, severity: Severity, line: Int?, message: String) {
    self.kind = kind
    self.severity = severity
    self.line = line
    self.message = message
  }

  /// The kind of what an engine refuses though the tree is whole.
  package static let rejection = "rejection"

  /// Whether an engine would refuse the file for it.
  package var isRejection: Bool {
    kind == Self.rejection || (severity == .error && (kind == "syntax" || kind == "unknown-instruction"))
  }
}
