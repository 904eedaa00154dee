import Store

/// Judges the files of all repositories together, as they are now.
///
/// Nothing is judged of the past: which repositories were known when hangs on the crawls, so that an answer begins at the
/// judgement that first gives it, and ends at the one that no longer does. What a new rule says of files that are there is
/// as old as they are in their present state, so that a new rule does not look like a regression. One judgement costs what
/// the files that are there cost, and none is made where nothing changed.
struct OrganisationJudge {
  let connection: Connection
  let judge: RepositoryJudge

  /// Judges by the rules, those that look at what others found after all others. Returns the repositories with answers
  /// that began or ended, those of the new rules aside, which have no answers yet.
  func judge(_ rules: [RuleText], new: [RuleText]) throws -> [Int64] {
    guard !rules.isEmpty else { return [] }
    try RepositoryScene(connection: connection).organisation(at: judge.now) {
      try judge.judgeScene(by: [rules.filter { !$0.readsFindings }, rules.filter(\.readsFindings)])
      try backdate(new)
    }
    let changed = try changed(rules)
    try judge.keepLaterOfTwo()
    return changed
  }

  private func backdate(_ rules: [RuleText]) throws {
    guard !rules.isEmpty else { return }
    for table in ["file_result", "file_finding"] {
      try connection.execute(
        """
        UPDATE \(table) AS a SET valid_from = (SELECT min(f.since, ?1) FROM temp.current_file AS f WHERE f.file_id = a.file_id)
        WHERE valid_from = ?1 AND rule_number IN (\(Self.numbers(rules)))
          AND file_id IN (SELECT file_id FROM temp.current_file)
        """, [.text(judge.now)])
    }
  }

  private static func numbers(_ rules: [RuleText]) -> String {
    rules.map { String($0.number) }.joined(separator: ", ")
  }

  private func changed(_ rules: [RuleText]) throws -> [Int64] {
    let isOfNow = """
      a.rule_number IN (\(Self.numbers(rules))) AND (a.valid_from = ?1 OR a.valid_to = ?1)
      """
    return try connection.rows(
      """
      SELECT f.repository_id FROM file AS f CROSS JOIN file_result AS a ON a.file_id = f.file_id WHERE \(isOfNow)
      UNION
      SELECT f.repository_id FROM file_finding AS a JOIN file AS f ON f.file_id = a.file_id WHERE \(isOfNow)
      """, [.text(judge.now)]
    ).compactMap { $0[0].integer }
  }
}
