import Store

/// What pages show of datasets that are too long to keep.
struct RowGroups: Sendable {
  /// Of each rule, the repositories with the most files that fail.
  var ruleRepositories = GroupedRows(by: "rule_id", limit: 25) { $0.number("fail") }
  /// Of each pattern, the repositories that use it most.
  var adopters = GroupedRows(by: "pattern_id", limit: 25) { $0.number("adopted") }
  /// Of each pattern, the repositories with the most files that could use it and do not.
  var candidates = GroupedRows(by: "pattern_id", limit: 25) { $0.number("possible") - $0.number("adopted") }

  mutating func take(_ row: Row, of dataset: String) {
    switch dataset {
    case "rule-repositories": ruleRepositories.take(row)
    case "pattern-repositories":
      adopters.take(row)
      candidates.take(row)
    default: break
    }
  }

  static func concerns(_ dataset: String) -> Bool {
    dataset == "rule-repositories" || dataset == "pattern-repositories"
  }
}
