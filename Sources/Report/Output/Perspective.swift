import Store

/// Shows the database as it stood on a day, and only the files of an owner, to SQL that knows of neither.
///
/// SQLite looks for a name among the temporary tables first. So a view of the same name there stands in front of a table,
/// and the views of the schema, made once more as temporary ones, see what it lets through.
struct Perspective {
  let connection: Connection

  /// Sets the views up; they last as long as the connection, or its transaction.
  func install(asOf: String?, owner: String?) throws {
    if let asOf { try install(day: asOf) }
    if let owner {
      try install(owner: owner)
    } else if asOf != nil {
      try connection.script(Self.dayChanges)
    }
    let views = try connection.rows("SELECT name, sql FROM main.sqlite_schema WHERE type = 'view' ORDER BY rowid")
    for view in views {
      guard let name = view.text("name"), let sql = view.text("sql"),
        let start = sql.firstRange(of: "CREATE VIEW \(name)")
      else { continue }
      let isKept = Self.kept.contains(name)
      try connection.script("CREATE TEMP VIEW \(isKept ? "computed_\(name)" : name)\(sql[start.upperBound...])")
      if isKept { try connection.script("CREATE TEMP TABLE \(name) AS SELECT * FROM computed_\(name)") }
    }
  }

  /// Views that many datasets sum up: worked out once.
  private static let kept: Set<String> = ["compliance", "rule_change"]

  /// What was there at the end of a day, with what ended later not ended yet.
  private func install(day: String) throws {
    guard let until = try connection.value("SELECT date(?, '+1 day')", [.text(day)]).text else {
      throw ReportError("as of \(day): not a day: write it as 2026-08-31")
    }
    try connection.script("CREATE TEMP TABLE perspective_day (until TEXT NOT NULL)")
    try connection.execute("INSERT INTO perspective_day VALUES (?)", [.text(until)])
    try connection.script(Self.dayViews)
  }

  private func install(owner: String) throws {
    let known = try connection.row("SELECT 1 FROM main.file_owner WHERE owner = ? LIMIT 1", [.text(owner)])
    guard known != nil else {
      throw ReportError("no file is owned by \(owner): the owners are in `loadline query compliance-by-owner`")
    }
    try connection.script("CREATE TEMP TABLE perspective_file (file_id INTEGER PRIMARY KEY)")
    try connection.execute(
      "INSERT INTO perspective_file SELECT DISTINCT file_id FROM main.file_owner WHERE owner = ?", [.text(owner)])
    try connection.script(Self.ownerViews)
  }

  private static let dayViews = """
    CREATE TEMP VIEW file_version AS
    SELECT file_version_id, file_id, content_id, valid_from, iif(valid_to < d.until, valid_to, NULL) AS valid_to, from_commit,
      iif(valid_to < d.until, to_commit, NULL) AS to_commit, iif(valid_to < d.until, ended_by, NULL) AS ended_by
    FROM perspective_day AS d CROSS JOIN main.file_version WHERE valid_from < d.until;

    CREATE TEMP VIEW file_result AS
    SELECT file_result_id, file_id, rule_number, outcome, valid_from, iif(valid_to < d.until, valid_to, NULL) AS valid_to
    FROM perspective_day AS d CROSS JOIN main.file_result WHERE valid_from < d.until;

    CREATE TEMP VIEW finding_life AS
    SELECT finding_id, repository_id, file_id, rule_number, kind, line, subject, occurrence, message, exemption_id,
      CASE WHEN ended_at < d.until OR ended_at IS NULL THEN status WHEN exemption_id IS NULL THEN 'open' ELSE 'exempt' END
        AS status,
      first_seen, first_commit, iif(ended_at < d.until, ended_at, NULL) AS ended_at,
      iif(ended_at < d.until, ended_commit, NULL) AS ended_commit
    FROM perspective_day AS d CROSS JOIN main.finding_life WHERE first_seen < d.until;

    CREATE TEMP VIEW scan AS
    SELECT scan_id, min(started_at, date(d.until, '-1 day') || 'T23:59:59Z') AS started_at, finished_at, loadline_version, roots,
      source, history_since, repositories, repositories_changed, repositories_failed, candidates, contents_added, seconds
    FROM perspective_day AS d CROSS JOIN main.scan;
    """

  private static let dayChanges = """
    CREATE TEMP VIEW result_change AS
    SELECT c.* FROM perspective_day AS d CROSS JOIN main.result_change AS c WHERE c.day < d.until;
    """

  /// The changes are kept by repository, so those of an owner's files are counted anew, from what the day lets through.
  private static let ownerViews = """
    CREATE TEMP VIEW file AS
    SELECT f.* FROM main.file AS f JOIN perspective_file AS p ON p.file_id = f.file_id;

    CREATE TEMP VIEW repository AS
    SELECT * FROM main.repository AS r WHERE EXISTS (
      SELECT 1 FROM main.file AS f JOIN perspective_file AS p ON p.file_id = f.file_id
      WHERE f.repository_id = r.repository_id);

    CREATE TEMP TABLE result_change AS
    WITH answer AS (
      SELECT p.file_id, c.rule_number, v.valid_from, v.valid_to, c.outcome
      FROM perspective_file AS p CROSS JOIN file_version AS v ON v.file_id = p.file_id
      CROSS JOIN content_result AS c ON c.content_id = v.content_id
      UNION ALL
      SELECT p.file_id, c.rule_number, c.valid_from, c.valid_to, c.outcome
      FROM perspective_file AS p CROSS JOIN file_result AS c ON c.file_id = p.file_id
    ),
    change AS (
      SELECT file_id, rule_number, outcome, substr(valid_from, 1, 10) AS day, 1 AS delta FROM answer
      UNION ALL
      SELECT file_id, rule_number, outcome, substr(valid_to, 1, 10), -1 FROM answer WHERE valid_to IS NOT NULL
    )
    SELECT f.repository_id, c.rule_number, f.scope, c.day,
      iif(c.outcome = 'fail' AND EXISTS (
        SELECT 1 FROM exemption_file AS x JOIN exemption_rule AS e ON e.exemption_id = x.exemption_id
        WHERE x.file_id = c.file_id AND e.rule_number = c.rule_number
      ), 'exempt', c.outcome) AS outcome, sum(c.delta) AS delta
    FROM change AS c JOIN main.file AS f ON f.file_id = c.file_id
    WHERE f.is_template = 0
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(c.delta) <> 0;
    CREATE INDEX temp.result_change_by_repository ON result_change (repository_id);
    """
}
