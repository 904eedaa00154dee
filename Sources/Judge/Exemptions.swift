import Store

/// A waiver of the configuration: a rule need not hold for some files, for a reason, until a day.
package struct Waiver: Sendable, Hashable {
  /// One of our rule ids, or another tool's as `tool:ID`.
  package let rule: String
  /// GLOB of repository names; nil for all.
  package let repository: String?
  /// GLOB of paths; nil for all.
  package let path: String?
  package let reason: String
  package let grantedBy: String?
  /// Last day it counts, as 2026-12-31; nil for ever.
  package let until: String?

  package init(rule: String, repository: String?, path: String?, reason: String, grantedBy: String?, until: String?) {
    self.rule = rule
    self.repository = repository
    self.path = path
    self.reason = reason
    self.grantedBy = grantedBy
    self.until = until
  }
}

/// Ties suppressions and waivers to the rules and files that they cover.
struct Exemptions {
  let connection: Connection
  /// Today, as 2026-08-22.
  let today: String

  /// Ties the suppressions in the contents from `first` to `last` to our rules.
  func tie(contents range: ClosedRange<Int64>) throws {
    try connection.execute(
      "\(Self.insertion) WHERE e.content_id BETWEEN ? AND ? AND \(Self.names)",
      [.integer(range.lowerBound), .integer(range.upperBound)])
  }

  /// Ties every suppression anew, after rules or aliases changed.
  func tieAll() throws {
    try connection.execute(
      "DELETE FROM exemption_rule WHERE exemption_id IN (SELECT exemption_id FROM exemption WHERE source = 'inline')")
    try connection.execute("\(Self.insertion) WHERE e.source = 'inline' AND \(Self.names)")
  }

