import Store

/// A page a rule: why, what to do, where it fails, and what good and bad look like.
struct RulePages {
  let connection: Connection
  let chrome: Chrome
  let tables: Tables
  let links: Links
  let concealing: Set<String>
  let repositories: GroupedRows
  private let trends: Trends

  private static let root = "../"
  private static let findingLimit = 60

  init(
    connection: Connection, chrome: Chrome, tables: Tables, links: Links, concealing: Set<String>,
    repositories: GroupedRows
  ) {
    self.connection = connection
    self.chrome = chrome
    self.tables = tables
    self.links = links
    self.concealing = concealing
    self.repositories = repositories
    trends = Trends(tables["rule-trend"], by: "rule_id", until: chrome.asOf)
  }

  func page(_ row: Row) throws -> Fields {
    let id = row.text("rule_id") ?? ""
    var fields = chrome.fields(title: row.text("title") ?? id, section: "rules.html", depth: 1)
    fields.merge(RuleRows(chrome: chrome, links: links, trends: Trends(), root: Self.root).fields(row))
    fields.merge(try record(id))
    fields.merge(try neighbours(id))
    fields.merge(try examples(id))
    fields.merge(try findings(id, open: Int(row.number("open"))))
    let chart = TrendChart(title: "Compliance by month", points: trends[id], ruleSetMonths: tables.ruleSetMonths)
    fields.merge([
      "has_trend": .flag(!chart.points.isEmpty), "trend_chart": .markup(chart.markup),
      "trend_text": .text(chart.description),
    ])
    for name in ["findings", "rule-repositories", "rule-trend", "rules"] {
      fields["\(name)_source"] = chrome.source(name, root: Self.root)
    }
    return fields
  }

  private func record(_ id: String) throws -> Fields {
    guard let rule = try connection.row("SELECT * FROM rule WHERE rule_id = ?", [.text(id)]) else { return [:] }
    return [
      "rationale": .markup(Markdown.html(rule.text("rationale") ?? "")),
      "fix": .markup(Markdown.html(rule.text("fix") ?? "")), "confidence": rule.field("confidence"),
      "is_reviewed": .flag(rule.number("reviewed") > 0), "reviewed": rule.field("reviewed"),
      "upheld": rule.field("upheld"),
      "since": rule.field("since"), "origin": rule.field("origin"),
      "applies_sql": block(rule.text("applies_sql")), "violations_sql": block(rule.text("violations_sql")),
      "unknown_sql": rule.text("unknown_sql").map { block($0) } ?? .absent,
    ]
  }

  private func block(_ text: String?) -> Field { .markup(Markup(text: text ?? "")) }

  private func neighbours(_ id: String) throws -> Fields {
    let aliases = try connection.rows(
      "SELECT peer, peer_rule_id FROM rule_alias WHERE rule_id = ? AND is_exact = 1 ORDER BY peer, peer_rule_id",
      [.text(id)])
    let controls = try connection.rows(
      """
      SELECT w.title || ' ' || w.version AS framework, k.control_id, t.title FROM rule_control AS k
      JOIN framework AS w ON w.framework_id = k.framework_id
      LEFT JOIN framework_control AS t ON t.framework_id = k.framework_id AND t.control_id = k.control_id
      WHERE k.rule_id = ? ORDER BY k.framework_id, k.control_id
      """, [.text(id)])
    let patterns = try connection.rows(
      """
      SELECT p.pattern_id, p.title FROM pattern_rule AS k JOIN pattern AS p ON p.pattern_id = k.pattern_id
      WHERE k.rule_id = ? ORDER BY p.pattern_id
      """, [.text(id)])
    let parameters = try connection.rows(
      """
      SELECT name, group_concat(value, ', ') AS parameter_value, min(is_default) AS is_default
      FROM (SELECT * FROM rule_parameter WHERE rule_id = ? ORDER BY name, ordinal) GROUP BY name ORDER BY name
      """, [.text(id)])
    return [
      "aliases": .list(aliases.map { ["peer": $0.field("peer"), "peer_rule_id": $0.field("peer_rule_id")] }),
      "has_aliases": .flag(!aliases.isEmpty),
      "controls": .list(
        controls.map {
          ["framework": $0.field("framework"), "control_id": $0.field("control_id"), "control": $0.field("title")]
        }),
      "has_controls": .flag(!controls.isEmpty),
      "patterns": .list(
        patterns.map {
          let id = $0.text("pattern_id") ?? ""
          return ["pattern_title": $0.field("title"), "pattern_href": links.pattern(id, root: Self.root)]
        }),
      "has_patterns": .flag(!patterns.isEmpty),
      "parameters": .list(
        parameters.map {
          [
            "name": $0.field("name"), "parameter_value": $0.field("parameter_value"),
            "is_configured": .flag($0.number("is_default") == 0),
          ]
        }),
      "has_parameters": .flag(!parameters.isEmpty),
    ]
  }

  private func examples(_ id: String) throws -> Fields {
    let rows = try connection.rows(
      "SELECT outcome, path, text FROM rule_example WHERE rule_id = ? ORDER BY ordinal", [.text(id)])
    func list(_ outcome: String) -> Field {
      .list(
        rows.filter { $0.text("outcome") == outcome }.prefix(4).map {
          ["example_path": $0.field("path"), "example_text": block($0.text("text"))]
        })
    }
    return [
      "bad_examples": list("violates"), "good_examples": list("passes"), "has_examples": .flag(!rows.isEmpty),
    ]
  }

  private func findings(_ id: String, open: Int) throws -> Fields {
    let rows = try chrome.catalog.named("findings").rows(
      on: connection, chrome.options.arguments, where: "rule_id", is: id,
      orderedBy: "first_seen, repository, path, line, subject", limit: Self.findingLimit)
    let shown = FindingRows(
      links: links, concealing: concealing, lines: try SourceLines(on: connection, of: rows), root: Self.root)
    let worst = repositories[id]
    return [
      "finding_rows": .list(rows.map(shown.fields)), "has_findings": .flag(!rows.isEmpty),
      "findings_left_out": leftOut(open - rows.count), "has_repositories": .flag(!worst.isEmpty),
      "repository_rows": .list(
        worst.map { row in
          var fields = row.outcomeFields
          fields["repository"] = row.field("repository")
          fields["href"] = links.repository(row.text("repository") ?? "", root: Self.root)
          return fields
        }),
    ]
  }
}
