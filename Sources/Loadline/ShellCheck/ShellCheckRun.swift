import Foundation
import Store
import Synchronization

/// Has ShellCheck look at the scripts of all Dockerfiles that it has not seen: each distinct script once, several at the
/// same time. Answers are committed batch by batch, and the database is not held while programs run.
struct ShellCheckRun {
  /// Runs its argument in a transaction.
  typealias Transaction = ((Connection) throws -> Void) throws -> Void

  let program: ShellCheckProgram
  let jobs: Int
  let read: Transaction
  let write: Transaction

  /// How many contents are held at once.
  private static let contentsAtOnce: Int64 = 200
  /// How many scripts one process gets.
  private static let scriptsAtOnce = 30

  private typealias Comments = [ShellCheckProgram.Comment]

  private struct Content {
    let id: Int64
    let scripts: [ShellCheckScript]
  }

  /// What is known of the scripts of a batch.
  private struct Knowledge {
    var comments: [String: Comments] = [:]
    /// Scripts that it was asked about now, without an answer.
    var silent: Set<String> = []
    var new: [String] = []
  }

  /// - Parameter stored: Called in each transaction that stores answers, with the first content that got some.
  /// - Throws: What the database throws; a script without an answer is no error but a diagnostic.
  func run(stored: (Connection, Int64) throws -> Void = { _, _ in }) throws {
    var last: Int64 = 0
    while true {
      var contents: [Content] = []
      try read { contents = try nextContents(after: last, $0) }
      guard let first = contents.first?.id, let end = contents.last?.id else { break }
      last = end
      let known = try look(at: contents)
      try write { connection in
        try store(known, connection)
        for content in contents { try store(content, known, connection) }
        try stored(connection, first)
      }
    }
    try write { try $0.execute("DELETE FROM shellcheck_script WHERE version <> ?", [.text(program.version)]) }
  }

  private func nextContents(after last: Int64, _ connection: Connection) throws -> [Content] {
    try connection.rows(
      """
      SELECT c.content_id, t.text FROM content AS c JOIN content_text AS t ON t.content_id = c.content_id
      WHERE c.content_id > ? AND c.kind = 'dockerfile' AND c.parse_status IN ('parsed', 'partial')
        AND NOT EXISTS (SELECT 1 FROM shellcheck_content AS s WHERE s.content_id = c.content_id AND s.version = ?)
      ORDER BY c.content_id LIMIT ?
      """, [.integer(last), .text(program.version), .integer(Self.contentsAtOnce)]
    ).compactMap { row in
      guard let id = row[0].integer, let text = row[1].text else { return nil }
      return Content(id: id, scripts: ShellCheckScript.scripts(in: Array(text.utf8)))
    }
  }

  private func look(at contents: [Content]) throws -> Knowledge {
    var known = Knowledge()
    var open: [String: ShellCheckScript] = [:]
    try read { connection in
      for script in contents.flatMap(\.scripts) where known.comments[script.key] == nil {
        known.comments[script.key] = try comments(on: script, connection)
        if known.comments[script.key] == nil { open[script.key] = script }
      }
    }
    for (key, comments) in ask(open) {
      known.comments[key] = comments
      if comments == nil { known.silent.insert(key) } else { known.new.append(key) }
    }
    return known
  }

  private func store(_ known: Knowledge, _ connection: Connection) throws {
    for key in known.new.sorted() {
      guard let json = try? JSONEncoder().encode(known.comments[key]) else { continue }
      try connection.execute(
        "INSERT OR REPLACE INTO shellcheck_script (script, version, comments) VALUES (?, ?, ?)",
        [.text(key), .text(program.version), .text(String(decoding: json, as: UTF8.self))])
    }
  }

  /// What another version said of the content goes.
  private func store(_ content: Content, _ known: Knowledge, _ connection: Connection) throws {
    let id = Value.integer(content.id)
    try connection.execute("DELETE FROM shellcheck_finding WHERE content_id = ?", [id])
    try connection.execute("DELETE FROM diagnostic WHERE content_id = ? AND kind = 'shellcheck'", [id])
    for script in content.scripts {
      for comment in known.comments[script.key] ?? [] { try store(comment, of: script, in: id, connection) }
    }
    let silent = content.scripts.count { known.silent.contains($0.key) }
    if silent > 0 {
      try connection.execute(
        "INSERT INTO diagnostic (content_id, kind, severity, message) VALUES (?, 'shellcheck', 'warning', ?)",
        [id, .text("ShellCheck gave no answer on \(silent) of the scripts in it.")])
    }
    try connection.execute(
      "INSERT OR REPLACE INTO shellcheck_content (content_id, version, scripts) VALUES (?, ?, ?)",
      [id, .text(program.version), Value(content.scripts.count)])
  }

  private func comments(on script: ShellCheckScript, _ connection: Connection) throws -> Comments? {
    let json = try connection.value(
      "SELECT comments FROM shellcheck_script WHERE script = ? AND version = ?",
      [.text(script.key), .text(program.version)]
    ).text
    return json.flatMap { try? JSONDecoder().decode(Comments.self, from: Data($0.utf8)) }
  }

  /// Hands the scripts to ShellCheck; nil for those that it does not answer on.
  private func ask(_ scripts: [String: ShellCheckScript]) -> [String: Comments?] {
    var batches: [(dialect: String, scripts: [(key: String, text: String)])] = []
    for (dialect, group) in Dictionary(grouping: scripts.sorted { $0.key < $1.key }, by: \.value.dialect) {
      let entries = group.map { (key: $0.key, text: $0.value.text) }
      for start in stride(from: 0, to: entries.count, by: Self.scriptsAtOnce) {
        batches.append((dialect, Array(entries[start..<min(start + Self.scriptsAtOnce, entries.count)])))
      }
    }
    let answers = Answers()
    let queue = OperationQueue()
    queue.maxConcurrentOperationCount = max(1, jobs)
    for batch in batches {
      queue.addOperation { [program] in
        let comments = program.comments(on: batch.scripts.map(\.text), dialect: batch.dialect)
        answers.byKey.withLock { $0.merge(zip(batch.scripts.map(\.key), comments)) { $1 } }
      }
    }
    queue.waitUntilAllOperationsAreFinished()
    return answers.byKey.withLock { $0 }
  }

  private func store(
    _ comment: ShellCheckProgram.Comment, of script: ShellCheckScript, in contentID: Value, _ connection: Connection
  ) throws {
    guard let line = script.line(of: comment) else { return }
    let levels = ["error", "warning", "info", "style"]
    try connection.execute(
      "INSERT INTO shellcheck_finding (content_id, code, level, message, line) VALUES (?, ?, ?, ?, ?)",
      [
        contentID, .text("SC\(comment.code)"),
        .text(levels.contains(comment.level) ? comment.level : "warning"), .text(comment.message), Value(line),
      ])
  }

  private final class Answers: Sendable {
    let byKey = Mutex<[String: [ShellCheckProgram.Comment]?]>([:])
  }
}
