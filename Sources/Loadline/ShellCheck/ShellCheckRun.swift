import Foundation
import Store
import Synchronization

/// Has ShellCheck look at the scripts of all Dockerfiles that it has not seen: each distinct script once, several at the
/// same time.
struct ShellCheckRun {
  let connection: Connection
  let program: ShellCheckProgram
  let jobs: Int

  /// How many contents are held at once.
  private static let contentsAtOnce: Int64 = 500
  /// How many scripts one process gets.
  private static let scriptsAtOnce = 30

  private struct Content {
    let id: Int64
    let scripts: [ShellCheckScript]
  }

  /// Returns the first content that it had not seen.
  @discardableResult
  func run() throws -> Int64? {
    try connection.execute(
      "DELETE FROM shellcheck_finding WHERE content_id IN (SELECT content_id FROM shellcheck_content WHERE version <> ?)",
      [.text(program.version)])
    try connection.execute("DELETE FROM shellcheck_content WHERE version <> ?", [.text(program.version)])
    var first: Int64?
    var last: Int64 = 0
    while true {
      let contents = try nextContents(after: last)
      guard let end = contents.last?.id else { break }
      last = end
      first = first ?? contents.first?.id
      try check(contents)
    }
    return first
  }

  private func nextContents(after last: Int64) throws -> [Content] {
    try connection.rows(
      """
      SELECT c.content_id, t.text FROM content AS c JOIN content_text AS t ON t.content_id = c.content_id
      WHERE c.content_id > ? AND c.kind = 'dockerfile' AND c.parse_status IN ('parsed', 'partial')
        AND NOT EXISTS (SELECT 1 FROM shellcheck_content AS s WHERE s.content_id = c.content_id)
      ORDER BY c.content_id LIMIT ?
      """, [.integer(last), .integer(Self.contentsAtOnce)]
    ).compactMap { row in
      guard let id = row[0].integer, let text = row[1].text else { return nil }
      return Content(id: id, scripts: ShellCheckScript.scripts(in: Array(text.utf8)))
    }
  }

  private func check(_ contents: [Content]) throws {
    var known: [String: [ShellCheckProgram.Comment]] = [:]
    var open: [String: ShellCheckScript] = [:]
    for script in contents.flatMap(\.scripts) where known[script.key] == nil {
      if let comments = try stored(script) { known[script.key] = comments } else { open[script.key] = script }
    }
    let silent = try ask(open) { key, comments in known[key] = comments }
    for content in contents {
      var missing = 0
      for script in content.scripts {
        guard let comments = known[script.key] else {
          missing += silent.contains(script.key) ? 1 : 0
          continue
        }
        for comment in comments { try store(comment, of: script, in: content.id) }
      }
      if missing > 0 { try tell(missing, content.id) }
      try connection.execute(
        "INSERT INTO shellcheck_content (content_id, version, scripts) VALUES (?, ?, ?)",
        [.integer(content.id), .text(program.version), Value(content.scripts.count)])
    }
  }

  private func stored(_ script: ShellCheckScript) throws -> [ShellCheckProgram.Comment]? {
    let json = try connection.value(
      "SELECT comments FROM shellcheck_script WHERE script = ? AND version = ?",
      [.text(script.key), .text(program.version)]
    ).text
    return json.flatMap { try? JSONDecoder().decode([ShellCheckProgram.Comment].self, from: Data($0.utf8)) }
  }

  /// Hands the scripts to ShellCheck. Returns those that it did not answer on.
  private func ask(
    _ scripts: [String: ShellCheckScript], _ take: (String, [ShellCheckProgram.Comment]) -> Void
  ) throws -> Set<String> {
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
    let all = answers.byKey.withLock { $0 }
    for (key, comments) in all.sorted(by: { $0.key < $1.key }) {
      guard let comments, let json = try? JSONEncoder().encode(comments) else { continue }
      take(key, comments)
      try connection.execute(
        "INSERT OR REPLACE INTO shellcheck_script (script, version, comments) VALUES (?, ?, ?)",
        [.text(key), .text(program.version), .text(String(decoding: json, as: UTF8.self))])
    }
    return Set(all.filter { $0.value == nil }.keys)
  }

  private func store(
    _ comment: ShellCheckProgram.Comment, of script: ShellCheckScript, in contentID: Int64
  ) throws {
    guard let line = script.line(of: comment) else { return }
    let levels = ["error", "warning", "info", "style"]
    try connection.execute(
      "INSERT INTO shellcheck_finding (content_id, code, level, message, line) VALUES (?, ?, ?, ?, ?)",
      [
        .integer(contentID), .text("SC\(comment.code)"),
        .text(levels.contains(comment.level) ? comment.level : "warning"), .text(comment.message), Value(line),
      ])
  }

  private func tell(_ count: Int, _ contentID: Int64) throws {
    try connection.execute(
      "INSERT INTO diagnostic (content_id, kind, severity, message) VALUES (?, 'shellcheck', 'warning', ?)",
      [.integer(contentID), .text("ShellCheck gave no answer on \(count) of the scripts in it.")])
  }

  private final class Answers: Sendable {
    let byKey = Mutex<[String: [ShellCheckProgram.Comment]?]>([:])
  }
}
