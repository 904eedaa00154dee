/// A file, or several that belong together, that a rule must accept or reject.
package struct RuleExample: Sendable, Hashable {
  package enum Outcome: String, Sendable, Hashable, CaseIterable {
    case violates, passes, unknown
    case notApplicable = "not-applicable"
  }

  package struct File: Sendable, Hashable {
    package let language: ExampleLanguage
    /// Path in the repository that the example stands for.
    package let path: String
    package let text: String
    /// Place of the block in the record.
    package let place: Place
  }

  /// A finding that the example must get.
  package struct Finding: Sendable, Hashable {
    /// The file that it is in, or nil where it is in none.
    package let path: String?
    /// Its line, or nil for the whole file.
    package let line: Int?
    package let message: String
  }

  package let outcome: Outcome
  package let main: File
  /// Files that stand beside it.
  package let others: [File]
  /// All findings of a `violates` example; empty for the others.
  package let findings: [Finding]

  package var files: [File] { [main] + others }
  package var place: Place { main.place }
}

/// What an example's or a template's file is read as.
package enum ExampleLanguage: String, Sendable, Hashable, CaseIterable {
  case dockerfile, yaml, dockerignore, env
  /// What an engine lists of its images, beside the files.
  case json

  /// The name a file has where the record does not say.
  var standardPath: String {
    switch self {
    case .dockerfile: "Dockerfile"
    case .yaml: "compose.yaml"
    case .dockerignore: ".dockerignore"
    case .env: ".env"
    case .json: "images.json"
    }
  }
}
