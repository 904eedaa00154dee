import Store
import Syntax

/// The rows of a file of environment variables.
enum EnvFacts {
  static func fill(_ rows: inout FactRows, from bytes: [UInt8]) {
    let file = EnvironmentFile(SourceText(bytes))
    for entry in file.entries {
      let value = entry.value
      // Single quotes keep a dollar sign from naming a variable.
      let resolved = entry.quote == .single ? value : value.flatMap { Interpolation($0).value }
      rows.append(
        .serviceEnvironment,
        [
          .integer(rows.nextID(.serviceEnvironment)), .integer(rows.contentID), nil, .text(entry.name), Value(value),
          Value(resolved), Value(SecretSigns.kind(ofName: entry.name)),
          Value(SecretSigns.isSecret(value, named: entry.name)), Value(entry.line),
        ])
    }
    rows.addSuppressions(of: file.comments, LineLandmarks(lines: file.entries.map(\.line)))
    rows.addDiagnostics(file.diagnostics, isEmpty: file.entries.isEmpty)
  }
}
