import Store

/// Writes what became of the files of one repository: the rows of `file`, and the intervals of `file_version`.
struct IntervalWriter {
  /// The present content of a file.
  private struct Open {
    let fileID: Int64
    let kind: ContainerFileName.Kind
    let contentID: Int64
    let from: String
    let fromCommit: String?
    /// Nil while the row is not written yet.
    let versionID: Int64?
  }

  private struct StoredFile {
    let id: Int64
    var hasVersions: Bool
  }

  /// A change as of one moment.
  struct Change {
    let path: String
    /// Nil where the file went.
    let content: FileContent?
  }

  private let connection: Connection
  private let repositoryID: Int64
  /// The moment of the crawl, which nothing that it finds is later than.
  private let now: Int
  private var files: [String: StoredFile] = [:]
  private var open: [String: Open] = [:]
  /// Time does not run backwards along a branch, whatever the clocks of its authors did.
  private var lastTime: String
  /// Intervals opened or closed.
  private(set) var changeCount = 0
  private var isAnew = false

  init(_ connection: Connection, repositoryID: Int64, now: Int) throws {
    self.connection = connection
    self.repositoryID = repositoryID
    self.now = now
    let id = Value.integer(repositoryID)
    for row in try connection.rows(
      """
      SELECT file_id, path, EXISTS (SELECT 1 FROM file_version AS v WHERE v.file_id = f.file_id) AS has_versions
      FROM file AS f WHERE repository_id = ?
      """, [id])
    {
      guard let fileID = row["file_id"].integer, let path = row.text("path") else { continue }
      files[path] = StoredFile(id: fileID, hasVersions: row["has_versions"] == 1)
    }
    let versions = "FROM file_version AS v JOIN file AS f ON f.file_id = v.file_id WHERE f.repository_id = ?"
    for row in try connection.rows(
      """
      SELECT f.file_id, f.path, f.kind, v.file_version_id, v.content_id, v.valid_from, v.from_commit
      \(versions) AND v.valid_to IS NULL
      """, [id])
    {
      guard let fileID = row["file_id"].integer, let path = row.text("path"),
        let kind = row.text("kind").flatMap(ContainerFileName.Kind.init), let contentID = row["content_id"].integer
      else { continue }
      open[path] = Open(
        fileID: fileID, kind: kind, contentID: contentID, from: row.text("valid_from") ?? "",
        fromCommit: row.text("from_commit"), versionID: row["file_version_id"].integer)
    }
    lastTime =
      try connection.value("SELECT max(max(v.valid_from), max(ifnull(v.valid_to, ''))) \(versions)", [id]).text ?? ""
  }

  /// Forgets all intervals, to write them anew.
  mutating func startOver() throws {
    let id = Value.integer(repositoryID)
    try connection.execute(
      "DELETE FROM file_version WHERE file_id IN (SELECT file_id FROM file WHERE repository_id = ?)", [id])
    try connection.execute("UPDATE file SET renamed_from_file_id = NULL WHERE repository_id = ?", [id])
    files = files.mapValues { StoredFile(id: $0.id, hasVersions: false) }
    open = [:]
    lastTime = ""
    isAnew = true
  }

  /// Applies all that changed at one moment.
  mutating func apply(_ changes: [Change], time: Int, commit: String?) throws {
    let moment = max(Timestamp.text(min(time, now)), lastTime)
    let effective = changes.filter { $0.content?.contentID != open[$0.path]?.contentID }
    guard !effective.isEmpty else { return }
    lastTime = moment
    let added = effective.compactMap(\.content).filter { open[$0.path] == nil }
    let removed = effective.filter { $0.content == nil }.map(\.path)
    let origins = try renames(removed: removed, added: added)
    let renamed = Set(origins.values)
    for path in removed {
      try close(path, at: moment, commit, renamed.contains(path) ? "renamed" : "deleted")
    }
    for file in effective.compactMap(\.content) {
      try close(file.path, at: moment, commit, "changed")
      let id = try fileID(of: file, renamedFrom: origins[file.path])
      open[file.path] = Open(
        fileID: id, kind: file.name.kind, contentID: file.contentID, from: moment, fromCommit: commit, versionID: nil)
      changeCount += 1
    }
  }

