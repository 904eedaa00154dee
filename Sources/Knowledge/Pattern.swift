/// A pattern, what good looks like, or an anti-pattern, what bad looks like and what to do instead.
package struct Pattern: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case pattern
    case antiPattern = "anti-pattern"
  }

  package let id: String
  package let kind: Kind
  package let title: String
  /// What its adoption is measured on.
  package let target: Target
  package let category: Category
  /// One sentence.
  package let summary: String
  /// Key principles, in order.
  package let principles: [String]
  /// Rules that guard it, or that detect the anti-pattern, by id.
  package let rules: [String]
  package let since: String
  /// Markdown: when to use it and why it works; the snippets are not in it.
  package let body: String
  /// Markdown: of an anti-pattern, what to do instead.
  package let fix: String?
  package let snippets: [PatternSnippet]
  /// Selects where it could be used; nil where adoption is not measured.
  package let applies: RecordQuery?
  /// Selects where it is used; nil where adoption is not measured.
  package let adopted: RecordQuery?
  package let origin: Origin
  package let places: KeyPlaces

  package var place: Place { places("id") }
}

/// A text of a pattern, ready to paste.
package struct PatternSnippet: Sendable, Hashable {
  package enum Role: String, Sendable, Hashable, CaseIterable {
    case template, good, bad
  }

  /// Such as dockerfile, yaml, dockerignore, python or shell.
  package let language: String
  package let role: Role
  /// The file name it is meant for, such as compose.override.yaml.
  package let path: String
  package let text: String
  package let place: Place
}
