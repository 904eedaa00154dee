/// The SQL that sums up the answers of one repository, ?1, day by day: what ``TrendSource`` sums up too, found in less time.
///
/// Nearly all answers are passes, and the same rules apply to many files. So every answer is first counted as a pass, by the
/// set of rules that apply, and the few that are none are then moved from the passes to where they belong.
package enum AnswerSums {
  private static let outcomes = ["fail", "exempt", "unknown", "error"]

  /// The columns of the source's table, for answers by rule and those by owner; nil for what is no sum of answers.
  package static func sql(_ source: TrendSource) -> String? {
    switch source {
    case .result: sums(by: "repository_id, rule_number, scope", owner: false)
    case .owner: sums(by: "owner, repository_id, scope", owner: true)
    case .pattern, .image: nil
    }
  }

  private static func sums(by keys: String, owner: Bool) -> String {
    let all = ["pass"] + outcomes
    let totals = all.map { "sum(\($0)) AS \($0)" }.joined(separator: ", ")
    let isChange = all.map { "sum(\($0)) <> 0" }.joined(separator: " OR ")
    let moved = outcomes.map { "s.delta * (a.outcome = '\($0)')" }.joined(separator: ", ")
    func fine(_ table: String) -> String {
      "\(table).repository_id, \(table).scope" + (owner ? ", \(table).owner" : "")
    }
    let own = owner ? ", o.owner" : ""
    let owners = owner ? "JOIN file_owner AS o ON o.file_id = f.file_id" : ""
    let ends = TrendSource.ends(where: "1")
    return """
      WITH version AS MATERIALIZED (
        SELECT f.repository_id, f.scope, f.file_id, v.content_id, v.valid_from, v.valid_to\(own)
        FROM file AS f JOIN file_version AS v ON v.file_id = f.file_id \(owners)
        WHERE f.is_template = 0 AND f.repository_id = ?1
      ),
      judged AS (
        SELECT \(fine("v")), c.applicability_id, v.valid_from, v.valid_to
        FROM version AS v JOIN content_applicability AS c ON c.content_id = v.content_id
      ),
      passed AS (
        SELECT \(fine("a")), a.applicability_id, \(TrendSource.day) AS day, sum(s.delta) AS files
        FROM judged AS a \(ends)
        GROUP BY \(fine("a")), a.applicability_id, \(TrendSource.day) HAVING sum(s.delta) <> 0
      ),
      answer AS (
        SELECT \(fine("f")), c.rule_number, \(SchemaPart.adjustedOutcome) AS outcome,
          max(f.valid_from, ifnull(c.begins_on, '')) AS valid_from, f.valid_to, 1 AS was_passed
        FROM version AS f JOIN content_answer AS c ON c.content_id = f.content_id
        WHERE c.begins_on IS NULL OR c.begins_on < ifnull(f.valid_to, '9')
        UNION ALL
        SELECT f.repository_id, f.scope\(own), c.rule_number, \(SchemaPart.adjustedOutcome), c.valid_from, c.valid_to, 0
        FROM file AS f JOIN file_result AS c ON c.file_id = f.file_id \(owners)
        WHERE f.is_template = 0 AND f.repository_id = ?1
      ),
      change AS (
        SELECT \(fine("p")), r.rule_number, p.day, p.files AS pass, 0 AS fail, 0 AS exempt, 0 AS unknown, 0 AS error
        FROM passed AS p JOIN applicability_rule AS r ON r.applicability_id = p.applicability_id
        UNION ALL
        SELECT \(fine("a")), a.rule_number, \(TrendSource.day), s.delta * ((a.outcome = 'pass') - a.was_passed), \(moved)
        FROM answer AS a \(ends)
      )
      SELECT \(keys), day, \(totals) FROM change GROUP BY \(keys), day HAVING \(isChange)
      """
  }
}
