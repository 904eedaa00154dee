/// What one commit of the first-parent history did to the container files.
package struct HistoryCommit: Sendable {
  package let id: String
  /// The committer's time, in seconds since 1970.
  package let time: Int
  package let changes: [FileChange]
}

package enum FileChange: Hashable, Sendable {
  /// The file was added, or its content changed.
  case set(Candidate, isNew: Bool)
  /// The path no longer leads to a container file whose content can be read.
  case removed(Candidate)

  var path: String {
    switch self {
    case .set(let candidate, _), .removed(let candidate): candidate.path
    }
  }
}

extension GitDirectory {
  /// Walks the first-parent history, oldest first, and returns the time of its first commit. A merge shows what it brought to
  /// the branch.
  ///
  /// It ends at `head` and begins after `base`, whose state is known already, or with an empty tree. `body` is called
  /// for each commit that changed container files.
  @discardableResult
  package func history(
    to head: String,
    after base: String?,
    timeout: Duration = .seconds(600),
    _ body: (HistoryCommit) throws -> Void
  ) throws -> Int {
    let range = base.map { "\($0)..\(head)" } ?? head
    let command = [
      "log", "--first-parent", "--diff-merges=first-parent", "--reverse", "--raw", "-z", "--root",
      "--no-renames",
      "--no-abbrev", "--no-show-signature", "--no-color", "--no-notes", "--no-ext-diff", "--no-textconv",
      "--format=%H %ct", range, "--",
    ]
    let output = try GitOutput(directory, command, timeout: timeout)
    var parser = HistoryParser()
    var record: [UInt8] = []
    var path: [UInt8] = []
    var changeCount = 0
    while try output.readToken(&record, until: 0, limit: 1 << 24) {
      if HistoryParser.isChange(record) {
        changeCount += 1
        guard changeCount <= Self.entryLimit else {
          throw output.unexpected("holds a commit that changes more than \(Self.entryLimit) files")
        }
        guard try output.readToken(&path, until: 0, limit: 1 << 24) else {
          throw output.unexpected("ends before a path")
        }
        guard parser.appendChange(record, path: path) else {
          throw output.unexpected("holds a change it cannot mean")
        }
      } else {
        changeCount = 0
        if let commit = parser.takeCommit() { try body(commit) }
        guard parser.beginCommit(record) else {
          throw output.unexpected("holds a commit without id and time")
        }
      }
    }
    try output.finish()
    if let commit = parser.takeCommit() { try body(commit) }
    return parser.firstTime ?? 0
  }

  /// The newest commit of the first-parent history that was made before `time`; nil where all are younger.
  package func lastCommit(before time: Int, from head: String, timeout: Duration = .seconds(600))
    throws(GitError)
    -> String?
  {
    let command = ["log", "--first-parent", "--no-show-signature", "-z", "--format=%H %ct", head, "--"]
    let output = try GitOutput(directory, command, timeout: timeout)
    var record: [UInt8] = []
    while try output.readToken(&record, until: 0) {
      guard let header = HistoryParser.header(record) else {
        throw output.unexpected("holds a commit without time")
      }
      if header.time < time {
        output.stop()
        return header.id
      }
    }
    try output.finish()
    return nil
  }

  /// The commit where the first-parent history begins, or is cut off, and its time.
  package func oldestCommit(
    from head: String, timeout: Duration = .seconds(600)
  ) throws(GitError) -> (id: String, time: Int)? {
    let output = try GitOutput(directory, ["rev-list", "--first-parent", "--timestamp", head, "--"], timeout: timeout)
    var oldest: [UInt8] = []
    var record: [UInt8] = []
    while try output.readToken(&record, until: UInt8(ascii: "\n")) { oldest = record }
    try output.finish()
    let fields = oldest.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    guard fields.count == 2, let time = Int(fields[0]) else { return nil }
    return (fields[1], time)
  }

  /// Whether `ancestor` lies on the first-parent history of `head`.
  package func isFirstParentAncestor(_ ancestor: String, of head: String) throws(GitError) -> Bool {
    let command = ["rev-list", "--first-parent", head, "--not", "\(ancestor)^@", "--"]
    let output = try GitOutput(directory, command, timeout: .seconds(600))
    var record: [UInt8] = []
    var found = false
    do {
      while try output.readToken(&record, until: UInt8(ascii: "\n")) {
        if record.elementsEqual(ancestor.utf8) { found = true }
      }
      try output.finish()
    } catch  where error.kind == .failed {
      // The commit is gone, as after a forced push and a collection of garbage.
      return false
    }
    return found
  }
}

private struct HistoryParser {
  private var id: String?
  private var time = 0
  private var changes: [FileChange] = []
  private(set) var firstTime: Int?

  /// A change begins with a colon, and the first of a commit with a line feed before it.
  static func isChange(_ record: [UInt8]) -> Bool {
    let start = record.first == UInt8(ascii: "\n") ? record.dropFirst() : record[...]
    return start.first == UInt8(ascii: ":")
  }

  static func header(_ record: [UInt8]) -> (id: String, time: Int)? {
    let fields = record.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    guard fields.count == 2, GitDirectory.isObjectID(fields[0]), let time = Int(fields[1]) else { return nil }
    return (fields[0], time)
  }

  mutating func beginCommit(_ record: [UInt8]) -> Bool {
    guard let header = Self.header(record) else { return false }
    (id, time) = header
    firstTime = firstTime ?? time
    return true
  }

  mutating func takeCommit() -> HistoryCommit? {
    defer {
      id = nil
      changes = []
    }
    guard let id, !changes.isEmpty else { return nil }
    return HistoryCommit(id: id, time: time, changes: changes)
  }

  /// `:oldmode newmode oldid newid status`
  mutating func appendChange(_ record: [UInt8], path: [UInt8]) -> Bool {
    let fields = record.drop { $0 != UInt8(ascii: ":") }.dropFirst().split(separator: UInt8(ascii: " "))
    guard fields.count == 5, id != nil else { return false }
    guard case .candidate(let name) = ContainerFileName.verdict(path) else { return true }
    let old = Self.candidate(name, mode: fields[0], blobID: fields[2], path: path)
    let new = Self.candidate(name, mode: fields[1], blobID: fields[3], path: path)
    switch (old, new) {
    case (nil, nil): break
    case (let old?, nil): changes.append(.removed(old))
    case (nil, let new?): changes.append(.set(new, isNew: true))
    case (let old?, let new?):
      // A change of the mode alone leaves the content as it was.
      if old.blobID != new.blobID { changes.append(.set(new, isNew: false)) }
    }
    return true
  }

  /// One side of a change; nil where it holds no file: nothing, a link or a submodule.
  private static func candidate(
    _ name: ContainerFileName,
    mode: ArraySlice<UInt8>,
    blobID: ArraySlice<UInt8>,
    path: [UInt8]
  ) -> Candidate? {
    guard mode.starts(with: "100".utf8) else { return nil }
    return Candidate(path: PathText.text(path), name: name, blobID: String(decoding: blobID, as: UTF8.self))
  }
}
