import Store

/// The page that answers: how much holds, is it getting better, and where to look first.
struct FrontPage {
  let chrome: Chrome
  let tables: Tables
  let links: Links

  var fields: Fields {
    var fields = chrome.fields(title: "Overview", section: "index.html")
    fields.merge(headline)
    fields.merge(trend)
    fields.merge(ChangeSection(chrome: chrome, rows: tables["changes"]).fields)
    fields.merge(breakdowns)
    fields.merge(rankings)
    fields.merge(coverage)
    return fields
  }

  private var headline: Fields {
    let summary = tables.summary
    var fields: Fields = [
      "rate": chrome.rate(summary, "summary", "rate"), "strict_rate": chrome.rate(summary, "summary", "strict_rate"),
      "score": chrome.rate(summary, "summary", "score"), "summary_source": chrome.source("summary"),
      "is_judged": .flag((summary?.number("pass") ?? 0) + (summary?.number("fail") ?? 0) > 0),
      "delta": delta, "lead": .text(lead),
    ]
    let counts = [
      "repositories", "repositories_failed", "repositories_empty", "files", "files_judged", "files_template",
      "files_partial", "files_not_read", "contents", "rules", "pass", "fail", "exempt", "unknown", "open",
      "exempt_findings", "open_questions",
    ]
    for column in counts { fields["sum_\(column)"] = chrome.figure(summary, "summary", column) }
    fields["severities"] = .list(
      SeverityBar.severities.map { severity in
        ["severity": .text(severity), "number": chrome.figure(summary, "summary", severity)]
      })
    fields["severity_bar"] = .markup(
      SeverityBar(counts: SeverityBar.severities.map { summary?.number($0) ?? 0 }).markup)
    return fields
  }

  private var lead: String {
    guard let summary = tables.summary, summary.number("pass") + summary.number("fail") > 0 else {
      return "Nothing was judged yet: crawl some repositories, and this page fills."
    }
    let answers = Figure.count(summary.number("pass") + summary.number("fail"))
    return "of \(answers) answers hold, over \(Figure.count(summary.number("files_judged"))) files in "
      + "\(Figure.count(summary.number("repositories"))) repositories and \(summary.number("rules")) rules."
  }

  /// Against the month before, where that is known.
  private var delta: Field {
    let known = tables["compliance-trend"].compactMap { row in
      row.real("rate").map { (month: row.text("month") ?? "", rate: $0) }
    }
    guard known.count > 1, let last = known.last else { return .absent }
    let before = known[known.count - 2]
    let difference = last.rate - before.rate
    return .group([
      "points": .text(Figure.points(difference)), "before": .text(Figure.month(before.month)),
      "kind": .text(difference > 0.0005 ? "better" : difference < -0.0005 ? "worse" : "same"),
    ])
  }

  private var trend: Fields {
    let rows = tables["compliance-trend"]
    let chart = TrendChart(
      title: "Compliance by month", width: 720,
      points: rows.map { TrendChart.Point(month: $0.text("month") ?? "", rate: $0.real("rate")) },
      ruleSetMonths: tables.ruleSetMonths)
    let flow = FlowChart(
      title: "Findings that came and went by month",
      months: rows.map {
        FlowChart.Month(month: $0.text("month") ?? "", came: $0.number("came"), went: $0.number("went"))
      })
    return [
      "trend_chart": .markup(chart.markup), "trend_text": .text(chart.description),
      "flow_chart": .markup(flow.markup), "trend_source": chrome.source("compliance-trend"),
      "is_single_point": .flag(rows.count < 2),
      "trend_rows": .list(
        rows.reversed().map { row in
          var fields = row.outcomeFields
          fields["month"] = .text(Figure.month(row.text("month") ?? ""))
          for column in ["repositories", "came", "went"] { fields[column] = row.count(column) }
          return fields
        }),
    ]
  }

  private var breakdowns: Fields {
    [
      "by_severity": breakdown("compliance-by-severity", "severity"),
      "by_category": breakdown("compliance-by-category", "category"),
      "by_scope": breakdown("compliance-by-scope", "scope"),
      "by_owner": tables["compliance-by-owner"].isEmpty ? .absent : breakdown("compliance-by-owner", "owner"),
    ]
  }

  private func breakdown(_ dataset: String, _ column: String) -> Field {
    let shown = tables[dataset].prefix(20)
    return .group([
      "caption": Field((try? chrome.catalog.named(dataset))?.title),
      "label": .text(column.prefix(1).uppercased() + column.dropFirst()),
      "source": chrome.source(dataset),
      "rows": .list(
        shown.map { row in
          var fields = row.outcomeFields
          fields["name"] = row.field(column)
          fields["is_severity"] = .flag(column == "severity")
          return fields
        }),
      "left_out": leftOut(tables.count(of: dataset) - shown.count),
    ])
  }

  private var rankings: Fields {
    let ruleRow = RuleRows(chrome: chrome, links: links, trends: Trends(), root: "")
    let rated = tables["rules"].filter { $0.real("rate") != nil }
    let failing = rated.filter { $0.number("fail") > 0 }
    let repositories = RepositoryRows(links: links, trends: Trends(), root: "")
    let scanned = tables["repositories"].filter { $0.real("score") != nil }
    let patterns = tables["pattern-adoption"].filter { $0.real("adoption") != nil }
    return [
      "worst_rules": .list(failing.prefix(8).map(ruleRow.fields)),
      "best_rules": .list(rated.reversed().prefix(5).map(ruleRow.fields)),
      "rules_source": chrome.source("rules"),
      "worst_repositories": .list(scanned.prefix(15).map(repositories.fields)),
      "repositories_left_out": leftOut(tables["repositories"].count - min(15, scanned.count)),
      "repositories_source": chrome.source("repositories"),
      "patterns": .list(patterns.map { PatternRows(links: links, root: "").fields($0) }),
      "patterns_source": chrome.source("pattern-adoption"),
    ]
  }

  private var coverage: Fields {
    [
      "coverage_source": chrome.source("coverage"), "diagnostics_source": chrome.source("diagnostics"),
      "images": .list(
        tables["images"].filter { $0.number("from_uses") > 0 && $0.text("image") != nil }.prefix(10).map(imageFields)),
      "images_source": chrome.source("images"),
    ]
  }

  private func imageFields(_ row: Row) -> Fields {
    [
      "image": .text((row.text("image") ?? "").replacing("docker.io/library/", with: "")), "tag": row.field("tag"),
      "pinned_by": row.field("pinned_by"), "files": row.count("files"), "repositories": row.count("repositories"),
    ]
  }
}

/// A number of rows that a page leaves out; absent where it shows all.
func leftOut(_ count: Int) -> Field {
  count > 0 ? .text(Figure.count(Int64(count))) : .absent
}
