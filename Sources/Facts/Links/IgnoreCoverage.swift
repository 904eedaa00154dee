import Store
import Syntax

/// Fills `ignore_coverage`: which of the paths that rules ask about each `.dockerignore` keeps out of the context.
///
/// SQL cannot match patterns, so each value of a rule parameter whose name begins with `entries` is asked of each ignore
/// file, once.
struct IgnoreCoverage {
  let connection: Connection

  func fill() throws {
    let paths = try connection.rows("SELECT DISTINCT value FROM rule_parameter WHERE name LIKE 'entries%' ORDER BY 1")
      .compactMap { $0[0].text }
    guard !paths.isEmpty else { return }
    let unanswered = try connection.rows(
      """
      SELECT c.content_id, t.text FROM main.content AS c JOIN content_text AS t ON t.content_id = c.content_id
      WHERE c.kind = 'dockerignore' AND EXISTS (
        SELECT 1 FROM rule_parameter AS p WHERE p.name LIKE 'entries%' AND NOT EXISTS (
          SELECT 1 FROM main.ignore_coverage AS k WHERE k.content_id = c.content_id AND k.path = p.value))
      """)
    for row in unanswered {
      guard let text = row.text("text") else { continue }
      let file = IgnoreFile(SourceText(Array(text.utf8)))
      for path in paths { try insert(path, verdict(file, on: path), contentID: row["content_id"]) }
    }
  }

  /// A folder is kept out as a whole, or by keeping out all that is in it.
  private func verdict(_ file: IgnoreFile, on path: String) -> IgnoreFile.Verdict {
    let sample = path.split(separator: "/").joined(separator: "/").replacing("*", with: "sample")
    let itself = file.verdict(GlobPath(sample))
    return itself.isIgnored ? itself : file.verdict(GlobPath(sample + "/sample"))
  }

  private func insert(_ path: String, _ verdict: IgnoreFile.Verdict, contentID: Value) throws {
    try connection.execute(
      "INSERT OR REPLACE INTO main.ignore_coverage (content_id, path, is_ignored, line) VALUES (?, ?, ?, ?)",
      [contentID, .text(path), Value(verdict.isIgnored), Value(verdict.pattern?.line)])
  }
}
