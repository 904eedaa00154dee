/// A published set of controls that rules give evidence for.
package struct Framework: Sendable, Hashable {
  package struct Control: Sendable, Hashable {
    package let id: String
    /// What it asks for, in our words.
    package let title: String
  }

  package let id: String
  package let title: String
  /// The edition that the numbers are of.
  package let version: String
  /// What to know about the mapping.
  package let note: String?
  package let controls: [Control]
  package let origin: Origin
  package let place: Place
}

/// An official image whose full variant has a slimmer one of the same version.
package struct ImageVariant: Sendable, Hashable {
  /// Registry and repository, such as `docker.io/library/python`.
  package let repository: String
  /// Suffix of the slim variant's tags, such as `slim`.
  package let suffix: String
}
