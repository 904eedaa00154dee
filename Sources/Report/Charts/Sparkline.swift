/// A trend the size of a word.
package struct Sparkline {
  package let rates: [Double]

  package init(rates: [Double]) {
    self.rates = rates.filter(\.isFinite)
  }

  /// Nothing for fewer than two rates: one point is no trend.
  package var markup: Markup {
    guard rates.count > 1 else { return Markup() }
    var drawing = Drawing(width: 90, height: 22)
    let frame = Frame(left: 2, right: 86, top: 3, bottom: 19)
    let axis = Axis(rates: rates)
    let points = rates.enumerated().map { index, rate in
      (x: frame.x(index, of: rates.count), y: frame.y(axis.position(rate)))
    }
    drawing.path("stroke", points)
    if let last = points.last { drawing.circle("dot", x: last.x, y: last.y, radius: 2.2) }
    return drawing.ornament(kind: "spark")
  }
}
