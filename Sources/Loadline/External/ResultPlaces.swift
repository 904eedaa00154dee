import Store

/// Maps the paths of other scanners to the repositories and files that are known here.
struct ResultPlaces {
  /// Where a result lies.
  struct Place: Hashable {
    let repositoryID: Int64?
    /// Below the repository's top, or as it was written where there is no repository.
    let path: String
    /// The path as it was written, but plain.
    let written: String
  }

  /// The folder that relative paths are below, where it is known.
  let root: String?
  /// The repository that relative paths are below, where it is known.
  private let named: Repository?
  private let repositories: [Repository]

  private struct Repository {
    let id: Int64
    let name: String
    let location: String
  }

  /// Reads which repositories there are.
  init(_ connection: Connection, repository: String?, root: String?) throws {
    self.root = root.map(Self.plain)
    let known = try connection.rows("SELECT repository_id, name, location FROM repository WHERE present_to IS NULL")
      .compactMap { row -> Repository? in
        guard let id = row.integer("repository_id"), let name = row.text("name"), let location = row.text("location")
        else { return nil }
        return Repository(id: id, name: name, location: Self.plain(location))
      }
    repositories = known
    named = try repository.map { name in
      guard let one = known.first(where: { $0.name == name }) else {
        throw LoadlineError(.input, "there is no repository named '\(name)': `loadline query coverage` lists all")
      }
      return one
    }
  }

  var namedID: Int64? { named?.id }

  func place(of written: String) -> Place {
    let path = Self.plain(written)
    let inside = inside(path)
    return Place(repositoryID: inside?.repositoryID, path: inside?.path ?? path, written: path)
  }

  private func inside(_ path: String) -> (repositoryID: Int64, path: String)? {
    if path.hasPrefix("/") { return absolute(path) }
    if let named { return (named.id, path) }
    if let root { return absolute(Self.plain(root + "/" + path)) }
    if let only = repositories.first, repositories.count == 1 { return (only.id, path) }
    // A scan of the folder that holds all repositories writes their names in front.
    let owner = repositories.filter { path.hasPrefix($0.name + "/") }.max { $0.name.count < $1.name.count }
    return owner.map { ($0.id, String(path.dropFirst($0.name.count + 1))) }
  }

  /// Below the folder of a repository; the scan may have run elsewhere, as in a container, on a folder named with --root.
  private func absolute(_ path: String) -> (repositoryID: Int64, path: String)? {
    let owner = repositories.filter { path.hasPrefix($0.location + "/") }.max { $0.location.count < $1.location.count }
    if let owner { return (owner.id, String(path.dropFirst(owner.location.count + 1))) }
    if let named, let root, path.hasPrefix(root + "/") {
      return (named.id, String(path.dropFirst(root.count + 1)))
    }
    return nil
  }

  /// The path without `.`, `..` and doubled slashes.
  static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}
