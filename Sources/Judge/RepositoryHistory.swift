import Store

/// Judges the past of repositories by the rules that look at files side by side: as they stood at the end of each month in
/// which a file of theirs changed. The present is judged exactly, by ``RepositoryJudge``; what no month's end shows came
/// and went within the month.
struct RepositoryHistory {
  let connection: Connection
  let judge: RepositoryJudge

  /// Judges every month by rules that have no answers yet.
  func judgeAll(_ all: SideBySide, repositories: [Int64]) throws {
    try judge(all, repositories: repositories) { _ in nil }
  }

  /// Judges the months since the last time; all of them where more of the past is known now, or where a branch was
  /// rewritten to end earlier.
  ///
  /// What the last judgement said of its own present is taken back first: a month's end says it now. So many crawls
  /// leave the same answers as one.
  func judgeNew(_ all: SideBySide, repositories: [Int64]) throws {
    try judge(all, repositories: repositories) { id in
      let row = try connection.row(
        "SELECT judged_from, judged_to FROM repository WHERE repository_id = ?", [.integer(id)])
      guard let present = try Self.present(of: id, connection) else { return nil }
      guard let from = row?.text("judged_from"), let earliest = try earliest(id), from <= earliest,
        let to = row?.text("judged_to"), to <= present
      else {
        try forget(all, repository: id)
        return nil
      }
      try takeBack(all, repository: id, since: to)
      return to
    }
  }

  /// Remembers how far the repositories are judged.
  func remember(_ repositories: [Int64]) throws {
    for id in repositories {
      try connection.execute(
        "UPDATE repository SET judged_from = ?2, judged_to = ?3 WHERE repository_id = ?1",
        [.integer(id), Value(try earliest(id)), Value(try Self.present(of: id, connection))])
    }
  }

  private func judge(
    _ all: SideBySide, repositories: [Int64], after: (Int64) throws -> String?
  ) throws {
    guard !all.isEmpty else { return }
    var moments: [String: [Int64]] = [:]
    for id in repositories {
      for moment in try monthEnds(of: id, after: after(id)) { moments[moment, default: []].append(id) }
    }
    guard !moments.isEmpty else { return }
    try judge.judge(all, moments: moments.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
  }

  /// The last seconds of the months in which a file changed, before the present state began.
  private func monthEnds(of id: Int64, after: String?) throws -> [String] {
    try connection.rows(
      """
      WITH change (at) AS (
        SELECT v.valid_from FROM file AS f JOIN file_version AS v ON v.file_id = f.file_id WHERE f.repository_id = ?1
        UNION
        SELECT v.valid_to FROM file AS f JOIN file_version AS v ON v.file_id = f.file_id WHERE f.repository_id = ?1
      )
      SELECT DISTINCT date(substr(at, 1, 7) || '-01', '+1 month', '-1 day') || 'T23:59:59Z' AS month_end FROM change
      WHERE at IS NOT NULL AND month_end > coalesce(?2, '')
        AND month_end < ?3
      ORDER BY 1
      """, [.integer(id), Value(after), Value(try Self.present(of: id, connection))]
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
