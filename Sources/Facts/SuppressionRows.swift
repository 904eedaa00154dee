import Store
import Syntax

extension FactRows {
  /// Most diagnostics beside which another about a suppression is worth having.
  private static let diagnosticLimit = 100

  /// Adds a suppression of these lines; nil for the whole file, and where nothing follows that it could cover.
  mutating func add(_ suppression: Syntax.Suppression, covering lines: ClosedRange<Int>?) {
    guard lines != nil || suppression.scope == .file else { return }
    for rule in suppression.rules.isEmpty ? ["*"] : suppression.rules {
      suppressions.append(
        .init(
          tool: suppression.tool.rawValue, rule: rule, line: suppression.line, covers: lines,
          reason: suppression.reason, until: suppression.until))
    }
    guard suppression.until == CalendarDay.longPast, diagnostics.count < Self.diagnosticLimit else { return }
    diagnostics.append(
      .init(
        line: suppression.line, kind: "suppression", severity: .warning,
        message: "The suppression does not count, as its end is not a day: write it as 2026-12-31."))
  }
}
