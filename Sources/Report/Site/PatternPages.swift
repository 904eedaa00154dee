import Store

/// A page a pattern: what it is, templates to paste, who uses it and who could.
struct PatternPages {
  let connection: Connection
  let chrome: Chrome
  let links: Links
  let adopters: GroupedRows
  let candidates: GroupedRows

  private static let root = "../"

  func page(_ row: Row) throws -> Fields {
    let id = row.text("pattern_id") ?? ""
    var fields = chrome.fields(title: row.text("title") ?? id, section: "patterns.html", depth: 1)
    fields.merge(PatternRows(links: links, root: Self.root).fields(row))
    fields["is_anti_pattern"] = .flag(row.text("kind") == "anti-pattern")
    fields.merge(try record(id))
    fields.merge([
      "adopters": repositories(adopters[id]), "has_adopters": .flag(!adopters[id].isEmpty),
      "candidates": repositories(candidates[id]), "has_candidates": .flag(!candidates[id].isEmpty),
      "pattern-repositories_source": chrome.source("pattern-repositories", root: Self.root),
      "pattern-adoption_source": chrome.source("pattern-adoption", root: Self.root),
    ])
    return fields
  }

  private func record(_ id: String) throws -> Fields {
    guard let pattern = try connection.row("SELECT * FROM pattern WHERE pattern_id = ?", [.text(id)]) else {
      return [:]
    }
    let principles = try connection.rows(
      "SELECT text FROM pattern_principle WHERE pattern_id = ? ORDER BY ordinal", [.text(id)])
    let snippets = try connection.rows(
      "SELECT language, path, role, text FROM pattern_snippet WHERE pattern_id = ? ORDER BY ordinal", [.text(id)])
    let rules = try connection.rows(
      """
      SELECT k.rule_id, k.title, k.severity FROM pattern_rule AS p JOIN rule AS k ON k.rule_id = p.rule_id
      WHERE p.pattern_id = ? ORDER BY k.rule_id
      """, [.text(id)])
    return [
      "summary": pattern.field("summary"), "body": .markup(Markdown.html(pattern.text("body") ?? "")),
      "fix": pattern.text("fix").map { .markup(Markdown.html($0)) } ?? .absent,
      "principles": .list(principles.map { ["principle": .markup(Markdown.inline($0.text("text") ?? ""))] }),
      "has_principles": .flag(!principles.isEmpty), "snippets": .list(snippets.map(snippet)),
      "has_snippets": .flag(!snippets.isEmpty),
      "rules": .list(
        rules.map {
          [
            "rule_title": $0.field("title"), "severity": $0.field("severity"),
            "rule_href": links.rule($0.text("rule_id") ?? "", root: Self.root),
          ]
        }),
      "has_rules": .flag(!rules.isEmpty),
    ]
  }

  private func snippet(_ row: Row) -> Fields {
    let role = row.text("role") ?? ""
    return [
      "snippet_path": row.field("path"), "snippet_text": .markup(Markup(text: row.text("text") ?? "")),
      "role": .text(role == "template" ? "Template" : role == "good" ? "Good" : "Bad"), "role_style": .text(role),
    ]
  }

  private func repositories(_ rows: [Row]) -> Field {
    .list(
      rows.map { row in
        [
          "repository": row.field("repository"),
          "href": links.repository(row.text("repository") ?? "", root: Self.root), "possible": row.count("possible"),
          "adopted": row.count("adopted"), "adoption": row.percent("adoption"),
          "bar": .markup(ShareBar(share: row.real("adoption")).markup),
        ]
      })
  }
}
