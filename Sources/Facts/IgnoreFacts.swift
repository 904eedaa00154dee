import Store
import Syntax

/// A `.dockerignore`'s rows.
enum IgnoreFacts {
  static func fill(_ rows: inout FactRows, from bytes: [UInt8]) {
    let file = IgnoreFile(SourceText(bytes))
    for (ordinal, pattern) in file.patterns.enumerated() {
      rows.append(
        .ignorePattern,
        [
          .integer(rows.nextID(.ignorePattern)), .integer(rows.contentID), Value(ordinal), .text(pattern.pattern),
          Value(pattern.isException), Value(pattern.problem == nil), .text(pattern.raw), Value(pattern.line),
        ])
    }
    rows.addSuppressions(of: file.comments, LineLandmarks(lines: file.patterns.map(\.line)))
    rows.addDiagnostics(file.diagnostics, isEmpty: file.patterns.isEmpty)
  }
}