  /// Whose suppressions count: our own, and those of these tools; nil for all tools. Returns whether that changed anything
  /// for contents that were judged before, which end where the new ones begin.
  func count(tools: Set<String>?, new: ClosedRange<Int64>?) throws -> Bool {
    let list = tools.map { $0.sorted().map { "'\($0.replacing("'", with: "''"))'" }.joined(separator: ", ") }
    let counts = list.map { "tool IN ('loadline', \($0.isEmpty ? "''" : $0))" } ?? "1"
    let update = "UPDATE exemption SET is_counted = \(counts) WHERE source = 'inline' AND is_counted <> (\(counts))"
    try connection.execute("\(update) AND content_id >= ?", [.integer(new?.lowerBound ?? .max)])
    try connection.execute(update)
    return connection.changes > 0
  }

  /// Marks the violations of the rules that comments in the contents suppress.
  func mark(rules: [Int64], contents range: ClosedRange<Int64>) throws {
    try connection.execute(
      """
      UPDATE content_finding AS f SET exemption_id = (
        SELECT min(e.exemption_id) FROM exemption AS e JOIN exemption_rule AS r ON r.exemption_id = e.exemption_id
        WHERE e.content_id = f.content_id AND r.rule_number = f.rule_number AND e.is_counted = 1
          AND (e.until IS NULL OR e.until >= ?3)
          AND (e.applies_from IS NULL OR f.line BETWEEN e.applies_from AND e.applies_to)
          AND \(Self.coversSubject))
      WHERE f.content_id IN (SELECT content_id FROM exemption WHERE content_id BETWEEN ?1 AND ?2)
        AND +f.rule_number IN (\(rules.map(String.init).joined(separator: ", "))) AND f.kind = 'violation'
      """, [.integer(range.lowerBound), .integer(range.upperBound), .text(today)])
  }

  /// Ends the suppressions whose last day has passed. Returns the repositories that have findings which they covered.
  func expire() throws -> [Int64] {
    let expired = "SELECT exemption_id FROM exemption WHERE source = 'inline' AND until < ?1"
    let day: [Value] = [.text(today)]
    let repositories = try connection.rows(
      """
      SELECT DISTINCT f.repository_id FROM content_finding AS d
      JOIN file_version AS v ON v.content_id = d.content_id JOIN file AS f ON f.file_id = v.file_id
      WHERE d.exemption_id IN (\(expired))
      UNION
      SELECT f.repository_id FROM file_finding AS d JOIN file AS f ON f.file_id = d.file_id
      WHERE d.valid_to IS NULL AND d.exemption_id IN (\(expired))
      """, day
    ).compactMap { $0[0].integer }
    let covered = try connection.rows(
      "SELECT DISTINCT content_id, rule_number FROM content_finding WHERE exemption_id IN (\(expired))", day)
    try connection.execute(
      "UPDATE content_finding SET exemption_id = NULL WHERE exemption_id IN (\(expired))", day)
    for pair in covered {
      guard let content = pair.integer("content_id"), let rule = pair.integer("rule_number") else { continue }
      // Another suppression may cover it still.
      try mark(rules: [rule], contents: content...content)
      try connection.execute(
        Arrivals.retelling(of: "VALUES (?2, ?3)", on: "?1"), [.text(today), .integer(content), .integer(rule)])
    }
    return repositories
  }

  /// Puts the waivers in place of those stored, and finds the files they cover. Returns whether that changed anything.
  func replace(_ waivers: [Waiver]) throws -> Bool {
    let before = try coverage()
    if try stored() != waivers.map(\.columns) {
      try connection.execute("DELETE FROM exemption WHERE source = 'configuration'")
      for waiver in waivers { try insert(waiver) }
    }
    try connection.execute(
      "DELETE FROM exemption_rule WHERE exemption_id NOT IN (SELECT exemption_id FROM exemption WHERE source = 'inline')"
    )
    try connection.execute("DELETE FROM exemption_file")
    try connection.execute("\(Self.insertion) WHERE e.source = 'configuration' AND \(Self.names)")
    try connection.execute(
      """
      INSERT INTO exemption_file (file_id, exemption_id)
      SELECT f.file_id, e.exemption_id FROM exemption AS e
      JOIN repository AS r ON e.repository_glob IS NULL OR r.name GLOB e.repository_glob
      JOIN file AS f ON f.repository_id = r.repository_id AND (e.path_glob IS NULL OR f.path GLOB e.path_glob)
      WHERE e.source = 'configuration' AND (e.until IS NULL OR e.until >= ?)
      """, [.text(today)])
    return try coverage() != before
  }

  private func stored() throws -> [[Value]] {
    try connection.rows(
      """
      SELECT tool, repository_glob, path_glob, rule, reason, granted_by, until FROM exemption
      WHERE source = 'configuration' ORDER BY exemption_id
      """
    ).map(\.values)
  }

  private func insert(_ waiver: Waiver) throws {
    try connection.execute(
      """
      INSERT INTO exemption (source, tool, repository_glob, path_glob, rule, reason, granted_by, until, is_counted)
      VALUES ('configuration', ?, ?, ?, ?, ?, ?, ?, 1)
      """, waiver.columns)
  }

  private func coverage() throws -> [[Value]] {
    try connection.rows(
      """
      SELECT x.file_id, r.rule_number, x.exemption_id FROM exemption_file AS x JOIN exemption_rule AS r USING (exemption_id) ORDER BY 1, 2, 3
      """
    ).map(\.values)
  }

  /// Which findings of rule `r` an exemption covers, beside their lines.
  static let coversSubject = """
    (r.subjects IS NULL OR EXISTS (SELECT 1 FROM json_each(r.subjects) AS g WHERE f.subject GLOB g.value))
    """

  private static let insertion = """
    INSERT INTO exemption_rule (exemption_id, rule_number, subjects)
    SELECT e.exemption_id, k.rule_number, CASE WHEN e.source = 'inline' AND e.tool <> 'loadline' AND e.rule <> '*' THEN (
      SELECT iif(max(instr(a.peer_rule_id, '*')) > 0, json_array(e.rule), max(a.subjects)) FROM rule_alias AS a
      WHERE a.rule_id = k.rule_id AND a.peer = e.tool AND \(standsFor)) END
    FROM exemption AS e JOIN rule AS k
    """

  /// Whether exemption `e` names rule `k`: by our id, by the other tool's, or all that this tool has.
  private static let names = """
    CASE WHEN e.tool = 'loadline' THEN e.rule IN ('*', k.rule_id)
    ELSE EXISTS (
      SELECT 1 FROM rule_alias AS a WHERE a.rule_id = k.rule_id AND a.peer = e.tool AND (e.rule = '*' OR \(standsFor)))
    END
    """

  /// Whether exemption `e` names alias `a`. One that stands for a family of checks, such as SC*, has their ids for
  /// subjects.
  private static let standsFor = """
    (a.peer_rule_id = e.rule COLLATE NOCASE OR 'AVD-' || a.peer_rule_id = e.rule COLLATE NOCASE
      OR e.source = 'inline' AND instr(a.peer_rule_id, '*') > 0 AND e.rule GLOB a.peer_rule_id
        AND e.rule NOT GLOB '*[*?[]*')
    """
}

extension Waiver {
  /// Tool, repository, path, rule, reason, granter and last day, as the table has them.
  fileprivate var columns: [Value] {
    let parts = rule.split(separator: ":", maxSplits: 1)
    let tool = parts.count == 2 ? String(parts[0]) : "loadline"
    return [
      .text(tool), Value(repository), Value(path), .text(parts.last.map(String.init) ?? rule), .text(reason),
      Value(grantedBy), Value(until),
    ]
  }
}
