/// `.dockerignore`, and one Dockerfile's own: `api.Dockerfile.dockerignore`.
enum IgnoreFileName {
  private static let endings = [".dockerignore", ".containerignore"]

  static func match(_ stem: String, name: String) -> NameMatch? {
    guard let ending = endings.first(where: stem.hasSuffix) else { return nil }
    return .accepted(.dockerignore, qualifiers: stem.dropLast(ending.count))
  }
}
