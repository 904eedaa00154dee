import Store

/// Keeps the tables of changes, which the trends are sums of, equal to what the answers of the files say.
struct TrendCounts {
  let connection: Connection
  /// The last day that trends are told of, as 2026-08-22.
  let today: String

  /// Counts anew for the repositories.
  func count(repositories: [Int64]) throws {
    let known = try connection.value("SELECT count(*) FROM repository").integer ?? 0
    // Where most are counted anew, to sum everything once is cheaper than to take each out and put it back.
    let sumsAll = repositories.count * 2 > known
    for id in repositories {
      if !sumsAll { try addToRules(id, sign: "-") }
      for source in TrendSource.allCases where try source != .owner || hasOwners(id) { try fill(source, id) }
      if !sumsAll { try addToRules(id, sign: "+") }
      for sql in Self.ofRepository { try connection.execute(sql, [.integer(id)]) }
    }
    for sql in sumsAll ? Self.ofRules : [Self.strikeRules] { try connection.execute(sql) }
    try extendCalendar()
  }

  private func fill(_ source: TrendSource, _ id: Int64) throws {
    try connection.execute("DELETE FROM \(source.table) WHERE repository_id = ?", [.integer(id)])
    try connection.execute(
      """
      INSERT INTO \(source.table) (\(source.columns))
      \(AnswerSums.sql(source) ?? source.sums(where: "a.repository_id = ?1"))
      """, [.integer(id)])
  }

  /// Owners are rare, and to count for them is a second walk through all answers.
  private func hasOwners(_ id: Int64) throws -> Bool {
    try connection.row(
      """
      SELECT 1 WHERE EXISTS (
          SELECT 1 FROM file AS f JOIN file_owner AS o ON o.file_id = f.file_id WHERE f.repository_id = ?1)
        OR EXISTS (SELECT 1 FROM owner_change WHERE repository_id = ?1)
      """, [.integer(id)]) != nil
  }

  /// Adds the changes of a repository to those of all, or takes them out.
  private func addToRules(_ id: Int64, sign: String) throws {
    try connection.execute(
      """
      INSERT INTO rule_change (rule_number, scope, day, pass, fail, exempt, unknown, error)
      SELECT rule_number, scope, day, \(sign)pass, \(sign)fail, \(sign)exempt, \(sign)unknown, \(sign)error
      FROM result_change WHERE repository_id = ?
      ON CONFLICT (rule_number, scope, day) DO UPDATE SET pass = pass + excluded.pass, fail = fail + excluded.fail,
        exempt = exempt + excluded.exempt, unknown = unknown + excluded.unknown, error = error + excluded.error
      """, [.integer(id)])
  }

  private static let sums = "sum(pass) AS pass, sum(fail) AS fail, sum(exempt), sum(unknown), sum(error)"

  private static let isNothing = "pass = 0 AND fail = 0 AND exempt = 0 AND unknown = 0 AND error = 0"

  private static let strikeRules = "DELETE FROM rule_change WHERE \(isNothing)"

  private static let ofRules = [
    "DELETE FROM rule_change",
    """
    INSERT INTO rule_change (rule_number, scope, day, pass, fail, exempt, unknown, error)
    SELECT rule_number, scope, day, \(sums) FROM result_change GROUP BY rule_number, scope, day
    """,
    strikeRules,
  ]

  private static let ofRepository = [
    "DELETE FROM repository_change WHERE repository_id = ?",
    """
    INSERT INTO repository_change (repository_id, scope, day, pass, fail, exempt, unknown, error)
    SELECT repository_id, scope, day, \(sums) FROM result_change WHERE repository_id = ? GROUP BY scope, day
    """,
    "DELETE FROM repository_change WHERE repository_id = ? AND \(isNothing)",
    "DELETE FROM result_count WHERE repository_id = ?",
    """
    INSERT INTO result_count (repository_id, rule_number, scope, pass, fail, exempt, unknown, error)
    SELECT repository_id, rule_number, scope, \(sums) FROM result_change WHERE repository_id = ? GROUP BY rule_number, scope
    """,
    "DELETE FROM result_count WHERE repository_id = ? AND \(isNothing)",
  ]

  // MARK: The calendar

  /// Whole years, from that of the first change to the present one, so that it grows once a year.
  private func extendCalendar() throws {
    let bounds = try connection.row(
      """
      SELECT substr((SELECT min(day) FROM repository_change), 1, 4) || '-01-01' AS first,
        substr(?, 1, 4) || '-12-31' AS last
      """, [.text(today)])
    guard let first = bounds?.text("first"), let last = bounds?.text("last") else { return }
    let known = try connection.row(
      "SELECT min(first_day) AS first, max(first_day) AS last FROM period WHERE grain = 'day'")
    guard known?.text("first") != first || known?.text("last") != last else { return }
    try connection.execute("DELETE FROM period")
    try connection.execute(Self.calendar, [.text(first), .text(last)])
  }

  private static let calendar = """
    INSERT INTO period (grain, period, first_day, last_day)
    WITH RECURSIVE grain (grain, first_day, step) AS (
      VALUES ('day', ?1, '+1 day'), ('week', date(?1, 'weekday 0', '-6 days'), '+7 days'), ('month', ?1, '+1 month'),
        ('quarter', ?1, '+3 months'), ('year', ?1, '+1 year')
    ),
    span (grain, first_day, next_day, step) AS (
      SELECT grain, first_day, date(first_day, step), step FROM grain WHERE first_day <= ?2
      UNION ALL
      SELECT grain, next_day, date(next_day, step), step FROM span WHERE next_day <= ?2
    )
    SELECT grain,
      CASE grain WHEN 'month' THEN substr(first_day, 1, 7) WHEN 'year' THEN substr(first_day, 1, 4)
        WHEN 'quarter' THEN substr(first_day, 1, 4) || '-Q' || ((substr(first_day, 6, 2) + 2) / 3) ELSE first_day END,
      first_day, date(next_day, '-1 day')
    FROM span WHERE next_day IS NOT NULL
    """
}
