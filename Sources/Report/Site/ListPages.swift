import Store

/// The pages that list all of a kind.
struct ListPages {
  let chrome: Chrome
  let tables: Tables
  let links: Links

  var repositories: Fields {
    let rows = RepositoryRows(
      links: links, trends: Trends(tables["repository-trend"], by: "repository", until: chrome.asOf), root: "")
    var fields = chrome.fields(title: "Repositories", section: "repositories.html")
    fields["rows"] = .list(tables["repositories"].map(rows.fields))
    fields["count"] = .text(Figure.count(Int64(tables["repositories"].count)))
    fields["source"] = chrome.source("repositories")
    return fields
  }

  var rules: Fields {
    let rows = RuleRows(
      chrome: chrome, links: links, trends: Trends(tables["rule-trend"], by: "rule_id", until: chrome.asOf), root: "")
    let on = tables["rules"].filter { $0.number("is_enabled") == 1 }
    let off = tables["rules"].filter { $0.number("is_enabled") == 0 }
    var fields = chrome.fields(title: "Rules", section: "rules.html")
    fields["rows"] = .list(on.map(rows.fields))
    fields["off_rows"] = .list(off.map(rows.fields))
    fields["has_off"] = .flag(!off.isEmpty)
    fields["count"] = .text(Figure.count(Int64(on.count)))
    fields["source"] = chrome.source("rules")
    return fields
  }

  var patterns: Fields {
    let rows = PatternRows(links: links, root: "")
    let all = tables["pattern-adoption"]
    let anti = all.filter { $0.text("kind") == "anti-pattern" }
    var fields = chrome.fields(title: "Patterns", section: "patterns.html")
    fields["rows"] = .list(all.filter { $0.text("kind") != "anti-pattern" }.map(rows.fields))
    fields["anti_rows"] = .list(anti.map(rows.fields))
    fields["has_anti"] = .flag(!anti.isEmpty)
    fields["source"] = chrome.source("pattern-adoption")
    return fields
  }

  var frameworks: Fields {
    var order: [String] = []
    for row in tables["compliance-by-control"] {
      if let id = row.text("framework_id"), !order.contains(id) { order.append(id) }
    }
    var fields = chrome.fields(title: "Frameworks", section: "frameworks.html")
    fields["frameworks"] = .list(order.map(framework))
    fields["is_empty"] = .flag(order.isEmpty)
    fields["source"] = chrome.source("compliance-by-control")
    return fields
  }

  private func framework(_ id: String) -> Fields {
    let rows = tables["compliance-by-control"].filter { $0.text("framework_id") == id }
    return [
      "framework": Field(rows.first?.text("framework")),
      "controls": .list(
        rows.map { row in
          var fields = row.outcomeFields
          let rules = (row.text("rules") ?? "").split(separator: " ").map(String.init)
          fields.merge([
            "control_id": row.field("control_id"), "control": row.field("control"),
            "rules": .list(rules.map { ["rule_id": .text($0), "href": links.rule($0, root: "")] }),
            "has_rules": .flag(!rules.isEmpty),
          ])
          return fields
        }),
    ]
  }

  var exemptions: Fields {
    let all = tables["exemptions"]
    func list(_ states: Set<String>) -> Field {
      .list(all.filter { states.contains($0.text("state") ?? "") }.map(exemption))
    }
    var fields = chrome.fields(title: "Exemptions", section: "exemptions.html")
    fields["used"] = list(["used"])
    fields["idle"] = list(Self.idle)
    fields["foreign"] = list(["other rule"])
    fields["is_empty"] = .flag(all.isEmpty)
    fields["has_used"] = .flag(all.contains { $0.text("state") == "used" })
    fields["has_idle"] = .flag(all.contains { Self.idle.contains($0.text("state") ?? "") })
    fields["has_foreign"] = .flag(all.contains { $0.text("state") == "other rule" })
    fields["left_out"] = leftOut(tables.count(of: "exemptions") - all.count)
    fields["source"] = chrome.source("exemptions")
    fields["findings_source"] = chrome.source("exempt-findings")
    fields["number"] = chrome.figure(tables.summary, "summary", "exempt_findings")
    return fields
  }

  /// States of exemptions that exempt nothing and could.
  private static let idle: Set<String> = ["unused", "expired", "unknown rule", "not counted"]

  private func exemption(_ row: Row) -> Fields {
    let repository = row.text("repository") ?? ""
    return [
      "tool": row.field("tool"), "is_waiver": .flag(row.text("source") == "configuration"), "rule": row.field("rule"),
      "rule_href": links.rule(row.text("rule") ?? "", root: ""), "repository": .text(repository),
      "href": links.repository(repository, root: ""), "path": row.field("path"), "line": row.field("line"),
      "reason": row.field("reason"), "granted_by": row.field("granted_by"), "until": row.field("until"),
      "findings": row.count("findings"), "state": row.field("state"),
    ]
  }

  var coverage: Fields {
    let rows = tables["coverage"]
    let troubled = rows.filter {
      $0.text("status") != "scanned" || $0.number("failed") + $0.number("skipped") + $0.number("partial") > 0
    }
    let diagnostics = tables["diagnostics"]
    var fields = chrome.fields(title: "Coverage", section: "coverage.html")
    let columns = [
      "repositories", "repositories_failed", "repositories_empty", "files", "files_judged", "files_template",
      "files_partial", "files_not_read",
    ]
    for column in columns { fields["sum_\(column)"] = chrome.figure(tables.summary, "summary", column) }
    fields["rows"] = .list(troubled.prefix(300).map(coverageRow))
    fields["has_rows"] = .flag(!troubled.isEmpty)
    fields["rows_left_out"] = leftOut(troubled.count - 300)
    fields["diagnostics"] = .list(diagnostics.map(DiagnosticRows(links: links, root: "").fields))
    fields["has_diagnostics"] = .flag(!diagnostics.isEmpty)
    fields["diagnostics_left_out"] = leftOut(tables.count(of: "diagnostics") - diagnostics.count)
    fields["source"] = chrome.source("coverage")
    fields["diagnostics_source"] = chrome.source("diagnostics")
    fields["summary_source"] = chrome.source("summary")
    return fields
  }

  private func coverageRow(_ row: Row) -> Fields {
    var fields: Fields = [
      "repository": row.field("repository"), "href": links.repository(row.text("repository") ?? "", root: ""),
      "status": row.field("status"), "reason": row.field("reason"),
      "is_scanned": .flag(row.text("status") == "scanned"),
    ]
    for column in ["files", "parsed", "partial", "templates", "failed", "skipped"] {
      fields[column] = row.count(column)
    }
    return fields
  }

  var datasets: Fields {
    var fields = chrome.fields(title: "Data", section: "datasets.html")
    fields["datasets"] = .list(
      chrome.catalog.all.map { dataset in
        [
          "name": .text(dataset.name), "title": .text(dataset.title), "description": .text(dataset.description),
          "sql": .markup(Markup(text: dataset.sql)), "source": chrome.source(dataset.name),
        ]
      })
    return fields
  }
}
