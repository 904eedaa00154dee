/// What a rule or a pattern looks at: one file's content of that kind, the files of a repository side by side, or those of
/// all repositories, as they are now.
package enum Target: String, Sendable, Hashable, CaseIterable {
  case dockerfile, compose, dockerignore, repository, organisation

  /// The column that its queries name what they select by.
  var key: String { self == .repository || self == .organisation ? "file_id" : "content_id" }
}

package enum Severity: String, Sendable, Hashable, CaseIterable {
  case critical, high, medium, low, info
}

/// How often a finding is right.
package enum Confidence: String, Sendable, Hashable, CaseIterable {
  case high, medium, low
}

/// The theme of a rule or a pattern.
package enum Category: String, Sendable, Hashable, CaseIterable {
  case baseImage = "base-image"
  case build, security, secrets, reliability, networking, storage, configuration, context, style
}

/// Another tool whose rules ours are compared with.
package enum Peer: String, Sendable, Hashable, CaseIterable {
  case hadolint, buildkit, checkov, trivy, kics, semgrep, dclint
  case composeLint = "compose-lint"
  case binnacle
}
