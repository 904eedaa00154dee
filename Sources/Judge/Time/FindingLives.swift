import Store

/// Follows each finding through the versions of its file: the same rule, file, subject and occurrence is one finding for
/// as long as versions that follow each other without a gap have it. A file that was renamed goes on under its new path.
struct FindingLives {
  let connection: Connection
  /// Today, as 2026-08-22: findings that begin later are not told yet.
  let today: String

  /// So many versions are told of at once, which bounds the memory.
  private static let most: Int64 = 10_000

  /// Tells the lives of all findings of the repositories anew, from versions and verdicts alone.
  func tell(repositories: [Int64]) throws {
    try connection.script("CREATE TEMP TABLE told_repository (repository_id INTEGER PRIMARY KEY)")
    var versions: Int64 = 0
    for id in repositories {
      try connection.execute("INSERT OR IGNORE INTO told_repository VALUES (?)", [.integer(id)])
      versions += try connection.value(Self.versions, [.integer(id)]).integer ?? 0
      guard versions >= Self.most || id == repositories.last else { continue }
      try tell()
      try connection.execute("DELETE FROM temp.told_repository")
      versions = 0
    }
    try connection.script("DROP TABLE temp.told_repository")
  }

  private func tell() throws {
    try connection.script(Self.commits)
    try connection.execute(Self.forget)
    try connection.execute(Self.ofContents, [.text(today)])
    for sql in [Self.ofRepositoryRules, Self.beforePruning] { try connection.execute(sql) }
    try connection.script("DROP TABLE temp.told_commit")
  }

  private static let versions = """
    SELECT count(*) FROM file AS f JOIN file_version AS v ON v.file_id = f.file_id WHERE f.repository_id = ?
    """

  /// Which commit was at work when, for what hangs on several files.
  private static let commits = """
    CREATE TEMP TABLE told_commit (repository_id INTEGER, at TEXT, id TEXT, PRIMARY KEY (repository_id, at)) WITHOUT ROWID;
    INSERT OR IGNORE INTO told_commit
    SELECT f.repository_id, v.valid_from, v.from_commit FROM told_repository AS t
    JOIN file AS f ON f.repository_id = t.repository_id JOIN file_version AS v ON v.file_id = f.file_id
    WHERE v.from_commit IS NOT NULL
    UNION ALL
    SELECT f.repository_id, v.valid_to, v.to_commit FROM told_repository AS t
    JOIN file AS f ON f.repository_id = t.repository_id JOIN file_version AS v ON v.file_id = f.file_id
    WHERE v.to_commit IS NOT NULL ORDER BY 1, 2, 3;
    """

  /// What was there before the history was cut is as old as it was, under whatever name its file went then.
  private static let beforePruning = """
    WITH RECURSIVE name (file_id, former_id) AS (
      SELECT f.file_id, f.file_id FROM told_repository AS t JOIN file AS f ON f.repository_id = t.repository_id
      WHERE EXISTS (SELECT 1 FROM pruned_finding)
      UNION
      SELECT n.file_id, f.renamed_from_file_id FROM name AS n JOIN file AS f ON f.file_id = n.former_id
      WHERE f.renamed_from_file_id IS NOT NULL
    )
    UPDATE finding_life AS l SET first_seen = p.first_seen, first_commit = p.first_commit
    FROM name AS n CROSS JOIN pruned_finding AS p ON p.file_id = n.former_id
    WHERE n.file_id = l.file_id AND p.rule_number = l.rule_number AND p.kind = l.kind AND p.subject = l.subject
      AND p.occurrence = l.occurrence AND l.first_seen < p.floor AND p.first_seen < l.first_seen
      AND l.repository_id IN (SELECT repository_id FROM told_repository)
    """

  private static let forget = """
    DELETE FROM finding_life WHERE repository_id IN (SELECT repository_id FROM told_repository)
    """

  /// A waiver covers a finding where it covers the file and the rule.
  private static let waiver = """
    (SELECT min(x.exemption_id) FROM exemption_file AS x JOIN exemption_rule AS e ON e.exemption_id = x.exemption_id
      WHERE x.file_id = l.file_id AND e.rule_number = l.rule_number)
    """

