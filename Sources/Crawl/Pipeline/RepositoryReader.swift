import Store

/// Reads one repository, as far as it has changed since the database saw it.
struct RepositoryReader: Sendable {
  /// Rises whenever a path would be classified otherwise, so that stored states are read anew.
  private static let namesVersion = 1

  let request: CrawlRequest
  let intake: ContentIntake

  private var excludes: PathExcludes { PathExcludes(request.excludedPaths) }

  /// What is new about the repository, or nil where nothing is.
  func read(_ repository: DiscoveredRepository, known: KnownRepository?) async throws -> RepositoryReading? {
    if repository.isExcluded {
      let isKnown = known.map { $0.isPresent && $0.status == RepositoryReading.Status.skipped.rawValue } ?? false
      return isKnown ? nil : .excluded(repository, known: known)
    }
    do {
      if let failure = repository.failure { throw GitError(kind: .failed, message: failure) }
      guard let git = repository.git else { return try await readFolder(repository, known) }
      switch request.source {
      case .head: return try await readHead(repository, git, known)
      case .worktree where repository.form == .bare: return try await readHead(repository, git, known)
      case .worktree: return try await readWorktree(repository, git, known)
      }
    } catch let error as GitError where error.kind != .cancelled {
      if let known, known.isPresent, known.status == "failed", known.reason == error.message { return nil }
      return .failed(repository, known: known, reason: error.message)
    }
  }

  // MARK: The committed state

  private func readHead(
    _ repository: DiscoveredRepository,
    _ git: GitDirectory,
    _ known: KnownRepository?
  ) async throws -> RepositoryReading? {
    let head = try git.head(timeout: request.timeout)
    let wanted = StateFingerprint.HistoryExtent(request.history)
    let digest = digest(["\(head)", git.shallowBoundary])
    if let stored = known?.fingerprint, isCurrent(known), stored.source == .head, stored.digest == digest,
      stored.history.covers(wanted)
    {
      return nil
    }
    var reading = RepositoryReading(repository, known: known)
    let configuration = try git.configuration()
    reading.remote = configuration.remote
    reading.isShallow = git.isShallow
    guard case .commit(let id, let branch) = head else {
      try finishEmpty(&reading, head, StateFingerprint(source: .head, history: wanted, digest: digest))
      return reading
    }
    reading.branch = branch
    reading.head = id
    let reader = ObjectReader(
      git, limit: request.sizeLimit, isPartial: configuration.isPartial, timeout: request.timeout)
    let time = try reader.commitTime(id) ?? 0
    reading.headTime = time
    try await readState(&reading, git, id, reader)
    let plan = try HistoryPlan(git, known: known, head: id, headTime: time, wanted: wanted, request: request)
    reading.fingerprint = StateFingerprint(source: .head, history: plan.extent, digest: digest)
    try await follow(plan, &reading, git, id, reader)
    try reader.close()
    // A history that still cannot be read is nothing new.
    return isCurrent(known) && reading.fingerprint == known?.fingerprint ? nil : reading
  }

  private func readState(
    _ reading: inout RepositoryReading,
    _ git: GitDirectory,
    _ head: String,
    _ reader: ObjectReader
  ) async throws {
    let tree = included(try git.tree(at: head, timeout: request.timeout))
    reading.skipped = tree.skipped
    reading.candidateCount = tree.candidates.count
    let ids = try await intake.ids(of: uniqueKeys(tree.candidates), from: reader)
    reading.state = tree.candidates.compactMap { candidate in
      ids[candidate.key].map { FileContent(path: candidate.path, name: candidate.name, contentID: $0) }
    }
  }

  private func uniqueKeys(_ candidates: [Candidate]) -> [ContentKey] {
    var seen: Set<ContentKey> = []
    return candidates.map(\.key).filter { seen.insert($0).inserted }
  }

  private func follow(
    _ plan: HistoryPlan,
    _ reading: inout RepositoryReading,
    _ git: GitDirectory,
    _ head: String,
    _ reader: ObjectReader
  ) async throws {
    switch plan.course {
    case .difference(let moment):
      reading.course = .difference(at: moment)
    case .continuation(let base):
      let (timeline, _) = try await timeline(reading, git, from: base, isStored: true, to: head, reader)
      reading.course = .continuation(timeline)
    case .history(let base):
      do {
        let (timeline, start) = try await timeline(reading, git, from: base, isStored: false, to: head, reader)
        reading.course = .history(timeline, from: timeline.baseTime ?? start)
      } catch let error as GitError where error.kind == .failed {
        // The present is known all the same, as in a partial clone that lacks the trees of its past.
        reading.course = .difference(at: plan.presentMoment)
        reading.fingerprint?.history = .none
        let reason = "the history could not be read: \(error.message)"
        reading.shortcomings.append(SkippedFile(path: "", kind: nil, reason: .unreadable(reason)))
      }
    }
  }

