/// `compose.yaml`, `docker-compose.yml` and their cousins: `compose.prod.yaml`, `web-docker-compose.yml`, …
enum ComposeFileName {
  private static let endings = [".yml", ".yaml"]
  private static let longWords = ["docker-compose", "docker_compose", "dockercompose", "podman-compose"]
  /// Starts like `compose` and is none: a dependency manager and an orchestrator.
  private static let otherTools = ["composer"]
  private static let separators: Set<Character> = [".", "-", "_"]

  static func match(_ stem: String, name: String) -> NameMatch? {
    guard let ending = endings.first(where: stem.hasSuffix) else {
      guard longWords.contains(where: stem.hasPrefix), !stem.hasSuffix(".env") else { return nil }
      return .refused(reason: FileEnding.reason(of: stem, insteadOf: "a Compose file"))
    }
    // A template suffix may stand before the ending, where it keeps an editor's highlighting: `compose.tmpl.yml`.
    let (base, template) = TemplateSuffix.strip(String(stem.dropLast(ending.count)))
    guard let rest = qualifiers(of: base) else { return nil }
    guard case .accepted(let kind, let words, _) = NameMatch.accepted(.compose, qualifiers: rest) else {
      return nil
    }
    return .accepted(kind, qualifiers: words, innerTemplate: template)
  }

  private static func qualifiers(of base: String) -> String? {
    for word in longWords where base.contains(word) {
      return base.replacing(word, with: ".")
    }
    if base.hasPrefix("docker-stack") { return String(base.dropFirst("docker-stack".count)) }
    if base.hasPrefix("compose") {
      return otherTools.contains(where: base.hasPrefix) ? nil : String(base.dropFirst("compose".count))
    }
    return qualifiersAround(base)
  }

  /// `compose` as a whole word that is not the first: `test-compose`, `api.compose.prod`.
  private static func qualifiersAround(_ base: String) -> String? {
    let words = base.split(omittingEmptySubsequences: false) { separators.contains($0) }
    guard let place = words.lastIndex(of: "compose"), place > 0 else { return nil }
    return (words[..<place] + words[(place + 1)...]).joined(separator: ".")
  }
}