  /// The same finding as that of row `d` in another content.
  private static let same = """
    SELECT 1 FROM content_finding AS o
    WHERE o.rule_number = d.rule_number AND o.kind = d.kind AND o.subject = d.subject AND o.occurrence = d.occurrence
    """

  /// Whether the violations of the row have begun by today, ?1, and before the version that has them ended.
  private static func hasBegun(_ row: String, before end: String) -> String {
    "(\(row).begins_on IS NULL OR \(row).begins_on <= ?1 AND \(row).begins_on < coalesce(\(end), '9'))"
  }

  private static let ofContents = """
    INSERT INTO finding_life (repository_id, file_id, rule_number, kind, line, subject, occurrence, message,
      exemption_id, status, first_seen, first_commit, ended_at, ended_commit)
    WITH RECURSIVE version AS (
      SELECT v.*, f.repository_id, f.renamed_from_file_id,
        v.valid_from IS NOT lag(v.valid_to) OVER (PARTITION BY v.file_id ORDER BY v.valid_from, v.file_version_id) AS is_gap
      FROM told_repository AS t JOIN file AS f ON f.repository_id = t.repository_id
      JOIN file_version AS v ON v.file_id = f.file_id
      JOIN content AS c ON c.content_id = v.content_id
      WHERE f.is_template = 0 AND c.parse_status IN ('parsed', 'partial')
    ),
    parted AS MATERIALIZED (
      SELECT *, sum(is_gap) OVER (PARTITION BY file_id ORDER BY valid_from, file_version_id) AS run FROM version
    ),
    -- A path from when a file came to it until the file went.
    stay AS MATERIALIZED (
      SELECT file_id, run, min(renamed_from_file_id) AS renamed_from, min(valid_from) AS began, max(valid_to) AS ended,
        max(ended_by = 'renamed') AS is_renamed
      FROM parted GROUP BY file_id, run
    ),
    move AS MATERIALIZED (
      SELECT c.file_id, c.run, p.file_id AS from_file, p.run AS from_run FROM stay AS c JOIN stay AS p
      ON p.file_id = c.renamed_from AND p.ended = c.began AND p.is_renamed AND p.began < c.began
    ),
    root (file_id, run, root_file, root_run) AS (
      SELECT file_id, run, file_id, run FROM stay
      WHERE (file_id, run) NOT IN (SELECT file_id, run FROM move)
      UNION ALL
      SELECT m.file_id, m.run, r.root_file, r.root_run FROM root AS r
      JOIN move AS m ON m.from_file = r.file_id AND m.from_run = r.run
    ),
    numbered AS MATERIALIZED (
      SELECT v.repository_id, v.file_id, v.content_id, v.valid_from, v.valid_to, v.from_commit, v.to_commit, v.ended_by,
        r.root_file, r.root_run, row_number() OVER in_order AS n, lag(v.content_id) OVER in_order AS former,
        lead(v.content_id) OVER in_order AS next, lead(v.valid_to) OVER in_order AS next_to
      FROM parted AS v JOIN root AS r ON r.file_id = v.file_id AND r.run = v.run
      WINDOW in_order AS (PARTITION BY r.root_file, r.root_run ORDER BY v.valid_from, v.file_version_id)
    ),
    -- The first and the last versions with a finding: to ask the neighbours takes half as long as to sort all of them.
    edge AS (
      SELECT v.*, d.rule_number, d.kind, d.line, d.subject, d.occurrence, d.message, d.exemption_id,
        CASE WHEN d.begins_on > v.valid_from THEN d.begins_on || 'T00:00:00Z' ELSE v.valid_from END AS seen_from,
        CASE WHEN d.begins_on > v.valid_from THEN NULL ELSE v.from_commit END AS seen_commit,
        NOT EXISTS (\(same) AND o.content_id = v.former AND \(hasBegun("o", before: "v.valid_from"))) AS is_first,
        NOT EXISTS (\(same) AND o.content_id = v.next AND \(hasBegun("o", before: "v.next_to"))) AS is_last
      FROM numbered AS v JOIN content_finding AS d ON d.content_id = v.content_id
      WHERE (is_first OR is_last) AND \(hasBegun("d", before: "v.valid_to"))
    ),
    life AS (
      SELECT *, CASE WHEN is_first THEN seen_from ELSE lag(seen_from) OVER one END AS first_seen,
        CASE WHEN is_first THEN seen_commit ELSE lag(seen_commit) OVER one END AS first_commit
      FROM edge
      WINDOW one AS (PARTITION BY root_file, root_run, rule_number, kind, subject, occurrence ORDER BY n)
    )
    SELECT l.repository_id, l.file_id, l.rule_number, l.kind, l.line, l.subject, l.occurrence, l.message,
      coalesce(l.exemption_id, \(waiver)),
      CASE WHEN l.valid_to IS NULL THEN CASE WHEN l.kind = 'violation' AND coalesce(l.exemption_id, \(waiver)) IS NOT NULL
          THEN 'exempt' ELSE 'open' END
        WHEN l.next IS NOT NULL OR l.ended_by = 'changed' THEN 'fixed'
        WHEN l.ended_by = 'left' THEN 'left' ELSE 'deleted' END,
      l.first_seen, l.first_commit, l.valid_to, l.to_commit
    FROM life AS l WHERE l.is_last
    """

