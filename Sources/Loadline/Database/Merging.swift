import Store

extension AuditDatabase {
  /// Takes in what other databases hold: of crawls of other parts of the repositories, or of other machines.
  ///
  /// Contents are the same where git's id of the blob is. Where two databases hold a repository of one name, the later crawl
  /// counts. What is taken in is judged here, under this configuration.
  ///
  /// - Parameter paths: The other databases; they are left as they are.
  /// - Returns: How many repositories were taken in.
  /// - Throws: ``LoadlineError`` where one of them is no database of a finished crawl.
  @discardableResult
  public func merge(_ paths: [String]) throws(LoadlineError) -> Int {
    let knowledge = try KnowledgeLibrary(configuration: configuration)
    var taken = 0
    for path in paths {
      if let file = FileIdentity(of: path), file == FileIdentity(of: self.path) {
        throw LoadlineError(.input, "\(path) is the database that is merged into: name the others")
      }
      let part = try AuditDatabase(existing: path)
      try translatingErrors {
        try part.database.read { try part.requireFinishedCrawl($0) }
        try part.database.close()
        taken += try database.attaching(path, as: "part") { connection in
          let repositories = try DatabaseMerge(connection: connection).run()
          try judge(connection, knowledge, changedRepositories: repositories)
          return repositories.count
        }
      }
    }
    try translatingErrors { try database.settle() }
    return taken
  }
}

/// Copies the inventory, the history and the facts of the attached database `part`, under keys of this one.
struct DatabaseMerge {
  let connection: Connection

  /// Returns the keys of the repositories that were taken in.
  func run() throws -> [Int64] {
    try connection.script(Self.maps)
    try copyContents()
    try connection.script(Self.inventory)
    let taken = try connection.rows("SELECT new_id FROM temp.merged_repository ORDER BY 1").compactMap { $0[0].integer }
    try connection.script(
      """
      DROP TABLE temp.merged_content; DROP TABLE temp.merged_repository; DROP TABLE temp.merged_file;
      DROP TABLE temp.merged_scan;
      """)
    return taken
  }

  /// Rows of facts are keyed by their content's key and their position in it, so moving a content moves all keys alike.
  private func copyContents() throws {
    try copy("content", where: "m.is_new", shifting: false)
    try copy("content_text", where: "m.is_new", shifting: false)
    for table in FactTable.allCases.map(\.name) + ["ignore_coverage"] {
      try copy(table, where: "m.is_new", shifting: true)
    }
    try copy("exemption", where: "m.is_new AND o.source = 'inline'", shifting: false, omitting: "exemption_id")
    try copy("diagnostic", where: "m.is_new", shifting: false, omitting: "diagnostic_id")
  }

  private func copy(
    _ table: String, where condition: String, shifting: Bool, omitting omitted: String? = nil
  ) throws {
    let columns = try connection.rows("SELECT name FROM pragma_table_info(?)", [.text(table)])
      .compactMap { $0[0].text }.filter { $0 != omitted }
    let values = columns.map { column in
      if column == "content_id" { return "m.new_id" }
      return shifting && column.hasSuffix("_id") ? "o.\(column) + ((m.new_id - m.old_id) << 20)" : "o.\(column)"
    }
    try connection.execute(
      """
      INSERT INTO main.\(table) (\(columns.joined(separator: ", ")))
      SELECT \(values.joined(separator: ", ")) FROM part.\(table) AS o
      JOIN temp.merged_content AS m ON m.old_id = o.content_id
      WHERE \(condition)
      """)
  }

  /// Which key here each key there becomes.
  private static let maps = """
    CREATE TEMP TABLE merged_content (old_id INTEGER PRIMARY KEY, new_id INTEGER NOT NULL, is_new INTEGER NOT NULL);
    INSERT INTO merged_content
    SELECT p.content_id, coalesce(m.content_id, (SELECT ifnull(max(content_id), 0) FROM main.content)
        + row_number() OVER (PARTITION BY m.content_id IS NULL ORDER BY p.content_id)), m.content_id IS NULL
    FROM part.content AS p LEFT JOIN main.content AS m ON m.blob_id = p.blob_id AND m.kind = p.kind;

    CREATE TEMP TABLE merged_scan (old_id INTEGER PRIMARY KEY, new_id INTEGER NOT NULL);
    INSERT INTO merged_scan
    SELECT p.scan_id, (SELECT ifnull(max(scan_id), 0) FROM main.scan) + row_number() OVER (ORDER BY p.scan_id)
    FROM part.scan AS p WHERE NOT EXISTS (
      SELECT 1 FROM main.scan AS s WHERE s.started_at = p.started_at AND s.finished_at IS p.finished_at
        AND s.roots = p.roots AND s.seconds IS p.seconds AND s.candidates = p.candidates);

    CREATE TEMP TABLE merged_repository (old_id INTEGER PRIMARY KEY, new_id INTEGER NOT NULL, is_new INTEGER NOT NULL);
    INSERT INTO merged_repository
    SELECT p.repository_id, coalesce(m.repository_id, (SELECT ifnull(max(repository_id), 0) FROM main.repository)
        + row_number() OVER (PARTITION BY m.repository_id IS NULL ORDER BY p.repository_id)), m.repository_id IS NULL
    FROM part.repository AS p LEFT JOIN main.repository AS m ON m.name = p.name
    WHERE m.repository_id IS NULL OR (SELECT max(started_at) FROM part.scan) > ifnull((
      SELECT max(s.started_at) FROM main.scan_repository AS r JOIN main.scan AS s ON s.scan_id = r.scan_id
      WHERE r.repository_id = m.repository_id), '');

    CREATE TEMP TABLE merged_file (old_id INTEGER PRIMARY KEY, new_id INTEGER NOT NULL);
    INSERT INTO merged_file
    SELECT f.file_id, (SELECT ifnull(max(file_id), 0) FROM main.file) + row_number() OVER (ORDER BY f.file_id)
    FROM part.file AS f JOIN merged_repository AS m ON m.old_id = f.repository_id;
    """

