import Store

/// What came, was fixed and went, and because of what.
struct ChangeSection {
  let chrome: Chrome
  let rows: [Row]

  private static let kinds = [
    ("new", "New findings", "came"), ("fixed", "Fixed", "fixed"), ("gone", "Gone with their file", "gone"),
  ]

  var fields: Fields {
    [
      "changes": .list(Self.kinds.map { kind, label, style in change(kind, label, style) }),
      "other_changes": .list(otherChanges), "has_other_changes": .flag(!otherChanges.isEmpty),
      "changes_source": chrome.source("changes"), "ended_source": chrome.source("ended-findings"),
      "since_text": .text(chrome.options.since.map { "since \(Figure.day($0))" } ?? "in the last month"),
    ]
  }

  private func change(_ kind: String, _ label: String, _ style: String) -> Fields {
    let events = rows.filter { $0.text("change") == kind }
    let bySeverity = SeverityBar.severities.map { severity in total(events.filter { $0.text("severity") == severity }) }
    var causes: [String] = []
    for row in events {
      if let cause = row.text("cause"), !causes.contains(cause) { causes.append(cause) }
    }
    return [
      "label": .text(label), "style": .text(style), "number": .text(Figure.count(total(events))),
      "severity_bar": .markup(SeverityBar(counts: bySeverity).markup),
      "severity_text": .text(Self.words(bySeverity)),
      "first_read": kind == "new" ? leftOut(Int(total(rows.filter { $0.text("change") == "first read" }))) : .absent,
      "causes": .list(
        causes.map { cause in
          let count = total(events.filter { $0.text("cause") == cause })
          return ["cause": .text(Self.explained(cause)), "count": .text(Figure.count(count))]
        }),
    ]
  }

  /// What rules and exemptions did to findings in code that did not change.
  private var otherChanges: [Fields] {
    let texts = [
      ("found now", "rules changed", "are found since rules were added or changed"),
      ("found no more", "rules changed", "are found no more since rules changed"),
      ("exempt now", "rules changed", "are exempt since rules changed"),
      ("no longer exempt", "rules changed", "are no longer exempt since rules changed"),
      ("exempt now", "exemptions changed", "are exempt since exemptions were granted"),
      ("no longer exempt", "exemptions changed", "are open again since exemptions ended"),
    ]
    return texts.compactMap { change, cause, text in
      let count = total(rows.filter { $0.text("change") == change && $0.text("cause") == cause })
      return count > 0 ? ["count": .text(Figure.count(count)), "text": .text(text)] : nil
    }
  }

  private func total(_ rows: [Row]) -> Int64 {
    rows.reduce(0) { $0 + $1.number("findings") }
  }

  private static func words(_ counts: [Int64]) -> String {
    let parts = zip(SeverityBar.severities, counts).filter { $1 > 0 }.map { "\(Figure.count($1)) \($0)" }
    return parts.isEmpty ? "none" : parts.joined(separator: ", ")
  }

  /// The cause, and whether it is work on the code or a change of what is looked at.
  private static func explained(_ cause: String) -> String {
    switch cause {
    case "file changed": "in files that changed"
    case "day came": "in files that did not change: their day came"
    case "file added": "in files that were added"
    case "file deleted": "the file was deleted"
    case "repository left": "the repository left"
    default: cause
    }
  }
}
