import Store

/// Follows each finding through the versions of its file: the same rule, file, subject and occurrence is one finding for
/// as long as versions that follow each other without a gap have it.
struct FindingLives {
  let connection: Connection

  /// Tells the lives of all findings of the repositories anew, from versions and verdicts alone.
  func tell(repositories: [Int64]) throws {
    try connection.script("CREATE TEMP TABLE told_repository (repository_id INTEGER PRIMARY KEY)")
    for id in repositories { try connection.execute("INSERT INTO told_repository VALUES (?)", [.integer(id)]) }
    for sql in [Self.forget, Self.ofContents, Self.ofRepositoryRules] { try connection.execute(sql) }
    try connection.script("DROP TABLE temp.told_repository")
  }

  private static let forget = """
    DELETE FROM finding_life WHERE repository_id IN (SELECT repository_id FROM told_repository)
    """

  /// A waiver covers a finding where it covers the file and the rule.
  private static let waiver = """
    (SELECT min(x.exemption_id) FROM exemption_file AS x JOIN exemption_rule AS e ON e.exemption_id = x.exemption_id
      WHERE x.file_id = l.file_id AND e.rule_number = l.rule_number)
    """

  private static let ofContents = """
    INSERT INTO finding_life (repository_id, file_id, rule_number, kind, line, subject, occurrence, message,
      exemption_id, status, first_seen, first_commit, ended_at, ended_commit)
    WITH version AS (
      SELECT v.*, f.repository_id,
        v.valid_from IS NOT lag(v.valid_to) OVER (PARTITION BY v.file_id ORDER BY v.valid_from, v.file_version_id) AS is_gap
      FROM told_repository AS t JOIN file AS f ON f.repository_id = t.repository_id
      JOIN file_version AS v ON v.file_id = f.file_id
      JOIN content AS c ON c.content_id = v.content_id
      WHERE f.is_template = 0 AND c.parse_status IN ('parsed', 'partial')
    ),
    numbered AS (
      SELECT *, row_number() OVER in_order AS n, sum(is_gap) OVER in_order AS run
      FROM version WINDOW in_order AS (PARTITION BY file_id ORDER BY valid_from, file_version_id)
    ),
    seen AS (
      SELECT v.*, d.rule_number, d.kind, d.line, d.subject, d.occurrence, d.message, d.exemption_id,
        v.n - row_number() OVER (
          PARTITION BY v.file_id, v.run, d.rule_number, d.kind, d.subject, d.occurrence ORDER BY v.n) AS island
      FROM numbered AS v JOIN content_finding AS d ON d.content_id = v.content_id
    ),
    edge AS (
      SELECT *, row_number() OVER newest AS from_last,
        first_value(valid_from) OVER oldest AS first_seen, first_value(from_commit) OVER oldest AS first_commit
      FROM seen
      WINDOW oldest AS (PARTITION BY file_id, run, rule_number, kind, subject, occurrence, island ORDER BY n),
        newest AS (PARTITION BY file_id, run, rule_number, kind, subject, occurrence, island ORDER BY n DESC)
    )
    SELECT l.repository_id, l.file_id, l.rule_number, l.kind, l.line, l.subject, l.occurrence, l.message,
      coalesce(l.exemption_id, \(waiver)),
      CASE WHEN l.valid_to IS NULL THEN CASE WHEN l.kind = 'violation' AND coalesce(l.exemption_id, \(waiver)) IS NOT NULL
          THEN 'exempt' ELSE 'open' END
        WHEN l.ended_by = 'changed' THEN 'fixed' WHEN l.ended_by = 'left' THEN 'left' ELSE 'deleted' END,
      l.first_seen, l.first_commit, l.valid_to, l.to_commit
    FROM edge AS l WHERE l.from_last = 1
    """

  private static let ofRepositoryRules = """
    INSERT INTO finding_life (repository_id, file_id, rule_number, kind, line, subject, occurrence, message,
      exemption_id, status, first_seen, ended_at)
    WITH seen AS (
      SELECT f.repository_id, d.*,
        d.valid_from IS NOT lag(d.valid_to) OVER one AS is_new
      FROM told_repository AS t JOIN file AS f ON f.repository_id = t.repository_id
      JOIN file_finding AS d ON d.file_id = f.file_id
      WINDOW one AS (PARTITION BY d.file_id, d.rule_number, d.kind, d.subject, d.occurrence
        ORDER BY d.valid_from, d.file_finding_id)
    ),
    parted AS (
      SELECT *, sum(is_new) OVER (
        PARTITION BY file_id, rule_number, kind, subject, occurrence ORDER BY valid_from, file_finding_id) AS part
      FROM seen
    ),
    life AS (
      SELECT *, row_number() OVER (
          PARTITION BY file_id, rule_number, kind, subject, occurrence, part
          ORDER BY valid_from DESC, file_finding_id DESC) AS from_last,
        min(valid_from) OVER (
          PARTITION BY file_id, rule_number, kind, subject, occurrence, part) AS first_seen
      FROM parted
    )
    SELECT l.repository_id, l.file_id, l.rule_number, l.kind, l.line, l.subject, l.occurrence, l.message,
      coalesce(l.exemption_id, \(waiver)),
      CASE WHEN l.valid_to IS NULL THEN CASE WHEN l.kind = 'violation' AND coalesce(l.exemption_id, \(waiver)) IS NOT NULL
          THEN 'exempt' ELSE 'open' END
        ELSE (
          SELECT CASE WHEN v.valid_to IS NULL OR v.valid_to > l.valid_to OR v.ended_by = 'changed' THEN 'fixed'
            WHEN v.ended_by = 'left' THEN 'left' ELSE 'deleted' END
          FROM file_version AS v WHERE v.file_id = l.file_id AND v.valid_from <= l.valid_to
          ORDER BY v.valid_from DESC, v.file_version_id DESC LIMIT 1) END,
      l.first_seen, l.valid_to
    FROM life AS l
    WHERE l.from_last = 1
    """
}