  private static let ofRepositoryRules = """
    INSERT INTO finding_life (repository_id, file_id, rule_number, kind, line, subject, occurrence, message,
      exemption_id, status, first_seen, first_commit, ended_at, ended_commit)
    WITH RECURSIVE file_root (file_id, root) AS (
      SELECT f.file_id, f.file_id FROM told_repository AS t JOIN file AS f ON f.repository_id = t.repository_id
      WHERE f.renamed_from_file_id IS NULL
      UNION
      SELECT f.file_id, r.root FROM file_root AS r JOIN file AS f ON f.renamed_from_file_id = r.file_id
      WHERE NOT EXISTS (SELECT 1 FROM file_version AS v WHERE v.file_id = r.file_id AND v.valid_to IS NULL)
    ),
    seen AS (
      SELECT f.repository_id, d.*, coalesce(r.root, d.file_id) AS root,
        d.valid_from IS NOT lag(d.valid_to) OVER one AS is_new
      FROM told_repository AS t JOIN file AS f ON f.repository_id = t.repository_id
      JOIN file_finding AS d ON d.file_id = f.file_id
      LEFT JOIN file_root AS r ON r.file_id = f.file_id
      WINDOW one AS (PARTITION BY coalesce(r.root, d.file_id), d.rule_number, d.kind, d.subject, d.occurrence
        ORDER BY d.valid_from, d.file_finding_id)
    ),
    parted AS (
      SELECT *, sum(is_new) OVER (
        PARTITION BY root, rule_number, kind, subject, occurrence ORDER BY valid_from, file_finding_id) AS part
      FROM seen
    ),
    life AS (
      SELECT *, row_number() OVER (
          PARTITION BY root, rule_number, kind, subject, occurrence, part
          ORDER BY valid_from DESC, file_finding_id DESC) AS from_last,
        min(valid_from) OVER (
          PARTITION BY root, rule_number, kind, subject, occurrence, part) AS first_seen
      FROM parted
    )
    SELECT l.repository_id, l.file_id, l.rule_number, l.kind, l.line, l.subject, l.occurrence, l.message,
      coalesce(l.exemption_id, \(waiver)),
      CASE WHEN l.valid_to IS NULL THEN CASE WHEN l.kind = 'violation' AND coalesce(l.exemption_id, \(waiver)) IS NOT NULL
          THEN 'exempt' ELSE 'open' END
        ELSE (
          SELECT CASE WHEN v.valid_to IS NULL OR v.valid_to > l.valid_to OR v.ended_by IN ('changed', 'renamed') THEN 'fixed'
            WHEN v.ended_by = 'left' THEN 'left' ELSE 'deleted' END
          FROM file_version AS v WHERE v.file_id = l.file_id AND v.valid_from <= l.valid_to
          ORDER BY v.valid_from DESC, v.file_version_id DESC LIMIT 1) END,
      l.first_seen,
      (SELECT c.id FROM told_commit AS c WHERE c.repository_id = l.repository_id AND c.at = l.first_seen), l.valid_to,
      (SELECT c.id FROM told_commit AS c WHERE c.repository_id = l.repository_id AND c.at = l.valid_to)
    FROM life AS l
    WHERE l.from_last = 1
    """
}
