import Store

/// Fills `compose_reference`: which files the Compose files of a repository name.
struct ComposeFileReferences {
  let connection: Connection
  let files: RepositoryFiles

  func insert() throws {
    let repository = Value.integer(files.repositoryID)
    guard files.hasComposeFile else { return }
    let named = try connection.rows(Self.named, [repository])
    guard !named.isEmpty else { return }
    var files: [String: Int64] = [:]
    try connection.forEachRow("SELECT path, file_id FROM current_file WHERE repository_id = ?", [repository]) { row in
      if let path = row.text("path"), let id = row.integer("file_id") { files[path] = id }
    }
    for row in named {
      guard let path = row.text("path"), let folder = row.text("folder") else { continue }
      let target = target(of: path, in: folder)
      try connection.execute(
        """
        INSERT INTO compose_reference (repository_id, compose_file_id, service_id, kind, path, target_path,
          target_file_id, is_required, line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          repository, row["file_id"], row["service_id"], row["kind"], .text(path), Value(target),
          Value(target.flatMap { files[$0] }), row["is_required"], row["line"],
        ])
    }
  }

  private func target(of path: String, in folder: String) -> String? {
    let isElsewhere = path.contains("://") || path.hasPrefix("git@") || path.contains("$")
    return isElsewhere ? nil : RepositoryPath.joined(folder, path)
  }

  /// Paths of an include are `include[0]`, `include[0].path` and `include[0].path[0]`; the bounds let the index find them.
  private static let named = """
    WITH f AS MATERIALIZED (
      SELECT file_id, folder, content_id FROM current_file WHERE repository_id = ?1 AND kind = 'compose'
    )
    SELECT f.file_id, f.folder, s.service_id, 'extends' AS kind, s.extends_file AS path, 1 AS is_required,
      coalesce((SELECT min(t.line) FROM main.service_setting AS t
        WHERE t.content_id = s.content_id AND t.service_id = s.service_id AND t.name = 'extends.file'), s.line) AS line
    FROM f CROSS JOIN main.service AS s ON s.content_id = f.content_id WHERE s.extends_file IS NOT NULL
    UNION ALL
    SELECT f.file_id, f.folder, e.service_id, 'env_file', e.path, e.is_required, e.line
    FROM f CROSS JOIN main.service_env_file AS e ON e.content_id = f.content_id
    UNION ALL
    SELECT f.file_id, f.folder, t.service_id, 'label_file', coalesce(t.value, '$' || t.unresolved_variable), 1, t.line
    FROM f CROSS JOIN main.service_setting AS t ON t.content_id = f.content_id AND t.name = 'label_file'
    UNION ALL
    SELECT f.file_id, f.folder, NULL, s.kind || '_file', s.value, 1, s.line
    FROM f CROSS JOIN main.compose_secret AS s ON s.content_id = f.content_id AND s.origin = 'file'
    WHERE s.value IS NOT NULL
    UNION ALL
    SELECT f.file_id, f.folder, NULL, 'include', coalesce(n.resolved, n.value), 1, n.line
    FROM f CROSS JOIN main.compose_node AS n ON n.content_id = f.content_id
      AND n.path BETWEEN 'include[' AND 'include]'
    WHERE n.value IS NOT NULL AND (n.path GLOB 'include[[]*' AND n.path NOT GLOB 'include[[]*.*'
      OR n.path GLOB 'include[[]*].path' OR n.path GLOB 'include[[]*].path[[]*]')
    ORDER BY 1, 7, 4, 5
    """
}
