package import Store

/// Brings the database up to date with the repositories below some roots.
///
/// Contents are committed as they are taken apart, since nothing points at them yet. What makes them visible, and what
/// `conclude` adds to it, is committed at the end in one transaction, so readers see the last whole crawl meanwhile, and
/// a crawl that is stopped loses nothing but its conclusion: the next one finds its contents.
package struct Crawler: Sendable {
  private let database: LoadlineDatabase
  private let request: CrawlRequest

  package init(_ database: LoadlineDatabase, _ request: CrawlRequest) {
    self.database = database
    self.request = request
  }

  /// Crawls.
  ///
  /// - Parameters:
  ///   - progress: Called now and then, on any thread.
  ///   - prepare: Called outside any transaction when all contents are in the database, before the last one.
  ///   - conclude: Called in the last transaction with the keys of the repositories whose files changed, or which left.
  /// - Returns: What was found.
  /// - Throws: A ``CrawlError`` where a root is missing or another crawl is at work, and whatever the database throws. A
  ///   repository that cannot be read is no error but a row that says why.
  package func run(
    progress: @Sendable (CrawlProgress) -> Void = { _ in },
    prepare: () throws -> Void = {},
    conclude: (Connection, [Int64]) throws -> Void = { _, _ in }
  ) async throws -> CrawlSummary {
    let start = ContinuousClock.now
    if request.source == .worktree, request.history != nil {
      throw CrawlError(message: "history is one of commits, and the worktree is none: ask for one of the two")
    }
    let lock = try database.path.map { path throws(CrawlError) in try CrawlLock(database: path) }
    defer { withExtendedLifetime(lock) {} }
    progress(.discovering)
    let discovery = try discover()
    var summary = CrawlSummary(scanID: try beginScan(), repositories: discovery.repositories.count)
    let known = try database.read { try KnownRepository.all($0) }
    let roots = request.roots.compactMap { $0.resolved() }
    var matching = RepositoryMatching(discovery, known: known, roots: roots)
    if let shard = request.shard {
      matching.keep(shard)
      summary.repositories = matching.found.count
    }

    let writer = ContentWriter(database)
    let intake = ContentIntake(
      ledger: try ContentLedger(database, sizeLimit: request.sizeLimit), writer: writer, jobs: request.jobs)
    let firstID = intake.ledger.firstID
    if firstID == 1 {
      try database.write { try FactIndices($0).drop() }
    } else {
      try database.withoutTransaction { try FactIndices($0).restore() }
    }
    try await FactsRenewal(database: database, intake: intake).run()
    let reader = RepositoryReader(request: try cutAtFloor(request), intake: intake)
    let readings = try await read(matching, with: reader, progress)
    try await writer.flush()
    try database.withoutTransaction { try FactIndices($0).restore() }
    summary.contentsAdded = await writer.count
    summary.candidates = readings.reduce(0) { $0 + $1.candidateCount }
    summary.repositoriesFailed = failures(matching, readings)
    try prepare()
    progress(.concluding)
    try database.write { connection in
      var changed = try write(readings, matching, discovery, &summary, connection)
      changed.formUnion(try repositories(withContentsFrom: min(firstID, firstUnjudged(connection)), connection))
      summary.isIncomplete = try summary.repositoriesFailed > 0 || hasErrors(connection)
      try conclude(connection, changed.sorted())
      summary.seconds = Self.seconds(since: start)
      try finishScan(summary, connection)
    }
    return summary
  }

  /// What was pruned stays so.
  private func cutAtFloor(_ request: CrawlRequest) throws -> CrawlRequest {
    guard let history = request.history, let floor = try database.read({ try HistoryFloor.time($0) }) else {
      return request
    }
    var request = request
    switch history {
    case .all: request.history = .since(floor)
    case .since(let time): request.history = .since(max(time, floor))
    }
    return request
  }

  private func discover() throws -> Discovery {
    let walk = RepositoryDiscovery(
      readsWorktrees: request.source == .worktree, excludedRepositories: PathExcludes(request.excludedRepositories),
      excludedPaths: PathExcludes(request.excludedPaths))
    do {
      return try walk.discover(request.roots)
    } catch let error as DiskError {
      throw CrawlError(message: "\(error.path.text): \(error.reason)")
    }
  }

  /// Reads the repositories that changed, several at a time, in the order in which they were found.
  private func read(
    _ matching: RepositoryMatching,
    with reader: RepositoryReader,
    _ progress: @Sendable (CrawlProgress) -> Void
  ) async throws -> [RepositoryReading] {
    var readings: [Int: RepositoryReading] = [:]
    let total = matching.found.count
    try await withThrowingTaskGroup(of: (Int, RepositoryReading?).self) { group in
      var done = 0
      func takeNext() async throws {
        guard let (position, reading) = try await group.next() else { return }
        readings[position] = reading
        done += 1
        progress(.reading(repositoriesDone: done, of: total, contents: await reader.intake.writer.count))
      }
      for (position, match) in matching.found.enumerated() {
        // Each job takes its contents apart in parallel too, so more of them would only hold more in memory.
        if position >= min(request.jobs, 4) { try await takeNext() }
        group.addTask { (position, try await reader.read(match.repository, known: match.known)) }
      }
      while done < total { try await takeNext() }
    }
    return readings.keys.sorted().compactMap { readings[$0] }
  }

  private func write(
    _ readings: [RepositoryReading],
    _ matching: RepositoryMatching,
    _ discovery: Discovery,
    _ summary: inout CrawlSummary,
    _ connection: Connection
  ) throws -> Set<Int64> {
    let writer = RepositoryWriter(connection: connection, scanID: summary.scanID, now: request.now)
    var changed: Set<Int64> = []
    for reading in readings {
      let written = try writer.write(reading)
      summary.filesChanged += written.changes
      if written.changes > 0 || written.isFloorOther { changed.insert(written.repositoryID) }
    }
    for (repository, known) in matching.found {
      if let known, known.location != repository.location.text { try writer.move(known.id, to: repository) }
    }
    for repository in matching.left {
      try writer.leave(repository.id)
      changed.insert(repository.id)
    }
    summary.repositoriesChanged = readings.count + matching.left.count
    try DiscoveryDiagnostics(connection: connection).replace(with: discovery.diagnostics, below: request.roots)
    return changed
  }

  /// The first key that no judgement has seen. A crawl that was stopped may have replaced contents that are in use.
  private func firstUnjudged(_ connection: Connection) throws -> Int64 {
    let last = try connection.value("SELECT value FROM setting WHERE name = 'judged_content_id'").text
    return last.flatMap(Int64.init).map { $0 + 1 } ?? .max
  }

  /// The repositories with files whose contents were taken apart, be it anew, since they were judged.
  private func repositories(withContentsFrom firstID: Int64, _ connection: Connection) throws -> [Int64] {
    try connection.rows(
      """
      SELECT DISTINCT f.repository_id FROM file_version AS v JOIN file AS f ON f.file_id = v.file_id
      WHERE v.content_id >= ?
      """, [.integer(firstID)]
    ).compactMap { $0[0].integer }
  }

  private func hasErrors(_ connection: Connection) throws -> Bool {
    try connection.value(
      """
      SELECT EXISTS (SELECT 1 FROM diagnostic WHERE severity = 'error' AND content_id IS NULL)
        OR EXISTS (
          SELECT 1 FROM content AS c JOIN file_version AS v ON v.content_id = c.content_id
          WHERE c.parse_status = 'skipped' AND v.valid_to IS NULL)
      """) == 1
  }

  /// Failed repositories, whether they failed anew or as they did before.
  private func failures(_ matching: RepositoryMatching, _ readings: [RepositoryReading]) -> Int {
    let read = Set(readings.map(\.repository.location))
    let before = matching.found.filter { $0.known?.status == "failed" && !read.contains($0.repository.location) }
    return readings.count { $0.status == .failed } + before.count
  }

  private func beginScan() throws -> Int64 {
    try database.write { connection in
      let roots = JSONText.array(request.roots.map { ($0.resolved() ?? $0).text })
      let since: String? =
        switch request.history {
        case nil: nil
        case .all: "all"
        case .since(let time): Timestamp.text(time)
        }
      try connection.execute(
        "INSERT INTO scan (started_at, loadline_version, roots, source, history_since) VALUES (?, ?, ?, ?, ?)",
        [
          .text(Timestamp.text(request.now)), .text(request.loadlineVersion), .text(roots),
          .text(request.source.rawValue), Value(since),
        ])
      return connection.lastInsertedID
    }
  }

  private func finishScan(_ summary: CrawlSummary, _ connection: Connection) throws {
    try connection.execute(
      """
      UPDATE scan SET finished_at = ?, repositories = ?, repositories_changed = ?, repositories_failed = ?,
        candidates = ?, contents_added = ?, seconds = ?
      WHERE scan_id = ?
      """,
      [
        .text(Timestamp.text(request.now + Int(summary.seconds))), Value(summary.repositories),
        Value(summary.repositoriesChanged), Value(summary.repositoriesFailed), Value(summary.candidates),
        Value(summary.contentsAdded), .real(summary.seconds), .integer(summary.scanID),
      ])
  }

  private static func seconds(since start: ContinuousClock.Instant) -> Double {
    let duration = ContinuousClock.now - start
    return Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }
}
