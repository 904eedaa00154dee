/// Finds the repositories below the roots, and the container files that belong to none.
///
/// Folders are read one after the other from a list of those still to see, so depth costs no stack. Symbolic links
/// to folders are never followed: what they lead to inside the root is found by itself.
package struct RepositoryDiscovery: Sendable {
  /// Whether to note the container files inside repositories too, as they lie on the disk.
  package var readsWorktrees = false
  /// Which repositories to keep out, by their names.
  package var excludedRepositories = PathExcludes()
  /// Which files to keep out, by their paths in their repositories.
  package var excludedPaths = PathExcludes()

  package init(
    readsWorktrees: Bool = false,
    excludedRepositories: PathExcludes = PathExcludes(),
    excludedPaths: PathExcludes = PathExcludes()
  ) {
    self.readsWorktrees = readsWorktrees
    self.excludedRepositories = excludedRepositories
    self.excludedPaths = excludedPaths
  }

  package func discover(_ roots: [DiskPath]) throws -> Discovery {
    var discovery = Discovery()
    for root in try outermost(roots) {
      var walk = RootWalk(
        root: root, readsWorktrees: readsWorktrees, excludedRepositories: excludedRepositories,
        excludedPaths: excludedPaths)
      try walk.run()
      discovery.repositories += walk.found()
      discovery.diagnostics += walk.diagnostics
      discovery.folderCount += walk.folderCount
    }
    RepositoryNames.makeUnique(&discovery.repositories)
    return discovery
  }

  /// The roots as real paths, without those that lie in another.
  private func outermost(_ roots: [DiskPath]) throws(DiskError) -> [DiskPath] {
    var real: [DiskPath] = []
    for root in roots {
      guard let resolved = root.resolved() else {
        throw DiskError(root, reason: "there is no such file or folder")
      }
      if !real.contains(resolved) { real.append(resolved) }
    }
    return real.filter { root in !real.contains { $0 != root && root.relative(to: $0) != nil } }
  }
}
