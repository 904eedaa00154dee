/// The walk through one root.
struct RootWalk {
  private struct Folder {
    let path: DiskPath
    /// The repository that the folder belongs to, as an index; nil outside of any.
    let owner: Int?
  }

  let root: DiskPath
  let readsWorktrees: Bool
  let excludedRepositories: PathExcludes
  let excludedPaths: PathExcludes
  private(set) var diagnostics: [DiscoveryDiagnostic] = []
  private(set) var folderCount = 0
  private var repositories: [DiscoveredRepository] = []
  private var loose: DiscoveredRepository
  private var waiting: [Folder] = []
  private let recognition: GitFolderRecognition

  init(root: DiskPath, readsWorktrees: Bool, excludedRepositories: PathExcludes, excludedPaths: PathExcludes) {
    self.root = root
    self.readsWorktrees = readsWorktrees
    self.excludedRepositories = excludedRepositories
    self.excludedPaths = excludedPaths
    recognition = GitFolderRecognition(root: root)
    let name = PathText.text(root.lastComponent)
    let form: RepositoryForm = DirectoryListing.EntryType(of: root) == .directory ? .folder : .file
    loose = DiscoveredRepository(form: form, location: root, name: name, git: nil, failure: nil)
  }

  mutating func run() throws {
    let type = DirectoryListing.EntryType(of: root) ?? .other
    guard type == .directory else {
      note(file: root, in: nil, base: root.parent, type: type)
      return
    }
    waiting = [Folder(path: root, owner: nil)]
    while let folder = waiting.popLast() {
      try Task.checkCancellation()
      visit(folder)
    }
    if !readsWorktrees, !loose.files.isEmpty, let top = enclosingRepository {
      diagnose(
        .insideRepository, root,
        "lies inside the repository \(top.text), so its files were read as they lie on the disk, without their history: "
          + "crawl \(top.text) for what is committed, or add --worktree")
    }
  }

  /// The top of the repository that the root lies in, below its top.
  private var enclosingRepository: DiskPath? {
    var folder = root
    while folder.parent != folder {
      folder = folder.parent
      if DirectoryListing.EntryType(of: folder.appending(".git")) != nil { return folder }
    }
    return nil
  }

  /// The repositories, and the folder of loose files where there are any, or nothing else.
  func found() -> [DiscoveredRepository] {
    let hasLoose = !loose.files.isEmpty || loose.skipped.contains { $0.kind != nil }
    return hasLoose || repositories.isEmpty ? repositories + [loose] : repositories
  }

  private mutating func visit(_ folder: Folder) {
    folderCount += 1
    let listing: DirectoryListing
    do {
      listing = try DirectoryListing(folder.path, keepsFiles: folder.owner == nil || readsWorktrees)
    } catch  where isExcluded(folder) {
      return
    } catch {
      diagnose(.unreadableFolder, folder.path, error.description)
      return
    }
    var owner = folder.owner
    switch recognition.verdict(on: folder.path, listing: listing) {
    case .none:
      break
    case .repository(let form, let git):
      owner = append(form, folder.path, git: git, failure: nil)
      if form == .bare || isLastExcluded { return }
    case .broken(let form, let reason):
      owner = append(form, folder.path, git: nil, failure: reason)
      if form == .bare || isLastExcluded { return }
    }
    let seen = waiting.count
    for entry in listing.entries { note(entry, in: folder.path, owner: owner) }
    // The last is seen next, so that folders are seen in the order of their names.
    waiting[seen...].reverse()
  }

  private var isLastExcluded: Bool { repositories.last?.isExcluded ?? false }

  /// Whether nothing of a folder is wanted, be it a repository or not.
  private func isExcluded(_ folder: Folder) -> Bool {
    let base = folder.owner.map { repositories[$0].location } ?? root
    return excludedRepositories.excludes(folder.path.relative(to: root) ?? [])
      || excludedPaths.excludes(folder.path.relative(to: base) ?? [])
  }

  private mutating func append(
    _ form: RepositoryForm,
    _ location: DiskPath,
    git: GitDirectory?,
    failure: String?
  ) -> Int {
    let name = RepositoryNames.name(of: location, below: root, form: form)
    var repository = DiscoveredRepository(form: form, location: location, name: name, git: git, failure: failure)
    repository.isExcluded = excludedRepositories.excludes(Array(name.utf8))
    repositories.append(repository)
    return repositories.count - 1
  }

  private mutating func note(_ entry: DirectoryListing.Entry, in folder: DiskPath, owner: Int?) {
    let path = folder.appending(entry.name)
    switch entry.type {
    case .directory:
      if !entry.name.elementsEqual(".git".utf8) { waiting.append(Folder(path: path, owner: owner)) }
    case .symbolicLink where owner == nil && leadsOutToFolder(path):
      diagnose(.linkOutOfRoot, path, "a link to a folder outside of the root, which is not followed")
    case .file, .symbolicLink, .other:
      let base = owner.map { repositories[$0].location } ?? root
      if owner == nil || readsWorktrees { note(file: path, in: owner, base: base, type: entry.type) }
    }
  }

  private func leadsOutToFolder(_ link: DiskPath) -> Bool {
    guard DirectoryListing.EntryType(following: link) == .directory, let target = link.resolved() else {
      return false
    }
    return target.relative(to: root) == nil
  }

  private mutating func note(
    file: DiskPath,
    in owner: Int?,
    base: DiskPath,
    type: DirectoryListing.EntryType
  ) {
    let relative = file.relative(to: base) ?? file.bytes
    switch ContainerFileName.verdict(relative) {
    case .unrelated:
      break
    case .lookalike(let reason):
      skip(SkippedFile(path: PathText.text(relative), kind: nil, reason: .lookalike(reason)), in: owner)
    case .candidate(let name):
      let isExcluded = excludedPaths.excludes(relative)
      if let reason = isExcluded ? .excluded : skipReason(file, type: type) {
        skip(SkippedFile(path: PathText.text(relative), kind: name.kind, reason: reason), in: owner)
      } else {
        add(FileOnDisk(path: PathText.text(relative), location: file, name: name), to: owner)
      }
    }
  }

  private func skipReason(_ file: DiskPath, type: DirectoryListing.EntryType) -> SkipReason? {
    switch type {
    case .file, .directory: nil
    case .other: .notRegular
    case .symbolicLink: file.resolved()?.relative(to: root) == nil ? .symbolicLinkOutOfRoot : .symbolicLink
    }
  }

  private mutating func add(_ file: FileOnDisk, to owner: Int?) {
    if let owner { repositories[owner].files.append(file) } else { loose.files.append(file) }
  }

  private mutating func skip(_ file: SkippedFile, in owner: Int?) {
    if let owner { repositories[owner].skipped.append(file) } else { loose.skipped.append(file) }
  }

  private mutating func diagnose(_ kind: DiscoveryDiagnostic.Kind, _ path: DiskPath, _ message: String) {
    diagnostics.append(DiscoveryDiagnostic(kind: kind, path: path.text, message: message))
  }
}
