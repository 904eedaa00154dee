import Foundation
import Store

extension AuditDatabase {
  /// Writes a compact snapshot without a write-ahead log, in place of an old one, in one step.
  ///
  /// - Parameter output: Path of the snapshot.
  /// - Returns: Its size in bytes.
  /// - Throws: ``LoadlineError`` where it cannot be written, or is a database in use: this one or another.
  @discardableResult
  public func publish(to output: String) throws(LoadlineError) -> Int {
    try refuseToReplace(output)
    return try translatingErrors {
      let target = URL(filePath: output)
      let name = ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).tmp"
      let temporary = target.deletingLastPathComponent().appending(path: name)
      let partial = temporary.path(percentEncoded: false)
      defer { try? FileManager.default.removeItem(at: temporary) }
      try database.withoutTransaction { connection in
        try connection.execute("VACUUM INTO ?", [.text(partial)])
      }
      try database.finishSnapshot(at: partial)
      guard rename(partial, output) == 0 else {
        throw LoadlineError(.file, "\(output) cannot be written: \(String(cString: strerror(errno)))")
      }
      return try FileManager.default.attributesOfItem(atPath: output)[.size] as? Int ?? 0
    }
  }

  /// A database in use would lose what is in its log, and whoever has it open would write to a file without a name.
  private func refuseToReplace(_ output: String) throws(LoadlineError) {
    if let file = FileIdentity(of: output), file == FileIdentity(of: path) {
      throw LoadlineError(.input, "\(output) is the database itself: give the snapshot another name")
    }
    guard !FileManager.default.fileExists(atPath: output + "-wal") else {
      throw LoadlineError(
        .input,
        "\(output) is a database in use, as \(output)-wal is there: give the snapshot another name, or delete both")
    }
    let header = FileHandle(forReadingAtPath: output).flatMap { try? $0.read(upToCount: 16) } ?? Data()
    guard header.isEmpty || header.starts(with: Data("SQLite format 3".utf8)) else {
      throw LoadlineError(.input, "\(output) is there and is no database: give the snapshot another name, or delete it")
    }
  }

  /// What is in the database: how many rows of what, and when it was last crawled.
  ///
  /// - Returns: One row a fact.
  /// - Throws: ``LoadlineError`` where it cannot be read.
  public func information() throws(LoadlineError) -> QueryResult {
    try translatingErrors {
      let facts = [
        ("last crawl", "SELECT max(finished_at) FROM scan"),
        ("crawls", "SELECT count(*) FROM scan"),
        ("repositories", "SELECT count(*) FROM repository WHERE present_to IS NULL"),
        ("files", "SELECT count(*) FROM current_file"),
        ("contents", "SELECT count(*) FROM content"),
        ("versions of files", "SELECT count(*) FROM file_version"),
        ("history from", "SELECT min(valid_from) FROM file_version"),
        ("rules", "SELECT count(*) FROM rule WHERE is_enabled = 1"),
        ("open findings", "SELECT count(*) FROM finding WHERE status = 'open'"),
        ("size in bytes", "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"),
      ]
      let rows = try database.read { connection in
        try facts.map { [Value.text($0.0), try connection.value($0.1)] }
      }
      return QueryResult(columns: ["fact", "value"], rows: rows)
    }
  }

  /// Checks that the file is whole and that every reference in it leads somewhere.
  ///
  /// - Returns: What is wrong; empty where nothing is.
  /// - Throws: ``LoadlineError`` where it cannot be read.
  public func troubles() throws(LoadlineError) -> [String] {
    try translatingErrors {
      try database.read { connection in
        let damage = try connection.rows("PRAGMA integrity_check").compactMap { $0[0].text }.filter { $0 != "ok" }
        let dangling = try connection.rows(
          """
          SELECT "table" || ' has ' || count(*) || ' rows that refer to a missing ' || parent
          FROM pragma_foreign_key_check GROUP BY "table", parent
          """
        ).compactMap { $0[0].text }
        return damage + dangling
      }
    }
  }

  /// Gives the space of deleted rows back to the disk.
  ///
  /// - Throws: ``LoadlineError`` where it cannot be written.
  public func vacuum() throws(LoadlineError) {
    try rewriting {
      try database.withoutTransaction { try $0.script("VACUUM") }
      try database.settle()
    }
  }
}

/// What tells a file from all others, by whatever name it goes.
struct FileIdentity: Equatable {
  private let device: UInt64
  private let inode: UInt64

  /// nil where there is no such file.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
  }
}
