/// A `.dockerignore` file.
package struct IgnoreFile: Sendable {
  /// The patterns in their order, those that Docker refuses among them.
  package let patterns: [IgnorePattern]
  package let comments: [LineComment]
  package let diagnostics: [Diagnostic]

  /// What becomes of a path, and which pattern says so.
  package struct Verdict: Hashable, Sendable {
    package let isIgnored: Bool
    /// The last pattern that changed the answer; nil where none matched.
    package let pattern: IgnorePattern?
  }

  package init(_ source: SourceText) {
    var patterns: [IgnorePattern] = []
    var comments: [LineComment] = []
    var diagnostics = source.diagnostics
    var number = 0
    for line in source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      let text = String(decoding: line, as: UTF8.self)
      if line.first == UInt8(ascii: "#") {
        comments.append(LineComment(line: number, text: Self.commentText(text), isTrailing: false))
      }
      guard let pattern = IgnorePattern(line: text, number: number) else { continue }
      patterns.append(pattern)
      guard let problem = pattern.problem else { continue }
      diagnostics.append(
        Diagnostic(
          kind: "pattern",
          severity: .error,
          line: number,
          message: "Docker refuses the pattern \(pattern.raw): \(problem)."
        )
      )
    }
    self.patterns = patterns
    self.comments = comments
    self.diagnostics = diagnostics
  }

  /// Whether a path of the build context is kept out of it.
  package func verdict(_ path: GlobPath) -> Verdict {
    var isIgnored = false
    var decider: IgnorePattern?
    // A pattern is asked only where it could change the answer, as Docker does.
    for pattern in patterns where pattern.isException == isIgnored && pattern.covers(path) {
      isIgnored = !pattern.isException
      decider = pattern
    }
    return Verdict(isIgnored: isIgnored, pattern: decider)
  }

  /// Whether a path of the build context is kept out of it; folders need no mark, since the rules are the same.
  package func isIgnored(_ path: String) -> Bool {
    verdict(GlobPath(path)).isIgnored
  }

  private static func commentText(_ line: String) -> String {
    let text = line.drop { $0 == "#" || $0 == " " || $0 == "\t" }
    return String(text.reversed().drop(while: \.isWhitespace).reversed())
  }
}