  /// A repository that is here already keeps its key, and gives up all else. What was judged there is judged here anew.
  private static let inventory = """
    CREATE TEMP TABLE replaced_file AS SELECT file_id FROM main.file WHERE repository_id IN (
      SELECT new_id FROM temp.merged_repository WHERE NOT is_new);
    DELETE FROM main.file_version WHERE file_id IN (SELECT file_id FROM temp.replaced_file);
    DELETE FROM main.file_result WHERE file_id IN (SELECT file_id FROM temp.replaced_file);
    DELETE FROM main.file_finding WHERE file_id IN (SELECT file_id FROM temp.replaced_file);
    DELETE FROM main.file_owner WHERE file_id IN (SELECT file_id FROM temp.replaced_file);
    DELETE FROM main.exemption_file WHERE file_id IN (SELECT file_id FROM temp.replaced_file);
    DELETE FROM main.pruned_finding WHERE file_id IN (SELECT file_id FROM temp.replaced_file);
    DELETE FROM main.pattern_adoption WHERE file_id IN (SELECT file_id FROM temp.replaced_file);
    DELETE FROM main.file WHERE file_id IN (SELECT file_id FROM temp.replaced_file);
    DELETE FROM main.diagnostic WHERE repository_id IN (SELECT new_id FROM temp.merged_repository WHERE NOT is_new);
    DROP TABLE temp.replaced_file;

    INSERT INTO main.scan (scan_id, started_at, finished_at, loadline_version, roots, source, history_since, repositories,
      repositories_changed, repositories_failed, candidates, contents_added, seconds)
    SELECT m.new_id, started_at, finished_at, loadline_version, roots, source, history_since, repositories,
      repositories_changed, repositories_failed, candidates, contents_added, seconds
    FROM part.scan AS s JOIN temp.merged_scan AS m ON m.old_id = s.scan_id;

    INSERT INTO main.repository (repository_id, name, location, form, remote_url, default_branch, head_commit, head_at,
      status, reason, is_shallow, history_from, state_fingerprint, present_from, present_to)
    SELECT m.new_id, r.name, r.location, r.form, r.remote_url, r.default_branch, r.head_commit, r.head_at, r.status,
      r.reason, r.is_shallow, r.history_from, r.state_fingerprint, r.present_from, r.present_to
    FROM part.repository AS r JOIN temp.merged_repository AS m ON m.old_id = r.repository_id
    WHERE 1
    ON CONFLICT (repository_id) DO UPDATE SET location = excluded.location, form = excluded.form,
      remote_url = excluded.remote_url, default_branch = excluded.default_branch, head_commit = excluded.head_commit,
      head_at = excluded.head_at, status = excluded.status, reason = excluded.reason, is_shallow = excluded.is_shallow,
      history_from = excluded.history_from, state_fingerprint = excluded.state_fingerprint,
      judged_from = NULL, judged_to = NULL, judged_by = NULL,
      present_from = min(present_from, excluded.present_from), present_to = excluded.present_to;

    INSERT INTO main.scan_repository (scan_id, repository_id, status, reason, head_commit, files_changed)
    SELECT s.new_id, r.new_id, o.status, o.reason, o.head_commit, o.files_changed FROM part.scan_repository AS o
    JOIN temp.merged_scan AS s ON s.old_id = o.scan_id JOIN temp.merged_repository AS r ON r.old_id = o.repository_id;

    INSERT INTO main.file (file_id, repository_id, path, folder, name, kind, environment, scope, is_template,
      renamed_from_file_id)
    SELECT m.new_id, r.new_id, f.path, f.folder, f.name, f.kind, f.environment, f.scope, f.is_template, o.new_id
    FROM part.file AS f JOIN temp.merged_file AS m ON m.old_id = f.file_id
    JOIN temp.merged_repository AS r ON r.old_id = f.repository_id
    LEFT JOIN temp.merged_file AS o ON o.old_id = f.renamed_from_file_id
    ORDER BY m.new_id;

    INSERT INTO main.file_version (file_id, content_id, valid_from, valid_to, from_commit, to_commit, ended_by)
    SELECT f.new_id, c.new_id, v.valid_from, v.valid_to, v.from_commit, v.to_commit, v.ended_by
    FROM part.file_version AS v JOIN temp.merged_file AS f ON f.old_id = v.file_id
    JOIN temp.merged_content AS c ON c.old_id = v.content_id
    ORDER BY v.file_version_id;

    INSERT INTO main.diagnostic (repository_id, path, line, kind, severity, message)
    SELECT r.new_id, d.path, d.line, d.kind, d.severity, d.message FROM part.diagnostic AS d
    LEFT JOIN temp.merged_repository AS r ON r.old_id = d.repository_id
    WHERE d.content_id IS NULL AND d.kind <> 'rule' AND (r.new_id IS NOT NULL OR d.repository_id IS NULL AND NOT EXISTS (
      SELECT 1 FROM main.diagnostic AS h WHERE h.repository_id IS NULL AND h.content_id IS NULL AND h.path IS d.path
        AND h.kind = d.kind AND h.message = d.message));
    """
}
