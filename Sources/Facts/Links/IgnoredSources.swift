import Store
import Syntax

/// Fills `ignored_source`: of the contexts that Dockerfiles are built with now, which sources of COPY and ADD their ignore
/// files keep out.
///
/// An ignore file and a source give the same answer wherever they meet, so each pair is asked once.
struct IgnoredSources {
  let connection: Connection

  func fill(_ contexts: [BuildContexts.Context]) throws {
    var current: (id: Int64, file: IgnoreFile)?
    for context in contexts {
      guard let dockerignoreID = context.dockerignoreID else { continue }
      for row in try connection.rows(Self.unanswered, [.integer(context.dockerfileID), .integer(dockerignoreID)]) {
        guard let id = row.integer("content_id"), let source = row.text("source") else { continue }
        if current?.id != id { current = try ignoreFile(id).map { (id, $0) } }
        guard let file = current?.file else { continue }
        let decider = decider(file, source, isWholeContext: row.integer("is_whole_context") == 1)
        try connection.execute(
          "INSERT OR IGNORE INTO ignored_source (content_id, source, is_ignored, line) VALUES (?, ?, ?, ?)",
          [.integer(id), .text(source), Value(decider != nil), Value(decider?.line)])
      }
    }
  }

  private static let unanswered = """
    SELECT DISTINCT d.content_id, s.source, s.is_whole_context
    FROM current_file AS f CROSS JOIN current_file AS d
    CROSS JOIN main.copy_source AS s ON s.content_id = f.content_id
    WHERE f.file_id = ? AND d.file_id = ? AND s.origin = 'context' AND instr(s.source, '$') = 0 AND NOT EXISTS (
      SELECT 1 FROM ignored_source AS k WHERE k.content_id = d.content_id AND k.source = s.source)
    """

  private func ignoreFile(_ id: Int64) throws -> IgnoreFile? {
    try connection.value("SELECT text FROM content_text WHERE content_id = ?", [.integer(id)]).text
      .map { IgnoreFile(SourceText(Array($0.utf8))) }
  }

  /// The pattern that keeps the source out. With an exception among the patterns, part of it may stay.
  private func decider(_ file: IgnoreFile, _ source: String, isWholeContext: Bool) -> IgnorePattern? {
    guard !file.patterns.contains(where: \.isException) else { return nil }
    if isWholeContext { return file.patterns.first { ["*", "**", "**/*"].contains($0.pattern) } }
    let path = source.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    let verdict = file.verdict(GlobPath(path))
    return verdict.isIgnored ? verdict.pattern : nil
  }
}