  /// The commits after `base`, and the time of the first.
  private func timeline(
    _ reading: RepositoryReading,
    _ git: GitDirectory,
    from base: String?,
    isStored: Bool,
    to head: String,
    _ reader: ObjectReader
  ) async throws -> (Timeline, start: Int) {
    var builder = Timeline.Builder()
    if let base, !isStored {
      let tree = included(try git.tree(at: base, timeout: request.timeout))
      builder.begin(with: tree.candidates, at: try reader.commitTime(base) ?? 0)
    }
    let start = try git.history(to: head, after: base, timeout: request.timeout) { commit in
      if let commit = included(commit) { builder.append(commit) }
    }
    let ids = try await intake.ids(of: builder.contentKeys, from: reader)
    return (builder.finish(ids, now: request.now), min(start, request.now))
  }

  private func finishEmpty(
    _ reading: inout RepositoryReading, _ head: RepositoryHead, _ fingerprint: StateFingerprint
  ) throws {
    guard case .unborn(let branch) = head else { return }
    reading.branch = branch
    reading.status = .empty
    reading.reason = "its branch \(branch) has no commit"
    // All of its history is known: there is none.
    reading.fingerprint = fingerprint
    reading.course = .difference(at: RepositoryReading.Moment(time: request.now, commit: nil))
  }

  // MARK: The disk

  private func readWorktree(
    _ repository: DiscoveredRepository,
    _ git: GitDirectory,
    _ known: KnownRepository?
  ) async throws -> RepositoryReading? {
    let head = try git.head(timeout: request.timeout)
    var format = BlobID.Format.sha1
    var reading = RepositoryReading(repository, known: known)
    if case .commit(let id, let branch) = head {
      format = BlobID.Format(of: id)
      reading.head = id
      reading.branch = branch
    }
    guard try await readFiles(&reading, format: format, also: "\(head)") else { return nil }
    reading.remote = try git.configuration().remote
    reading.isShallow = git.isShallow
    if let id = reading.head {
      let reader = ObjectReader(git, limit: 0, isPartial: false, timeout: request.timeout)
      reading.headTime = try reader.commitTime(id)
      try reader.close()
    }
    return reading
  }

  private func readFolder(
    _ repository: DiscoveredRepository,
    _ known: KnownRepository?
  ) async throws -> RepositoryReading? {
    var reading = RepositoryReading(repository, known: known)
    guard try await readFiles(&reading, format: .sha1, also: "") else { return nil }
    if reading.state.isEmpty, reading.skipped.isEmpty {
      reading.status = .empty
      reading.reason = "it holds no container file"
    }
    return reading
  }

  /// Reads the files on the disk. False where they are as the database has them.
  private func readFiles(
    _ reading: inout RepositoryReading,
    format: BlobID.Format,
    also extra: String
  ) async throws -> Bool {
    let disk = DiskState(reading.repository, limit: request.sizeLimit, format: format)
    let digest = digest([extra] + disk.fingerprint)
    if let stored = reading.known?.fingerprint, isCurrent(reading.known), stored.source == .worktree,
      stored.digest == digest
    {
      return false
    }
    reading.skipped = disk.skipped
    reading.candidateCount = disk.files.count
    for start in stride(from: 0, to: disk.files.count, by: 256) {
      let files = disk.files[start..<min(start + 256, disk.files.count)]
      let contents = files.compactMap { file in disk.bytes(of: file).map { (file.key, $0) } }
      let ids = try await intake.ids(of: Dictionary(contents) { first, _ in first })
      reading.state += files.compactMap { file in
        ids[file.key].map { FileContent(path: file.path, name: file.name, contentID: $0) }
      }
    }
    reading.fingerprint = StateFingerprint(source: .worktree, history: .none, digest: digest)
    reading.course = .difference(at: RepositoryReading.Moment(time: request.now, commit: nil))
    return true
  }

  // MARK: What is known and wanted

  private func isCurrent(_ known: KnownRepository?) -> Bool {
    guard let known else { return false }
    return known.isPresent && (known.status == "scanned" || known.status == "empty")
  }

  private func digest(_ parts: [String]) -> String {
    let settings = [
      "\(Self.namesVersion)", "\(request.sizeLimit)", request.excludedPaths.sorted().joined(separator: "\n"),
    ]
    return Fingerprint.of(settings + parts)
  }

  private func included(_ tree: TreeListing) -> TreeListing {
    let excludes = excludes
    guard !excludes.isEmpty else { return tree }
    var included = TreeListing()
    included.skipped = tree.skipped
    for candidate in tree.candidates {
      if excludes.excludes(Array(candidate.path.utf8)) {
        included.skipped.append(SkippedFile(path: candidate.path, kind: candidate.name.kind, reason: .excluded))
      } else {
        included.candidates.append(candidate)
      }
    }
    return included
  }

  private func included(_ commit: HistoryCommit) -> HistoryCommit? {
    let excludes = excludes
    guard !excludes.isEmpty else { return commit }
    let changes = commit.changes.filter { !excludes.excludes(Array($0.path.utf8)) }
    return changes.isEmpty ? nil : HistoryCommit(id: commit.id, time: commit.time, changes: changes)
  }
}
