/// The SQL that sums up, day by day, what the fine views say: what fills the tables of changes, and what they are tested
/// against.
package enum TrendSource: String, Sendable, CaseIterable {
  case result, owner, pattern, image

  /// The table that holds the sums.
  package var table: String { "\(rawValue)_change" }

  /// The columns of the table.
  package var columns: String {
    switch self {
    case .result: "repository_id, rule_number, scope, day, pass, fail, exempt, unknown, error"
    case .owner: "owner, repository_id, scope, day, pass, fail, exempt, unknown, error"
    case .pattern: "repository_id, pattern_id, scope, day, possible, adopted"
    case .image: "repository_id, image_registry, image_repository, tag, scope, day, files"
    }
  }

  /// Sums up the files for which the condition holds, such as `a.repository_id = ?1`.
  package func sums(where condition: String) -> String {
    switch self {
    case .result:
      answers("a.repository_id, a.rule_number, a.scope", from: "file_answer AS a", where: condition)
    case .owner:
      answers(
        "o.owner, a.repository_id, a.scope", from: "file_answer AS a JOIN file_owner AS o ON o.file_id = a.file_id",
        where: condition)
    case .pattern:
      """
      SELECT a.repository_id, a.pattern_id, a.scope, \(Self.day) AS day, sum(s.delta) AS possible,
        sum(iif(a.is_adopted, s.delta, 0)) AS adopted
      FROM file_adoption AS a \(Self.ends(where: condition))
      GROUP BY a.repository_id, a.pattern_id, a.scope, 4 HAVING possible <> 0 OR adopted <> 0
      """
    case .image:
      """
      SELECT a.repository_id, a.image_registry, a.image_repository, a.tag, a.scope, \(Self.day) AS day,
        sum(s.delta) AS files
      FROM file_base_image AS a \(Self.ends(where: condition))
      GROUP BY a.repository_id, a.image_registry, a.image_repository, a.tag, a.scope, 6 HAVING files <> 0
      """
    }
  }

  private func answers(_ keys: String, from source: String, where condition: String) -> String {
    let outcomes = ["pass", "fail", "exempt", "unknown", "error"]
    let sums = outcomes.map { "sum(iif(a.outcome = '\($0)', s.delta, 0)) AS \"\($0)\"" }.joined(separator: ", ")
    let isChange = outcomes.map { "\"\($0)\" <> 0" }.joined(separator: " OR ")
    return """
      SELECT \(keys), \(Self.day) AS day, \(sums)
      FROM \(source) \(Self.ends(where: condition))
      GROUP BY \(keys), 4 HAVING \(isChange)
      """
  }

  /// The day of an end of an interval; where no history was read, not before the crawl that first saw the repository.
  static let day = """
    max(substr(iif(s.delta = 1, a.valid_from, a.valid_to), 1, 10), substr(ifnull(r.history_from, r.present_from), 1, 10))
    """

  /// Each interval twice, as its beginning and, where it has one, its end.
  static func ends(where condition: String) -> String {
    """
    JOIN repository AS r ON r.repository_id = a.repository_id
    CROSS JOIN (SELECT 1 AS delta UNION ALL SELECT -1) AS s
    WHERE (s.delta = 1 OR a.valid_to IS NOT NULL) AND \(condition)
    """
  }
}
