import Store

/// Judges the past of repositories by what looks at files side by side.
///
/// Exactly, at each change of a file, where that is affordable; otherwise as they stood at the end of each month in which a
/// file changed, so that what no month's end shows came and went within the month. The whole repository has to be looked
/// at for each moment, so the cost grows with moments times files, and a bound on that product keeps it from being all of
/// the crawl's. The present is always judged exactly, by ``RepositoryJudge``.
struct RepositoryHistory {
  let connection: Connection
  let run: HistoryRun
  /// How many files, each counted at each moment, are judged for one repository before months have to do.
  let affordable: Int64

  enum Resolution: String {
    case change, month
  }

  /// Judges all of the past by what has no answers yet.
  func judgeAll(_ all: SideBySide, repositories: [Int64]) throws {
    try judge(all, repositories: repositories) { id in Start(resolution: try resolution(of: id), after: nil) }
  }

  /// Judges the past since the last time; all of it where more of the past is known now, where it is judged at another
  /// resolution, or where a branch was rewritten to end earlier.
  ///
  /// What the last judgement of months said of its own present is taken back first: a month's end says it now. So many
  /// crawls leave the same answers as one.
  func judgeNew(_ all: SideBySide, repositories: [Int64]) throws {
    try judge(all, repositories: repositories) { id in
      let row = try connection.row(
        "SELECT judged_from, judged_to, judged_by FROM repository WHERE repository_id = ?", [.integer(id)])
      let resolution = try resolution(of: id)
      guard let present = try Self.present(of: id, connection) else { return Start(resolution: resolution, after: nil) }
      guard let from = row?.text("judged_from"), let earliest = try earliest(id), from <= earliest,
        let to = row?.text("judged_to"), to <= present, row?.text("judged_by") == resolution.rawValue
      else {
        try forget(all, repository: id)
        return Start(resolution: resolution, after: nil)
      }
      if resolution == .month { try takeBack(all, repository: id, since: to) }
      return Start(resolution: resolution, after: to)
    }
  }

  /// Remembers how far the repositories are judged.
  func remember(_ repositories: [Int64]) throws {
    for id in repositories {
      try connection.execute(
        "UPDATE repository SET judged_from = ?2, judged_to = ?3, judged_by = ?4 WHERE repository_id = ?1",
        [
          .integer(id), Value(try earliest(id)), Value(try Self.present(of: id, connection)),
          .text(try resolution(of: id).rawValue),
        ])
    }
  }

  private struct Start {
    let resolution: Resolution
    let after: String?
  }

  private func judge(_ all: SideBySide, repositories: [Int64], start: (Int64) throws -> Start) throws {
    guard !all.isEmpty else { return }
    let pasts = try repositories.map { id in
      let moments = try moments(of: id, start(id))
      let size = try connection.row(Self.size, [.integer(id)])
      return HistoryRun.Past(
        repository: id, moments: moments, files: size?.integer("files") ?? 0, versions: size?.integer("versions") ?? 0)
    }
    let begun = pasts.filter { !$0.moments.isEmpty }
    if !begun.isEmpty { try run.judge(all, begun) }
  }

  private static let size = """
    SELECT count(DISTINCT f.file_id) AS files, count(*) AS versions
    FROM file AS f JOIN file_version AS v ON v.file_id = f.file_id WHERE f.repository_id = ?1
    """

  private static let change = """
    WITH change (at) AS (
      SELECT v.valid_from FROM file AS f JOIN file_version AS v ON v.file_id = f.file_id WHERE f.repository_id = ?1
      UNION
      SELECT v.valid_to FROM file AS f JOIN file_version AS v ON v.file_id = f.file_id
      WHERE f.repository_id = ?1 AND v.valid_to IS NOT NULL
    )
    """

  private func resolution(of id: Int64) throws -> Resolution {
    let cost =
      try connection.value(
        """
        \(Self.change)
        SELECT (SELECT count(*) FROM change) * (SELECT files FROM (\(Self.size)))
        """, [.integer(id)]
      ).integer ?? 0
    return cost <= affordable ? .change : .month
  }

  /// The moments to judge, before the present state began: the changes, or the last seconds of the months with one. What
  /// lies before the floor of a history that was cut is left out, and judged as it stood at the floor.
  private func moments(of id: Int64, _ start: Start) throws -> [String] {
    let moment =
      start.resolution == .change ? "at" : "date(substr(at, 1, 7) || '-01', '+1 month', '-1 day') || 'T23:59:59Z'"
    return try connection.rows(
      """
      \(Self.change)
      SELECT DISTINCT max(\(moment), (SELECT ifnull(history_from, '') FROM repository WHERE repository_id = ?1)) AS moment
      FROM change
      WHERE moment > coalesce(?2, '') AND moment < ?3
      ORDER BY 1
      """, [.integer(id), Value(start.after), Value(try Self.present(of: id, connection))]
    ).compactMap { $0[0].text }
  }

  /// When the present state of a repository began: the last time that one of its files came, changed or went.
  static func present(of id: Int64, _ connection: Connection) throws -> String? {
    try connection.value(
      """
      SELECT max(max(v.valid_from), coalesce(max(v.valid_to), '')) FROM file AS f
      JOIN file_version AS v ON v.file_id = f.file_id WHERE f.repository_id = ?
      """, [.integer(id)]
    ).text
  }

  private func earliest(_ id: Int64) throws -> String? {
    try connection.value(
      """
      SELECT min(v.valid_from) FROM file AS f JOIN file_version AS v ON v.file_id = f.file_id WHERE f.repository_id = ?
      """, [.integer(id)]
    ).text
  }

  private func forget(_ all: SideBySide, repository id: Int64) throws {
    try forEachTable(of: all) { table, condition, key in
      try connection.execute("DELETE FROM \(table) WHERE \(condition)", [key, .integer(id)])
    }
  }

  private func takeBack(_ all: SideBySide, repository id: Int64, since moment: String) throws {
    try forEachTable(of: all) { table, condition, key in
      let arguments: [Value] = [key, .integer(id), .text(moment)]
      try connection.execute("DELETE FROM \(table) WHERE valid_from = ?3 AND \(condition)", arguments)
      try connection.execute("UPDATE \(table) SET valid_to = NULL WHERE valid_to = ?3 AND \(condition)", arguments)
    }
  }

  /// The tables of answers, with the condition for those of one rule, ?1, in one repository, ?2.
  private func forEachTable(of all: SideBySide, _ body: (String, String, Value) throws -> Void) throws {
    let files = "file_id IN (SELECT file_id FROM file WHERE repository_id = ?2)"
    for rule in all.rules {
      for table in ["file_result", "file_finding"] {
        try body(table, "rule_number = ?1 AND \(files)", .integer(rule.number))
      }
    }
    for pattern in all.patterns { try body("pattern_adoption", "pattern_id = ?1 AND \(files)", .text(pattern.id)) }
  }
}
