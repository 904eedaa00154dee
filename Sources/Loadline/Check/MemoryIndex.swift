import Crawl
import Facts
import Store

/// Puts files into a database in memory, as the one version of the files of repositories that exist nowhere else.
struct MemoryIndex {
  let connection: Connection
  private let isCommitted: Bool
  /// All files come at one moment, however long it takes to put them in: none is older than its neighbours.
  private let moment = Moment.now
  private(set) var lastFile: Int64 = 0
  private(set) var lastRepository: Int64 = 0

  /// Files that are committed count as the state of a commit, others as what lies on the disk.
  init(_ connection: Connection, isCommitted: Bool = false) throws(StoreError) {
    self.connection = connection
    self.isCommitted = isCommitted
    try connection.execute(
      "INSERT INTO scan (scan_id, started_at, loadline_version, roots, source) VALUES (1, ?, ?, '[]', ?)",
      [.text(moment), .text(LoadlineVersion.current), .text(isCommitted ? "head" : "worktree")])
  }

  /// Adds a repository, which the files added next belong to.
  mutating func addRepository(name: String) throws(StoreError) {
    lastRepository += 1
    try connection.execute(
      """
      INSERT INTO repository (repository_id, name, location, form, status, present_from)
      VALUES (?, ?, '.', ?, 'scanned', ?)
      """,
      [
        .integer(lastRepository), .text(name), .text(isCommitted ? "checkout" : "folder"), .text(moment),
      ])
  }

  /// Adds a file; its key, which is also that of its content, is returned.
  @discardableResult
  mutating func addFile(path: String, name: ContainerFileName, bytes: [UInt8]) throws(StoreError) -> Int64 {
    lastFile += 1
    let kind = name.kind.rawValue
    // The blob id only has to be unique here; nothing else refers to it.
    try BulkWriter(connection).insert(
      Facts.extract(contentID: lastFile, kind: kind, bytes: bytes), blobID: "memory-\(lastFile)", size: bytes.count,
      lineCount: bytes.count { $0 == UInt8(ascii: "\n") }, text: String(decoding: bytes, as: UTF8.self),
      factsVersion: Facts.version)
    let parts = path.split(separator: "/")
    try connection.execute(
      """
      INSERT INTO file (file_id, repository_id, path, folder, name, kind, environment, scope, is_template)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(lastFile), .integer(lastRepository), .text(path), .text(parts.dropLast().joined(separator: "/")),
        .text(parts.last.map(String.init) ?? path), .text(kind), .text(name.environment.rawValue),
        .text(name.scope.rawValue), Value(name.templateSuffix != nil),
      ])
    try connection.execute(
      "INSERT INTO file_version (file_id, content_id, valid_from) VALUES (?1, ?1, ?2)",
      [.integer(lastFile), .text(moment)])
    return lastFile
  }
}