  /// Applies whatever makes the stored state equal to this one.
  mutating func reconcile(with state: [FileContent], time: Int, commit: String?) throws {
    let present = Set(state.map(\.path))
    let gone = open.keys.filter { !present.contains($0) }.sorted()
    let changes = gone.map { Change(path: $0, content: nil) } + state.map { Change(path: $0.path, content: $0) }
    try apply(changes, time: time, commit: commit)
    try updateClassification(state)
  }

  /// Writes the intervals that are still in memory. Files that the new history never had go.
  mutating func finish() throws {
    for path in open.keys.sorted() {
      guard let interval = open[path], interval.versionID == nil else { continue }
      try insert(interval, to: nil, nil, nil)
    }
    guard isAnew else { return }
    try connection.execute(
      """
      DELETE FROM file WHERE repository_id = ?
        AND NOT EXISTS (SELECT 1 FROM file_version AS v WHERE v.file_id = file.file_id)
      """, [.integer(repositoryID)])
  }

  private func renames(removed: [String], added: [FileContent]) throws -> [String: String] {
    let pairing = RenamePairing { contentID in
      try connection.value("SELECT text FROM content_text WHERE content_id = ?", [.integer(contentID)]).text
    }
    let old = removed.compactMap { path in
      open[path].map { RenamePairing.File(path: path, kind: $0.kind, contentID: $0.contentID) }
    }
    let new = added.map { RenamePairing.File(path: $0.path, kind: $0.name.kind, contentID: $0.contentID) }
    let pairs = try pairing.pairs(removed: old, added: new)
    return Dictionary(uniqueKeysWithValues: pairs.map { (new[$0.key].path, old[$0.value].path) })
  }

  private mutating func close(_ path: String, at moment: String, _ commit: String?, _ ending: String) throws {
    guard let interval = open.removeValue(forKey: path) else { return }
    changeCount += 1
    guard let versionID = interval.versionID else {
      try insert(interval, to: moment, commit, ending)
      return
    }
    try connection.execute(
      "UPDATE file_version SET valid_to = ?, to_commit = ?, ended_by = ? WHERE file_version_id = ?",
      [.text(moment), Value(commit), .text(ending), .integer(versionID)])
  }

  private func insert(_ interval: Open, to moment: String?, _ commit: String?, _ ending: String?) throws {
    try connection.execute(
      """
      INSERT INTO file_version (file_id, content_id, valid_from, valid_to, from_commit, to_commit, ended_by)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(interval.fileID), .integer(interval.contentID), .text(interval.from), Value(moment),
        Value(interval.fromCommit), Value(commit), Value(ending),
      ])
  }

  /// The key of a file. Its origin is noted where the path is seen for the first time, so that origins never go round.
  private mutating func fileID(of file: FileContent, renamedFrom origin: String?) throws -> Int64 {
    let originID = origin.flatMap { files[$0]?.id }
    if let known = files[file.path] {
      if !known.hasVersions {
        try connection.execute(
          "UPDATE file SET renamed_from_file_id = ? WHERE file_id = ?", [Value(originID), .integer(known.id)])
        files[file.path]?.hasVersions = true
      }
      return known.id
    }
    let name = file.name
    let slash = file.path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { file.path[..<$0] } ?? ""
    let last = slash.map { file.path[file.path.utf8.index(after: $0)...] } ?? file.path[...]
    try connection.execute(
      """
      INSERT INTO file (repository_id, path, folder, name, kind, environment, scope, is_template, renamed_from_file_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(repositoryID), .text(file.path), .text(String(folder)), .text(String(last)),
        .text(name.kind.rawValue), .text(name.environment.rawValue), .text(name.scope.rawValue),
        Value(name.templateSuffix != nil), Value(originID),
      ])
    let id = connection.lastInsertedID
    files[file.path] = StoredFile(id: id, hasVersions: true)
    return id
  }

  /// A newer version of the program may read a path otherwise.
  private func updateClassification(_ state: [FileContent]) throws {
    for file in state {
      guard let stored = files[file.path], open[file.path]?.versionID != nil else { continue }
      let name = file.name
      try connection.execute(
        """
        UPDATE file SET kind = ?1, environment = ?2, scope = ?3, is_template = ?4
        WHERE file_id = ?5 AND (kind, environment, scope, is_template) IS NOT (?1, ?2, ?3, ?4)
        """,
        [
          .text(name.kind.rawValue), .text(name.environment.rawValue), .text(name.scope.rawValue),
          Value(name.templateSuffix != nil), .integer(stored.id),
        ])
    }
  }
}
