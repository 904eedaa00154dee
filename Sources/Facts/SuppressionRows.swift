import Store
import Syntax

extension FactRows {
  /// Most diagnostics beside which another about a suppression is worth having.
  private static let diagnosticLimit = 100

  /// Adds a suppression of these lines; nil for the whole file, and where nothing follows that it could cover.
  mutating func add(_ suppression: Syntax.Suppression, covering lines: ClosedRange<Int>?) {
    if suppression.tool == .loadline, suppression.rules.isEmpty {
      return diagnose(
        suppression, "The comment suppresses nothing, as it names no rule: write it as # loadline ignore=RULE and why.")
    }
    guard lines != nil || suppression.scope == .file else { return }
    for rule in suppression.rules.isEmpty ? ["*"] : suppression.rules {
      suppressions.append(
        .init(
          tool: suppression.tool.rawValue, rule: rule, line: suppression.line, covers: lines,
          reason: suppression.reason, until: suppression.until))
    }
    if suppression.until == CalendarDay.longPast {
      diagnose(suppression, "The suppression does not count, as its end is not a day: write it as 2026-12-31.")
    }
  }

  private mutating func diagnose(_ suppression: Syntax.Suppression, _ message: String) {
    guard diagnostics.count < Self.diagnosticLimit else { return }
    diagnostics.append(
      .init(line: suppression.line, kind: "suppression", severity: .warning, message: message))
  }
}
