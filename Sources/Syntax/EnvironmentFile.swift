/// A file of environment variables (`.env`), as Compose reads it; references to other variables are left alone.
package struct EnvironmentFile: Sendable {
  package enum Quote: String, Sendable {
    case none, single, double
  }

  package struct Entry: Hashable, Sendable {
    package let name: String
    /// Without quotes; escapes of double quotes resolved. nil where only the name is given, so that the value comes
    /// from the environment.
    package let value: String?
    package let quote: Quote
    package let isExported: Bool
    /// Line of the name, from 1.
    package let line: Int
  }

  package let entries: [Entry]
  package let comments: [LineComment]
  package let diagnostics: [Diagnostic]

  package init(_ source: SourceText) {
    var scanner = EnvironmentFileScanner(bytes: source.bytes)
    scanner.scan()
    entries = scanner.entries
    comments = scanner.comments
    diagnostics = source.diagnostics + scanner.diagnostics
  }
}
