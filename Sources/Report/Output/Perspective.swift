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
    if let owner { try install(owner: owner) }
    var kept: [String] = []
    for view in try connection.rows("SELECT name, sql FROM main.sqlite_schema WHERE type = 'view' ORDER BY rowid") {
      guard let name = view.text("name"), let sql = view.text("sql"),
        let start = sql.firstRange(of: "CREATE VIEW \(name)")
      else { continue }
      let isKept = Self.kept.contains(name)
      if isKept { kept.append(name) }
      try connection.script("CREATE TEMP VIEW \(isKept ? "computed_\(name)" : name)\(sql[start.upperBound...])")
    }
    if owner != nil {
      try countAnew()
    } else if asOf != nil {
      try cutChanges()
    }
    for name in kept { try connection.script("CREATE TEMP TABLE \(name) AS SELECT * FROM computed_\(name)") }
  }

  /// Views that many datasets sum up: worked out once.
  private static let kept: Set<String> = ["compliance"]

  /// The changes are kept by repository, so those of an owner's files are counted anew, from what the views let through.
  private func countAnew() throws {
    for source in TrendSource.allCases {
      try connection.script("CREATE TEMP TABLE \(source.table) AS \(source.sums(where: "1"))")
    }
    try connection.script(Self.sums)
  }

  private func cutChanges() throws {
    for table in TrendSource.allCases.map(\.table) + ["rule_change", "repository_change"] {
      try connection.script(
        """
        CREATE TEMP VIEW \(table) AS
        SELECT c.* FROM perspective_day AS d CROSS JOIN main.\(table) AS c WHERE c.day < d.until
        """)
    }
    try connection.script(Self.count)
  }

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

  private static let ownerViews = """
    CREATE TEMP VIEW file AS
    SELECT f.* FROM main.file AS f JOIN perspective_file AS p ON p.file_id = f.file_id;

    CREATE TEMP VIEW repository AS
    SELECT * FROM main.repository AS r WHERE EXISTS (
      SELECT 1 FROM main.file AS f JOIN perspective_file AS p ON p.file_id = f.file_id
      WHERE f.repository_id = r.repository_id);
    """

  private static let outcomes =
    "sum(pass) AS pass, sum(fail) AS fail, sum(exempt) AS exempt, sum(unknown) AS unknown, sum(error) AS error"

  private static let count = """
    CREATE TEMP TABLE result_count AS
    SELECT repository_id, rule_number, scope, \(outcomes) FROM result_change GROUP BY repository_id, rule_number, scope;
    """

  private static let sums = """
    CREATE TEMP VIEW rule_change AS
    SELECT rule_number, scope, day, \(outcomes) FROM temp.result_change GROUP BY rule_number, scope, day;

    CREATE TEMP VIEW repository_change AS
    SELECT repository_id, scope, day, \(outcomes) FROM temp.result_change GROUP BY repository_id, scope, day;

    \(count)
    """
}
