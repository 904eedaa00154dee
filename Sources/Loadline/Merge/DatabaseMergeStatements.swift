/// The statements of a merge that map keys and copy the inventory.
extension DatabaseMerge {
  /// Which key here each key there becomes.
  var maps: String {
    """
    CREATE TEMP TABLE merged_content (old_id INTEGER PRIMARY KEY, new_id INTEGER NOT NULL, is_new INTEGER NOT NULL);
    INSERT INTO merged_content
    SELECT p.content_id, coalesce(m.content_id, (SELECT ifnull(max(content_id), 0) FROM main.content)
        + row_number() OVER (PARTITION BY m.content_id IS NULL ORDER BY p.content_id)), m.content_id IS NULL
    FROM \(part).content AS p LEFT JOIN main.content AS m ON m.blob_id = p.blob_id AND m.kind = p.kind;

    CREATE TEMP TABLE merged_scan (old_id INTEGER PRIMARY KEY, new_id INTEGER NOT NULL);
    INSERT INTO merged_scan
    SELECT p.scan_id, (SELECT ifnull(max(scan_id), 0) FROM main.scan) + row_number() OVER (ORDER BY p.scan_id)
    FROM \(part).scan AS p WHERE NOT EXISTS (
      SELECT 1 FROM main.scan AS s WHERE s.started_at = p.started_at AND s.finished_at IS p.finished_at
        AND s.roots = p.roots AND s.seconds IS p.seconds AND s.candidates = p.candidates);

    """
  }

  var fileMap: String {
    """
    CREATE TEMP TABLE merged_file (old_id INTEGER PRIMARY KEY, new_id INTEGER NOT NULL);
    INSERT INTO merged_file
    SELECT f.file_id, (SELECT ifnull(max(file_id), 0) FROM main.file) + row_number() OVER (ORDER BY f.file_id)
    FROM \(part).file AS f JOIN merged_repository AS m ON m.old_id = f.repository_id;
    """
  }

  /// A repository that is here already keeps its key, and gives up all else. What was judged there is judged here anew.
  var inventory: String {
    """
    DELETE FROM main.diagnostic WHERE repository_id IN (SELECT new_id FROM temp.merged_repository WHERE NOT is_new);

    INSERT INTO main.scan (scan_id, started_at, finished_at, loadline_version, roots, source, history_since, repositories,
      repositories_changed, repositories_failed, candidates, contents_added, seconds)
    SELECT m.new_id, started_at, finished_at, loadline_version, roots, source, history_since, repositories,
      repositories_changed, repositories_failed, candidates, contents_added, seconds
    FROM \(part).scan AS s JOIN temp.merged_scan AS m ON m.old_id = s.scan_id;

    INSERT INTO main.repository (repository_id, name, location, form, remote_url, default_branch, head_commit, head_at,
      status, reason, is_shallow, history_from, state_fingerprint, present_from, present_to)
    SELECT m.new_id, r.name, r.location, r.form, r.remote_url, r.default_branch, r.head_commit, r.head_at, r.status,
      r.reason, r.is_shallow, r.history_from, r.state_fingerprint, r.present_from, r.present_to
    FROM \(part).repository AS r JOIN temp.merged_repository AS m ON m.old_id = r.repository_id
    WHERE 1
    ON CONFLICT (repository_id) DO UPDATE SET location = excluded.location, form = excluded.form,
      remote_url = excluded.remote_url, default_branch = excluded.default_branch, head_commit = excluded.head_commit,
      head_at = excluded.head_at, status = excluded.status, reason = excluded.reason, is_shallow = excluded.is_shallow,
      history_from = excluded.history_from, state_fingerprint = excluded.state_fingerprint,
      judged_from = NULL, judged_to = NULL, judged_by = NULL,
      present_from = min(present_from, excluded.present_from), present_to = excluded.present_to;

    INSERT INTO main.scan_repository (scan_id, repository_id, status, reason, head_commit, files_changed)
    SELECT s.new_id, r.new_id, o.status, o.reason, o.head_commit, o.files_changed FROM \(part).scan_repository AS o
    JOIN temp.merged_scan AS s ON s.old_id = o.scan_id JOIN temp.merged_repository AS r ON r.old_id = o.repository_id;

    INSERT INTO main.file (file_id, repository_id, path, folder, name, kind, environment, scope, is_template,
      renamed_from_file_id)
    SELECT m.new_id, r.new_id, f.path, f.folder, f.name, f.kind, f.environment, f.scope, f.is_template, o.new_id
    FROM \(part).file AS f JOIN temp.merged_file AS m ON m.old_id = f.file_id
    JOIN temp.merged_repository AS r ON r.old_id = f.repository_id
    LEFT JOIN temp.merged_file AS o ON o.old_id = f.renamed_from_file_id
    ORDER BY m.new_id;

    INSERT INTO main.file_version (file_id, content_id, valid_from, valid_to, from_commit, to_commit, ended_by)
    SELECT f.new_id, c.new_id, v.valid_from, v.valid_to, v.from_commit, v.to_commit, v.ended_by
    FROM \(part).file_version AS v JOIN temp.merged_file AS f ON f.old_id = v.file_id
    JOIN temp.merged_content AS c ON c.old_id = v.content_id
    ORDER BY v.file_version_id;

    INSERT INTO main.diagnostic (repository_id, path, line, kind, severity, message)
    SELECT r.new_id, d.path, d.line, d.kind, d.severity, d.message FROM \(part).diagnostic AS d
    LEFT JOIN temp.merged_repository AS r ON r.old_id = d.repository_id
    WHERE d.content_id IS NULL AND d.kind <> 'rule' AND (r.new_id IS NOT NULL OR d.repository_id IS NULL AND NOT EXISTS (
      SELECT 1 FROM main.diagnostic AS h WHERE h.repository_id IS NULL AND h.content_id IS NULL AND h.path IS d.path
        AND h.kind = d.kind AND h.message = d.message));
    """
  }

  /// How old findings are whose first versions were pruned here is not to be read from any other database.
  static let keepPruned = """
    CREATE TEMP TABLE kept_pruned AS
    SELECT f.repository_id, f.path, p.* FROM main.pruned_finding AS p JOIN main.file AS f ON f.file_id = p.file_id
    WHERE f.repository_id IN (SELECT new_id FROM temp.merged_repository);
    """

  var pruned: String {
    """
    INSERT OR REPLACE INTO main.pruned_finding (file_id, rule_number, kind, subject, occurrence, floor, first_seen,
      first_commit)
    SELECT f.file_id, k.rule_number, k.kind, k.subject, k.occurrence, k.floor, k.first_seen, k.first_commit
    FROM temp.kept_pruned AS k JOIN main.file AS f ON f.repository_id = k.repository_id AND f.path = k.path;
    INSERT INTO main.pruned_finding (file_id, rule_number, kind, subject, occurrence, floor, first_seen, first_commit)
    SELECT f.new_id, k.rule_number, p.kind, p.subject, p.occurrence, p.floor, p.first_seen, p.first_commit
    FROM \(part).pruned_finding AS p JOIN temp.merged_file AS f ON f.old_id = p.file_id
    JOIN \(part).rule AS r ON r.rule_number = p.rule_number JOIN main.rule AS k ON k.rule_id = r.rule_id
    WHERE 1
    ON CONFLICT DO UPDATE SET floor = max(floor, excluded.floor), first_commit = CASE
        WHEN excluded.first_seen < first_seen THEN excluded.first_commit ELSE first_commit END,
      first_seen = min(first_seen, excluded.first_seen);
    """
  }
}
