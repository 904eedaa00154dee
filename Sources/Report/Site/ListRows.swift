import Store

/// A rule as a row of a table.
struct RuleRows {
  let chrome: Chrome
  let links: Links
  let trends: Trends
  let root: String

  func fields(_ row: Row) -> Fields {
    let id = row.text("rule_id") ?? ""
    var fields = row.outcomeFields
    fields.merge([
      "rule_id": .text(id), "href": links.rule(id, root: root), "title": row.field("title"),
      "severity": row.field("severity"), "category": row.field("category"), "target": row.field("target"),
      "open": row.count("open"), "repositories": row.count("repositories"),
      "is_off": .flag(row.number("is_enabled") == 0),
      "spark": .markup(Sparkline(rates: trends.rates(of: id)).markup),
    ])
    return fields
  }
}

/// A repository as a row of a table.
struct RepositoryRows {
  let links: Links
  let trends: Trends
  let root: String

  func fields(_ row: Row) -> Fields {
    let name = row.text("repository") ?? ""
    var fields = row.outcomeFields
    fields.merge(row.severityFields)
    fields.merge([
      "repository": .text(name), "href": links.repository(name, root: root), "status": row.field("status"),
      "is_scanned": .flag(row.text("status") == "scanned"), "files": row.count("files"),
      "score": row.percent("score"), "oldest": row.field("oldest"),
      "spark": .markup(Sparkline(rates: trends.rates(of: name)).markup),
    ])
    return fields
  }
}

/// A pattern as a row of a table.
struct PatternRows {
  let links: Links
  let root: String

  func fields(_ row: Row) -> Fields {
    let id = row.text("pattern_id") ?? ""
    return [
      "pattern_id": .text(id), "href": links.pattern(id, root: root), "title": row.field("title"),
      "category": row.field("category"), "target": row.field("target"), "possible": row.count("possible"),
      "adopted": row.count("adopted"), "adoption": row.percent("adoption"),
      "repositories": row.count("repositories"), "is_measured": .flag(row.real("adoption") != nil),
      "bar": .markup(ShareBar(share: row.real("adoption")).markup),
    ]
  }
}
