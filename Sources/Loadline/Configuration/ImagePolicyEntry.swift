import Knowledge

extension Configuration {
  /// An entry of the policy on images: what some files may use, may not use, or must name by digest.
  public struct ImagePolicyEntry: Sendable, Hashable {
    /// What an entry says of the images that it matches.
    public enum Verdict: String, Sendable, CaseIterable {
      /// Files that such entries cover may use what one of them matches, and nothing else.
      case allow
      /// It may not be used.
      case deny
      /// It must be named by digest.
      case pin
    }

    /// What it says.
    public var verdict: Verdict
    /// Patterns over registry and repository, such as `docker.io/library/*`; a name without a registry is one of
    /// docker.io, as in a Dockerfile.
    public var images: [String]
    /// Patterns over tags; none for all.
    public var tags: [String] = []
    /// Pattern of the names of repositories it is for; nil for all.
    public var repository: String?
    /// Pattern of the paths it is for; nil for all.
    public var path: String?
    /// Owner of the files it is for; nil for all.
    public var owner: String?
    /// The image to use instead.
    public var successor: String?
    /// Why.
    public var reason: String?
  }

  var policies: [ImagePolicy] {
    imagePolicy.flatMap { entry in
      entry.images.flatMap { image in
        (entry.tags.isEmpty ? [nil] : entry.tags.map(Optional.some)).map { tag in
          ImagePolicy(
            verdict: ImagePolicy.Verdict(rawValue: entry.verdict.rawValue) ?? .deny, image: Self.withRegistry(image),
            tag: tag, repository: entry.repository, path: entry.path, owner: entry.owner, successor: entry.successor,
            reason: entry.reason)
        }
      }
    }
  }

  /// The pattern as it matches normalised names: `node` is `docker.io/library/node`, `*` stays what it is.
  private static func withRegistry(_ image: String) -> String {
    let parts = image.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, !first.contains("*") else { return image }
    if parts.count == 1 { return "docker.io/library/\(image)" }
    return first.contains(".") || first.contains(":") || first == "localhost" ? image : "docker.io/\(image)"
  }
}

extension Configuration.ImagePolicyEntry {
  private static let keys =
    Verdict.allCases.map(\.rawValue) + ["tags", "repository", "path", "owner", "successor", "reason"]

  init(_ node: ConfigurationNode) throws(LoadlineError) {
    let entries = try node.mapping(keys: Self.keys)
    let verdicts = Verdict.allCases.filter { entries[$0.rawValue] != nil }
    guard let verdict = verdicts.first, verdicts.count == 1 else {
      throw node.failure("needs one of allow, deny and pin, with the images it is about")
    }
    self.verdict = verdict
    images = try entries[verdict.rawValue].texts()
    guard !images.isEmpty else { throw node.failure("\(verdict.rawValue) names no images; write '*' for all") }
    tags = try entries["tags"].texts()
    repository = try entries["repository"]?.text()
    path = try entries["path"]?.text()
    owner = try entries["owner"]?.text()
    successor = try entries["successor"]?.text()
    reason = try entries["reason"]?.text()
  }
}
