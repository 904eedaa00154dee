import Store

/// A page a repository: rates, trend, findings by file, what is exempt, and what nobody can see.
struct RepositoryPages {
  let connection: Connection
  let chrome: Chrome
  let tables: Tables
  let links: Links
  let concealing: Set<String>
  private let trends: Trends

  private static let root = "../"
  private static let rank = """
    CASE severity WHEN 'critical' THEN 1 WHEN 'high' THEN 2 WHEN 'medium' THEN 3 WHEN 'low' THEN 4 ELSE 5 END, path, line, \
    rule_id
    """

  init(connection: Connection, chrome: Chrome, tables: Tables, links: Links, concealing: Set<String>) {
    self.connection = connection
    self.chrome = chrome
    self.tables = tables
    self.links = links
    self.concealing = concealing
    trends = Trends(tables["repository-trend"], by: "repository", until: chrome.asOf)
  }

  func page(_ row: Row) throws -> Fields {
    let name = row.text("repository") ?? ""
    let limit = chrome.options.findingsPerPage
    let findings = try rows("findings", of: name, by: Self.rank, limit: limit)
    let exempt = try rows("exempt-findings", of: name, by: Self.rank, limit: 100)
    let questions = try rows("open-questions", of: name, by: "path, line, rule_id", limit: 100)
    let diagnostics = try rows("diagnostics", of: name, by: "severity, path, line, message", limit: 100)
    let lines = try SourceLines(on: connection, of: findings + exempt + questions)
    let shown = FindingRows(links: links, concealing: concealing, lines: lines, root: Self.root)
    var fields = chrome.fields(title: name, section: "repositories.html", depth: 1)
    fields.merge(head(row, name))
    fields.merge(try facts(name))
    fields.merge([
      "finding_files": .list(shown.byFile(findings)), "has_findings": .flag(!findings.isEmpty),
      "findings_left_out": leftOut(Int(row.number("open")) - findings.count),
      "exempt_findings": .list(exempt.map(shown.fields)), "has_exempt": .flag(!exempt.isEmpty),
      "exempt_left_out": leftOut(Int(row.number("exempt_findings")) - exempt.count),
      "questions": .list(questions.map(shown.fields)), "has_questions": .flag(!questions.isEmpty),
      "questions_are_cut": .flag(questions.count == 100),
      "diagnostics": .list(diagnostics.map(DiagnosticRows(links: links, root: Self.root).fields)),
      "has_diagnostics": .flag(!diagnostics.isEmpty), "diagnostics_are_cut": .flag(diagnostics.count == 100),
    ])
    for name in ["findings", "exempt-findings", "open-questions", "diagnostics", "repository-trend", "repositories"] {
      fields["\(name)_source"] = chrome.source(name, root: Self.root)
    }
    return fields
  }

  private func rows(_ dataset: String, of repository: String, by order: String, limit: Int) throws -> [Row] {
    try chrome.catalog.named(dataset).rows(
      on: connection, chrome.options.arguments, where: "repository", is: repository, orderedBy: order, limit: limit)
  }

  private func head(_ row: Row, _ name: String) -> Fields {
    let chart = TrendChart(title: "Compliance by month", points: trends[name], ruleSetMonths: tables.ruleSetMonths)
    var fields = row.outcomeFields
    fields.merge(row.severityFields)
    fields.merge([
      "repository": .text(name), "status": row.field("status"), "is_scanned": .flag(row.text("status") == "scanned"),
      "files": row.count("files"), "files_judged": row.count("files_judged"), "score": row.percent("score"),
      "oldest": Field(row.text("oldest").map(Figure.day)), "exempt_count": row.count("exempt_findings"),
      "has_trend": .flag(chart.points.count > 1), "trend_chart": .markup(chart.markup),
      "trend_text": .text(chart.description),
    ])
    return fields
  }

  private func facts(_ name: String) throws -> Fields {
    let sql = """
      SELECT reason, form, location, remote_url, default_branch, substr(head_commit, 1, 10) AS head,
        substr(head_at, 1, 10) AS head_at, is_shallow, substr(history_from, 1, 10) AS history_from
      FROM repository WHERE name = ?
      """
    guard let row = try connection.row(sql, [.text(name)]) else { return [:] }
    return [
      "status_reason": row.field("reason"), "form": row.field("form"), "location": row.field("location"),
      "remote": row.field("remote_url"), "branch": row.field("default_branch"), "head": row.field("head"),
      "head_at": Field(row.text("head_at").map(Figure.day)), "is_shallow": .flag(row.number("is_shallow") == 1),
      "history_from": Field(row.text("history_from").map(Figure.day)),
    ]
  }
}

/// A diagnostic as a row of a page.
struct DiagnosticRows {
  let links: Links
  let root: String

  func fields(_ row: Row) -> Fields {
    [
      "severity": row.field("severity"), "kind": row.field("kind"), "repository": row.field("repository"),
      "repository_href": links.repository(row.text("repository") ?? "", root: root), "path": row.field("path"),
      "line": row.field("line"), "message": row.field("message"),
    ]
  }
}
