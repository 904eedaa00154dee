/// Which of the repositories that the database knows are those that the walk found, and which are gone.
struct RepositoryMatching {
  private(set) var found: [(repository: DiscoveredRepository, known: KnownRepository?)] = []
  private(set) var left: [KnownRepository] = []

  init(_ discovery: Discovery, known: [KnownRepository], roots: [DiskPath]) {
    let byLocation = Dictionary(known.map { ($0.location, $0) }) { first, _ in first }
    let byName = Dictionary(known.map { ($0.name, $0) }) { first, _ in first }
    let locations = Set(discovery.repositories.map(\.location.text))
    var matched: Set<Int64> = []
    var abandonedRoots: Set<String> = []
    for var repository in discovery.repositories {
      let location = repository.location.text
      if let same = byLocation[location] {
        matched.insert(same.id)
        found.append((repository, same))
      } else if let moved = byName[repository.name], !locations.contains(moved.location),
        !matched.contains(moved.id), Self.isGone(moved)
      {
        matched.insert(moved.id)
        found.append((repository, moved))
        if let root = Self.abandonedRoot(of: moved) { abandonedRoots.insert(root) }
      } else {
        // A name can only stand for one repository, and another one has it.
        if byName[repository.name] != nil { repository.name = location }
        found.append((repository, nil))
      }
    }
    let searched = roots.map(\.text) + abandonedRoots
    let unseen = discovery.diagnostics.filter { $0.kind == .unreadableFolder }.map(\.path)
    left = known.filter { candidate in
      candidate.isPresent && !matched.contains(candidate.id)
        && searched.contains { Self.lies(candidate.location, in: $0) }
        && !unseen.contains { Self.lies(candidate.location, in: $0) }
    }
  }

  /// Leaves out the repositories of other parts.
  mutating func keep(_ shard: CrawlShard) {
    found.removeAll { !shard.holds($0.known?.name ?? $0.repository.name) }
    left.removeAll { !shard.holds($0.name) }
  }

  /// Whether nothing lies any more where a repository was. Another root may hold one of the same name.
  private static func isGone(_ repository: KnownRepository) -> Bool {
    DiskPath(repository.location).resolved() == nil
  }

  /// The root under which a repository lay that is now found elsewhere, where nothing lies there any more: the whole
  /// root has moved, as folders of build servers do, so what it held is judged by the new place.
  private static func abandonedRoot(of moved: KnownRepository) -> String? {
    let location = moved.location.hasSuffix(".git") ? String(moved.location.dropLast(4)) : moved.location
    guard location.hasSuffix("/" + moved.name) else { return nil }
    let root = String(location.dropLast(moved.name.count + 1))
    return !root.isEmpty && DiskPath(root).resolved() == nil ? root : nil
  }

  private static func lies(_ location: String, in root: String) -> Bool {
    location == root || location.hasPrefix(root.hasSuffix("/") ? root : root + "/")
  }
}
