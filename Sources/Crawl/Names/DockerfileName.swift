/// `Dockerfile`, `Containerfile` and their cousins: `Dockerfile.dev`, `api.Dockerfile`, `Dockerfile-alpine`, …
enum DockerfileName {
  private static let words = ["dockerfile", "containerfile"]
  private static let separators: Set<Character> = [".", "-", "_"]

  static func match(_ stem: String, name: String) -> NameMatch? {
    for word in words {
      if stem == word { return .accepted(.dockerfile, qualifiers: "") }
      if let match = prefixed(stem, word: word, name: name) ?? suffixed(stem, word: word) { return match }
    }
    return nil
  }

  private static func prefixed(_ stem: String, word: String, name: String) -> NameMatch? {
    guard stem.hasPrefix(word), let separator = stem.dropFirst(word.count).first else { return nil }
    guard separators.contains(separator) else { return lookalike(stem) }
    let rest = stem.dropFirst(word.count + 1)
    guard !rest.isEmpty, rest.last != "~" else { return lookalike(stem) }
    guard let ending = rest.split(separator: ".").last.map(String.init) else { return lookalike(stem) }
    if FileEnding.neverContainerFile.contains(ending) { return lookalike(stem) }
    // `Dockerfile.go` is an image for Go, `dockerfile.go` and `dockerfile_test.go` are Go.
    if FileEnding.programming.contains(ending), name.first?.isLowercase == true { return lookalike(stem) }
    return .accepted(.dockerfile, qualifiers: rest)
  }

  private static func suffixed(_ stem: String, word: String) -> NameMatch? {
    guard stem.hasSuffix(word) else { return nil }
    let rest = stem.dropLast(word.count)
    guard let separator = rest.last, separators.contains(separator), rest.count > 1 else { return nil }
    return .accepted(.dockerfile, qualifiers: rest.dropLast())
  }

  private static func lookalike(_ stem: String) -> NameMatch? {
    .refused(reason: FileEnding.reason(of: stem, insteadOf: "a Dockerfile"))
  }
}
