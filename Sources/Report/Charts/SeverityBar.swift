/// Open findings as one bar, worst first.
package struct SeverityBar {
  /// Severities from the worst on.
  package static let severities = ["critical", "high", "medium", "low", "info"]

  /// Counts in the order of ``severities``.
  package let counts: [Int64]

  package init(counts: [Int64]) {
    self.counts = counts.map { max(0, $0) }
  }

  package var markup: Markup {
    var drawing = Drawing(width: 100, height: 8)
    drawing.rectangle("track", x: 0, y: 0, width: 100, height: 8)
    let total = counts.reduce(0.0) { $0 + Double($1) }
    var x = 0.0
    for (severity, count) in zip(Self.severities, counts) where total > 0 {
      let width = 100 * Double(count) / total
      drawing.rectangle(severity, x: x, y: 0, width: width, height: 8)
      x += width
    }
    return drawing.ornament(kind: "bar", stretches: true)
  }
}
