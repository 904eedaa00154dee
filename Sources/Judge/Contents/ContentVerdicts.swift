import Store

/// What rules say of a run of contents: which apply to which, and what they find.
struct ContentVerdicts: Sendable {
  let contents: ClosedRange<Int64>
  /// The rules that apply, content by content.
  private(set) var applicable: [RuleNumbers]
  /// Findings one after the other, as the columns of ``findingColumns``.
  private(set) var findings: [Value] = []
  /// Where patterns are used, one after the other, as the columns of ``adoptionColumns``.
  private(set) var adoption: [Value] = []
  /// Rules whose SQL failed.
  private(set) var failures: [(rule: RuleText, error: StoreError)] = []

  static let findingColumns = [
    "content_id", "rule_number", "kind", "line", "subject", "occurrence", "message", "begins_on",
  ]

  static let adoptionColumns = ["pattern_id", "content_id", "is_adopted", "line"]

  init(contents: ClosedRange<Int64>) {
    self.contents = contents
    applicable = Array(repeating: RuleNumbers(), count: contents.count)
  }

  func applicable(to content: Int64) -> RuleNumbers {
    contents.contains(content) ? applicable[Int(content - contents.lowerBound)] : RuleNumbers()
  }

  mutating func apply(_ rules: RuleNumbers, to content: Int64) {
    guard contents.contains(content) else { return }
    let position = Int(content - contents.lowerBound)
    applicable[position] = applicable[position].union(rules)
  }

  mutating func appendFinding(_ row: Row) { findings += row.values }

  mutating func appendAdoption(_ row: Row) { adoption += row.values }

  /// Takes a rule's SQL for failed, with all that it found before.
  mutating func fail(_ rule: RuleText, _ error: StoreError, findingsFrom first: Int) {
    findings.removeSubrange(first...)
    failures.append((rule, error))
  }
}
