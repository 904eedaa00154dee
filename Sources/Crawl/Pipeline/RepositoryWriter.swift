import Store

/// Writes what a crawl learned about a repository, in the transaction that makes all of it visible.
struct RepositoryWriter {
  let connection: Connection
  let scanID: Int64
  let now: Int

  /// The repository's key, how many intervals were opened or closed, and whether its history is known from another time.
  func write(_ reading: RepositoryReading) throws -> (repositoryID: Int64, changes: Int, isFloorOther: Bool) {
    let isFloorOther = reading.course != nil && historyFrom(reading) != Value(reading.known?.historyFrom)
    let id = try upsert(reading)
    var changes = 0
    if let course = reading.course {
      var intervals = try IntervalWriter(connection, repositoryID: id, now: now)
      try follow(course, reading, &intervals)
      try intervals.finish()
      changes = intervals.changeCount
      try replaceDiagnostics(reading, repositoryID: id)
    }
    if reading.status == .skipped { changes = try endState(of: id) }
    try connection.execute(
      """
      INSERT INTO scan_repository (scan_id, repository_id, status, reason, head_commit, files_changed)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(scanID), .integer(id), .text(reading.status.rawValue), Value(reading.reason), Value(reading.head),
        Value(changes),
      ])
    return (id, changes, isFloorOther)
  }

  /// Notes where a repository lies now, be it otherwise as it was.
  func move(_ repositoryID: Int64, to repository: DiscoveredRepository) throws {
    try connection.execute(
      "UPDATE repository SET location = ?, form = ? WHERE repository_id = ?",
      [.text(repository.location.text), .text(repository.form.rawValue), .integer(repositoryID)])
  }

  /// Ends what is known of a repository that is there no more.
  func leave(_ repositoryID: Int64) throws {
    _ = try endState(of: repositoryID)
    try connection.execute(
      "UPDATE repository SET present_to = ? WHERE repository_id = ?",
      [.text(Timestamp.text(now)), .integer(repositoryID)])
  }

  /// Ends all that is current in a repository, and returns how many intervals that are.
  private func endState(of repositoryID: Int64) throws -> Int {
    try deleteDiagnostics(of: repositoryID)
    try connection.execute(
      """
      UPDATE file_version SET valid_to = max(valid_from, ?), ended_by = 'left'
      WHERE valid_to IS NULL AND file_id IN (SELECT file_id FROM file WHERE repository_id = ?)
      """, [.text(Timestamp.text(now)), .integer(repositoryID)])
    return connection.changes
  }

  private func follow(
    _ course: RepositoryReading.Course,
    _ reading: RepositoryReading,
    _ intervals: inout IntervalWriter
  ) throws {
    switch course {
    case .difference(let moment):
      try intervals.reconcile(with: reading.state, time: moment.time, commit: moment.commit)
      return
    case .continuation(let timeline):
      try follow(timeline, &intervals)
    case .history(let timeline, _):
      try intervals.startOver()
      if let time = timeline.baseTime { try intervals.reconcile(with: timeline.base, time: time, commit: nil) }
      try follow(timeline, &intervals)
    }
    // The tree of HEAD has the last word, should the history not lead to it.
    try intervals.reconcile(with: reading.state, time: reading.headTime ?? now, commit: reading.head)
  }

  private func follow(_ timeline: Timeline, _ intervals: inout IntervalWriter) throws {
    for step in timeline.steps {
      let changes = timeline.changes(of: step).map { change in
        IntervalWriter.Change(
          path: change.file.path,
          content: change.contentID.map {
            FileContent(path: change.file.path, name: change.file.name, contentID: $0)
          })
      }
      try intervals.apply(changes, time: step.time, commit: step.commit)
    }
  }

  private func upsert(_ reading: RepositoryReading) throws -> Int64 {
    let location = Value.text(reading.repository.location.text)
    if reading.status == .failed, let known = reading.known {
      try connection.execute(
        "UPDATE repository SET location = ?, status = 'failed', reason = ?, present_to = NULL WHERE repository_id = ?",
        [location, Value(reading.reason), .integer(known.id)])
      return known.id
    }
    let columns: [(String, Value)] = [
      ("location", location), ("form", .text(reading.repository.form.rawValue)), ("remote_url", Value(reading.remote)),
      ("default_branch", Value(reading.branch)), ("head_commit", Value(reading.head)),
      ("head_at", Value(reading.headTime.map(Timestamp.text))), ("status", .text(reading.status.rawValue)),
      ("reason", Value(reading.reason)), ("is_shallow", Value(reading.isShallow)),
      ("history_from", historyFrom(reading)), ("state_fingerprint", Value(reading.fingerprint?.text)),
    ]
    let values = columns.map(\.1)
    if let known = reading.known {
      let assignments = columns.map { "\($0.0) = ?" }.joined(separator: ", ")
      try connection.execute(
        "UPDATE repository SET \(assignments), present_to = NULL WHERE repository_id = ?", values + [.integer(known.id)]
      )
      return known.id
    }
    let names = columns.map(\.0).joined(separator: ", ")
    let marks = columns.map { _ in "?" }.joined(separator: ", ")
    try connection.execute(
      "INSERT INTO repository (\(names), name, present_from) VALUES (\(marks), ?, ?)",
      values + [.text(reading.repository.name), .text(Timestamp.text(now))])
    return connection.lastInsertedID
  }

  private func historyFrom(_ reading: RepositoryReading) -> Value {
    switch reading.course {
    case .history(_, let time): .text(Timestamp.text(time))
    case .continuation: Value(reading.known?.historyFrom)
    case .difference where reading.fingerprint?.history != StateFingerprint.HistoryExtent.none:
      Value(reading.known?.historyFrom)
    case .difference, nil: nil
    }
  }

  private func replaceDiagnostics(_ reading: RepositoryReading, repositoryID: Int64) throws {
    let id = Value.integer(repositoryID)
    try deleteDiagnostics(of: repositoryID)
    for file in reading.skipped + reading.shortcomings {
      try connection.execute(
        "INSERT INTO diagnostic (repository_id, path, kind, severity, message) VALUES (?, ?, ?, ?, ?)",
        [
          id, file.path.isEmpty ? .null : .text(file.path), .text(file.reason.diagnosticKind),
          .text(file.reason.severity.rawValue), .text(file.reason.message),
        ])
    }
  }

  private func deleteDiagnostics(of repositoryID: Int64) throws {
    try connection.execute(
      "DELETE FROM diagnostic WHERE repository_id = ? AND content_id IS NULL", [.integer(repositoryID)])
  }
}
