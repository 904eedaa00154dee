import Store

/// A dataset and the rows of it that the pages show.
struct Table: Sendable {
  let dataset: Dataset
  /// The first rows, as many as pages need.
  let rows: [Row]
  /// How many there are in all.
  let count: Int
}

/// The datasets that the pages are made of, each run once.
struct Tables: Sendable {
  private var tables: [String: Table] = [:]

  /// How many rows of a dataset the pages need; nil for those that only a file holds.
  static func limit(of dataset: String) -> Int? {
    switch dataset {
    case "findings", "exempt-findings", "ended-findings", "open-questions", "rule-repositories", "pattern-repositories":
      nil
    case "diagnostics", "exemptions", "images": 500
    default: .max
    }
  }

  mutating func keep(_ dataset: Dataset, rows: [Row], count: Int) {
    tables[dataset.name] = Table(dataset: dataset, rows: rows, count: count)
  }

  subscript(name: String) -> [Row] { tables[name]?.rows ?? [] }

  func count(of name: String) -> Int { tables[name]?.count ?? 0 }

  /// Months in which the set of rules changed.
  var ruleSetMonths: Set<String> {
    let changes = self["rule-set-changes"].filter { $0.text("cause") == "rules" }
    return Set(changes.compactMap { $0.text("judged_at").map { String($0.prefix(7)) } })
  }

  /// The only row of a dataset that has one.
  var summary: Row? { self["summary"].first }
}
