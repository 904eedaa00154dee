package import Knowledge
package import Store

/// Judges the files of a database in memory that holds nothing else, and leaves out all that a single check does not show:
/// answers that are no violation, the lives of findings, trends.
package struct CheckJudge {
  private let connection: Connection
  /// The moment of this judgement, ISO 8601 in UTC.
  private let now: String

  private let facts: KnownTables
  private let glances = Glances()

  /// Facts that come later are not judged.
  package init(_ connection: Connection, now: String) throws(StoreError) {
    self.connection = connection
    self.now = now
    let names = Set(FactTable.allCases.map(\.name) + ["shellcheck_content", "shellcheck_finding"])
    facts = try KnownTables(connection, where: names.contains)
  }

  /// A violation, with what exempts it.
  package struct Violation: Sendable, Hashable {
    package let fileID: Int64
    package let rule: String
    /// Line, from 1, or nil for the whole file.
    package let line: Int?
    /// Last line of the instruction or service that begins on the line.
    package let endLine: Int?
    package let subject: String
    package let message: String
    package let exemption: Exemption?
  }

  /// A suppression in the file, or a waiver.
  package struct Exemption: Sendable, Hashable {
    package let reason: String?
    package let isInline: Bool
  }

  /// Judges all files of the repositories.
  ///
  /// - Parameters:
  ///   - repositories: All repositories of the database.
  ///   - waivers: The exemptions of the configuration.
  ///   - countedTools: Tools whose inline suppressions count beside our own; nil for all.
  /// - Returns: The violations, exempt ones too, by file, line, rule, subject and message.
  /// - Throws: A ``StoreError`` where the database fails; a rule that fails is no error but a diagnostic.
  package func violations(
    repositories: [Int64], waivers: [Waiver], countedTools: Set<String>?
  ) throws -> [Violation] {
    let today = String(now.prefix(10))
    let hasExemptions = try exempt(Exemptions(connection: connection, today: today), waivers, countedTools)
    let rules = try RuleText.enabled(connection)
    let last = try connection.value("SELECT max(content_id) FROM content").integer ?? 0
    guard last > 0 else { return [] }
    let kinds = try Set(connection.rows("SELECT DISTINCT kind FROM content").compactMap { $0[0].text })

    let inContents = ContentViolations(connection: connection, today: today, hasExemptions: hasExemptions)
    try Shadow(connection: connection).parsedContents {
      for rule in rules where kinds.contains(rule.target.rawValue) {
        guard maySelect(rule.applies), maySelect(rule.violations) else { continue }
        try inContents.findViolations(rule, contents: 1...last)
      }
    }
    var violations = try connection.rows(Self.ofContents, [.text(today)]).compactMap(Violation.init)
    let sideBySide = rules.filter { $0.target == .repository && maySelect($0.applies) && maySelect($0.violations) }
    if !sideBySide.isEmpty {
      let judge = RepositoryJudge(connection: connection, today: today, now: now)
      try judge.findViolations(sideBySide, repositories: repositories) {
        violations += try connection.rows(Self.ofRepositories, [.text(today)]).compactMap(Violation.init)
      }
    }
    return violations.sorted()
  }

  /// Whether the files could violate a rule: false only where its Applies or its Violations are seen to select nothing.
  /// Files need not be tied together yet.
  package func mayBeViolated(_ rule: RuleSketch) -> Bool {
    guard let applies = rule.applies, let violations = rule.violations else { return true }
    return maySelect(applies) && maySelect(violations)
  }

  /// Each query is looked through once: the same one says of many rules where they apply.
  private func maySelect(_ query: String) -> Bool {
    if let known = glances.maySelect[query] { return known }
    let maySelect = FactQuery.maySelect(query, in: facts)
    glances.maySelect[query] = maySelect
    return maySelect
  }

  private final class Glances {
    var maySelect: [String: Bool] = [:]
  }

  /// Returns whether there is any exemption.
  private func exempt(_ exemptions: Exemptions, _ waivers: [Waiver], _ tools: Set<String>?) throws -> Bool {
    let hasSuppressions = try connection.value("SELECT EXISTS (SELECT 1 FROM exemption)") == 1
    if hasSuppressions {
      try exemptions.tieAll()
      _ = try exemptions.count(tools: tools, new: nil)
    }
    if !waivers.isEmpty { _ = try exemptions.replace(waivers) }
    return hasSuppressions || !waivers.isEmpty
  }

  private static let ofContents = query(
    "content_finding AS d JOIN file_version AS v ON v.content_id = d.content_id JOIN file AS f ON f.file_id = v.file_id",
    where: "(d.begins_on IS NULL OR d.begins_on <= ?1)")

  private static let ofRepositories = query(
    "temp.new_finding AS d JOIN file AS f ON f.file_id = d.file_id JOIN file_version AS v ON v.file_id = f.file_id",
    where: "?1 IS NOT NULL")

  private static func query(_ findings: String, where condition: String) -> String {
    """
    WITH ends AS (
      SELECT content_id, line, max(end_line) AS end_line FROM (
        SELECT content_id, line, end_line FROM instruction UNION ALL SELECT content_id, line, end_line FROM service)
      GROUP BY content_id, line
    ), found AS (
      SELECT f.file_id, v.content_id, r.rule_id, d.line, d.subject, d.message,
        coalesce(d.exemption_id, (
          SELECT min(x.exemption_id) FROM exemption_file AS x JOIN exemption_rule AS e ON e.exemption_id = x.exemption_id
          WHERE x.file_id = f.file_id AND e.rule_number = d.rule_number)) AS exemption_id
      FROM \(findings)
      JOIN rule AS r ON r.rule_number = d.rule_number
      WHERE d.kind = 'violation' AND f.is_template = 0 AND \(condition)
    )
    SELECT v.file_id, v.rule_id, v.line, v.subject, v.message, e.exemption_id, e.reason, e.source, ends.end_line
    FROM found AS v LEFT JOIN ends ON ends.content_id = v.content_id AND ends.line = v.line
    LEFT JOIN exemption AS e ON e.exemption_id = v.exemption_id
    """
  }
}

extension CheckJudge.Violation: Comparable {
  fileprivate init?(_ row: Row) {
    guard let fileID = row.integer("file_id"), let rule = row.text("rule_id") else { return nil }
    self.fileID = fileID
    self.rule = rule
    line = row.integer("line").map(Int.init)
    endLine = row.integer("end_line").map(Int.init)
    subject = row.text("subject") ?? ""
    message = row.text("message") ?? ""
    exemption =
      row.integer("exemption_id") == nil
      ? nil
      : CheckJudge.Exemption(reason: row.text("reason"), isInline: row.text("source") == "inline")
  }

  package static func < (left: Self, right: Self) -> Bool {
    let leftPlace = (left.fileID, left.line ?? 0)
    let rightPlace = (right.fileID, right.line ?? 0)
    if leftPlace != rightPlace { return leftPlace < rightPlace }
    return (left.rule, left.subject, left.message) < (right.rule, right.subject, right.message)
  }
}
