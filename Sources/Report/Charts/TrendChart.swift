/// A rate over months: a line over a light area, the last value written out.
package struct TrendChart {
  package struct Point: Sendable, Hashable {
    /// The month, as 2026-08.
    package let month: String
    /// From 0 to 1, or nil where nothing was judged.
    package let rate: Double?

    package init(month: String, rate: Double?) {
      self.month = month
      self.rate = rate
    }
  }

  package let title: String
  /// Width in pixels on a wide screen, at which its letters have their size.
  package let width: Double
  package let points: [Point]
  /// Months in which the set of rules changed. The line is drawn under one set, so they do not bend it.
  package let ruleSetMonths: Set<String>

  package init(title: String, width: Double = 1120, points: [Point], ruleSetMonths: Set<String> = []) {
    self.title = title
    self.width = width
    self.ruleSetMonths = ruleSetMonths
    self.points = points.map { Point(month: $0.month, rate: $0.rate.flatMap { $0.isFinite ? $0 : nil }) }
  }

  /// Drawn twice, for a wide and for a narrow screen, so that its letters are readable on both.
  package var markup: Markup {
    var both = drawn(width: width, height: 260, kind: "chart wide")
    both += drawn(width: 360, height: 220, kind: "chart narrow")
    return both
  }

  /// What the chart shows, in words.
  package var description: String {
    let known = points.filter { $0.rate != nil }
    guard let first = known.first, let last = known.last else { return "Nothing was judged." }
    let end = "\(Figure.percent(last.rate)) in \(Figure.month(last.month))"
    let marked = points.map(\.month).filter(ruleSetMonths.contains).map(Figure.month)
    let changes = marked.isEmpty ? "" : " The rules changed in \(marked.joined(separator: ", "))."
    guard known.count > 1 else { return "One month is known: \(end).\(changes)" }
    return "From \(Figure.percent(first.rate)) in \(Figure.month(first.month)) to \(end).\(changes)"
  }

  private func drawn(width: Double, height: Double, kind: String) -> Markup {
    var drawing = Drawing(width: width, height: height)
    let frame = Frame(left: 46, right: width - 64, top: 14, bottom: height - 28)
    let axis = Axis(rates: points.compactMap(\.rate))
    for mark in axis.marks {
      let y = frame.y(axis.position(mark))
      drawing.line("grid", frame.left, y, frame.right, y)
      drawing.text("tick", "\(Int((mark * 100).rounded())) %", x: frame.left - 8, y: y + 4, anchor: "end")
    }
    drawMonths(in: frame, with: &drawing)
    for index in points.indices where ruleSetMonths.contains(points[index].month) {
      let x = frame.x(index, of: points.count)
      drawing.line("event", x, frame.top, x, frame.bottom)
      drawing.text("tick", "rules", x: x - 4, y: frame.top + 9, anchor: "end")
    }
    for run in runs { draw(run, in: frame, axis, with: &drawing) }
    if let last = points.lastIndex(where: { $0.rate != nil }), let rate = points[last].rate {
      let x = frame.x(last, of: points.count)
      let y = frame.y(axis.position(rate))
      drawing.circle("dot", x: x, y: y, radius: 4)
      drawing.text("value", Figure.percent(rate), x: x + 9, y: y + 4)
    }
    return drawing.finished(kind: kind, title: title, description: description)
  }

  /// The indices of points with a rate, parted where there is none between.
  private var runs: [[Int]] {
    var runs: [[Int]] = []
    for index in points.indices where points[index].rate != nil {
      if let last = runs.last?.last, last == index - 1 {
        runs[runs.count - 1].append(index)
      } else {
        runs.append([index])
      }
    }
    return runs
  }

  private func draw(_ run: [Int], in frame: Frame, _ axis: Axis, with drawing: inout Drawing) {
    let line = run.map { index in
      (x: frame.x(index, of: points.count), y: frame.y(axis.position(points[index].rate ?? axis.lower)))
    }
    guard let first = line.first, let last = line.last else { return }
    guard line.count > 1 else {
      // One month alone has no line: a level says where it stands.
      if points.count == 1 { drawing.line("level", frame.left, first.y, first.x, first.y) }
      return
    }
    drawing.path("area", line + [(x: last.x, y: frame.bottom), (x: first.x, y: frame.bottom)], closed: true)
    drawing.path("stroke", line)
  }

  /// A label under the first and the last month, and under as many between as there is room for.
  private func drawMonths(in frame: Frame, with drawing: inout Drawing) {
    guard !points.isEmpty else {
      let middle = (x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2)
      drawing.text("tick", "no data yet", x: middle.x, y: middle.y, anchor: "middle")
      return
    }
    let room = max(1, Int((frame.right - frame.left) / 90))
    let step = max(1, (points.count - 1 + room - 1) / room)
    for index in points.indices where (points.count - 1 - index) % step == 0 {
      let x = frame.x(index, of: points.count)
      drawing.line("grid", x, frame.bottom, x, frame.bottom + 4)
      drawing.text("tick", Figure.month(points[index].month), x: x, y: frame.bottom + 18, anchor: "middle")
    }
  }
}

/// Where in a drawing the data goes.
struct Frame {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double

  /// Place of a point; a single one stands at the end, as the last month always does.
  func x(_ index: Int, of count: Int) -> Double {
    count > 1 ? left + (right - left) * Double(index) / Double(count - 1) : right
  }

  func y(_ position: Double) -> Double { bottom - (bottom - top) * position }
}
