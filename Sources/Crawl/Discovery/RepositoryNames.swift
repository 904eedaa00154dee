/// The names under which people know repositories.
enum RepositoryNames {
  private static let bareEnding = Array(".git".utf8)

  /// The path below the root; for the root itself the folder's name. A mirror drops its `.git`.
  static func name(of location: DiskPath, below root: DiskPath, form: RepositoryForm) -> String {
    let relative = location.relative(to: root) ?? location.bytes
    let bytes = relative.isEmpty ? Array(location.lastComponent) : relative
    guard form == .bare else { return PathText.text(bytes) }
    // A checkout's own `.git`, named as a root, is known by its folder.
    if bytes == bareEnding { return PathText.text(location.parent.lastComponent) }
    return PathText.text(bytes.suffix(4).elementsEqual(bareEnding) ? bytes.dropLast(4) : bytes[...])
  }

  /// Where several roots hold repositories of one name, the place itself tells them apart.
  static func makeUnique(_ repositories: inout [DiscoveredRepository]) {
    var uses: [String: Int] = [:]
    for repository in repositories { uses[repository.name, default: 0] += 1 }
    for index in repositories.indices where uses[repositories[index].name, default: 0] > 1 {
      repositories[index].name = repositories[index].location.text
    }
  }
}
