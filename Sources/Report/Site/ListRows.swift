import Store

/// A rule as a row of a table.
struct RuleRows {
  let chrome: Chrome
  let links: Links
  /// Rates by month, by rule.
  let trends: [ExactText: [Double]]
  let root: String

  func fields(_ row: Row) -> Fields {
    let id = row.text("rule_id") ?? ""
    var fields = row.outcomeFields
    fields.merge([
      "rule_id": .text(id), "href": links.rule(id, root: root), "title": row.field("title"),
      "severity": row.field("severity"), "category": row.field("category"), "target": row.field("target"),
      "open": row.count("open"), "repositories": row.count("repositories"),
      "is_off": .flag(row.number("is_enabled") == 0),
      "spark": .markup(Sparkline(rates: trends[ExactText(id)] ?? []).markup),
    ])
    return fields
  }
}

/// A repository as a row of a table.
struct RepositoryRows {
  let links: Links
  /// Rates by month, by repository.
  let trends: [ExactText: [Double]]
  let root: String

  func fields(_ row: Row) -> Fields {
    let name = row.text("repository") ?? ""
    var fields = row.outcomeFields
    fields.merge(row.severityFields)
    fields.merge([
      "repository": .text(name), "href": links.repository(name, root: root), "status": row.field("status"),
      "is_scanned": .flag(row.text("status") == "scanned"), "files": row.count("files"),
      "score": row.percent("score"), "oldest": row.field("oldest"),
      "spark": .markup(Sparkline(rates: trends[ExactText(name)] ?? []).markup),
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

extension Tables {
  /// The rates of a trend dataset by the name in one of its columns.
  func trends(_ dataset: String, by column: String) -> [ExactText: [Double]] {
    var trends: [ExactText: [Double]] = [:]
    for row in self[dataset] {
      guard let name = row.text(column), let rate = row.real("rate") else { continue }
      trends[ExactText(name), default: []].append(rate)
    }
    return trends
  }

  /// The points of a trend dataset by the name in one of its columns.
  func points(_ dataset: String, by column: String) -> [ExactText: [TrendChart.Point]] {
    var points: [ExactText: [TrendChart.Point]] = [:]
    for row in self[dataset] {
      guard let name = row.text(column), let month = row.text("month") else { continue }
      points[ExactText(name), default: []].append(TrendChart.Point(month: month, rate: row.real("rate")))
    }
    return points
  }
}
