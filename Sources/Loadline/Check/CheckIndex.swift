import Crawl
import Facts
import Store

/// Puts the files of a check into a database in memory, as the one version of the files of one repository.
struct CheckIndex {
  let connection: Connection

  func fill(_ files: [CheckedFile]) throws(StoreError) {
    try connection.execute(
      """
      INSERT INTO scan (scan_id, started_at, loadline_version, roots, source)
      VALUES (1, ?1, ?2, '[]', 'worktree')
      """, [.text(Moment.now), .text(LoadlineVersion.current)])
    try connection.execute(
      """
      INSERT INTO repository (repository_id, name, location, form, status, present_from)
      VALUES (1, '.', '.', 'folder', 'scanned', ?)
      """, [.text(Moment.now)])
    for (number, file) in zip(Int64(1)..., files) { try insert(file, number: number) }
  }

  private func insert(_ file: CheckedFile, number: Int64) throws(StoreError) {
    let kind = file.name.kind.rawValue
    let rows = Facts.extract(contentID: number, kind: kind, bytes: file.bytes)
    // The blob id only has to be unique here; nothing else refers to it.
    try BulkWriter(connection).insert(
      rows, blobID: "check-\(number)", size: file.bytes.count, lineCount: 0,
      text: String(decoding: file.bytes, as: UTF8.self), factsVersion: Facts.version)
    let parts = file.path.split(separator: "/")
    try connection.execute(
      """
      INSERT INTO file (file_id, repository_id, path, folder, name, kind, environment, scope, is_template)
      VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(number), .text(file.path), .text(parts.dropLast().joined(separator: "/")),
        .text(parts.last.map(String.init) ?? file.path), .text(kind), .text(file.name.environment.rawValue),
        .text(file.name.scope.rawValue), Value(file.name.templateSuffix != nil),
      ])
    try connection.execute(
      "INSERT INTO file_version (file_id, content_id, valid_from) VALUES (?1, ?1, ?2)",
      [.integer(number), .text(Moment.now)])
  }
}
