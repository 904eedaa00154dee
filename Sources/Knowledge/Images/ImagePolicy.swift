import Store

/// A line of an organisation's policy on images.
package struct ImagePolicy: Sendable, Hashable {
  package enum Verdict: String, Sendable, CaseIterable {
    /// Where such lines cover a file, it may use what one of them matches, and nothing else.
    case allow
    /// What it matches may not be used.
    case deny
    /// What it matches must be named by digest.
    case pin
  }

  package let verdict: Verdict
  /// GLOB over registry and repository, such as `docker.io/library/*`.
  package let image: String
  /// GLOB over the tag, or nil for all.
  package let tag: String?
  /// GLOB of the names of repositories it is for, or nil for all.
  package let repository: String?
  /// GLOB of the paths it is for, or nil for all.
  package let path: String?
  package let owner: String?
  /// The image to use instead.
  package let successor: String?
  package let reason: String?

  package init(
    verdict: Verdict, image: String, tag: String? = nil, repository: String? = nil, path: String? = nil,
    owner: String? = nil, successor: String? = nil, reason: String? = nil
  ) {
    self.verdict = verdict
    self.image = image
    self.tag = tag
    self.repository = repository
    self.path = path
    self.owner = owner
    self.successor = successor
    self.reason = reason
  }

  var columns: [Value] {
    [
      .text(verdict.rawValue), .text(image), Value(tag), Value(repository), Value(path), Value(owner),
      Value(successor), Value(reason),
    ]
  }
}
