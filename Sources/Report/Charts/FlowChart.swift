/// What came and what went, month by month: columns above and below a line.
package struct FlowChart {
  package struct Month: Sendable, Hashable {
    package let month: String
    package let came: Int64
    package let went: Int64

    package init(month: String, came: Int64, went: Int64) {
      self.month = month
      self.came = came
      self.went = went
    }
  }

  package let title: String
  /// Width in pixels on a wide screen, at which its letters have their size.
  package let width: Double
  package let months: [Month]

  package init(title: String, width: Double = 1120, months: [Month]) {
    self.title = title
    self.width = width
    self.months = months
  }

  package var markup: Markup {
    var both = drawn(width: width, height: 200, kind: "chart wide")
    both += drawn(width: 360, height: 180, kind: "chart narrow")
    return both
  }

  package var description: String {
    guard let last = months.last else { return "Nothing came and nothing went." }
    return "In \(Figure.month(last.month)) \(Figure.count(last.came)) came and \(Figure.count(last.went)) went."
  }

  private func drawn(width: Double, height: Double, kind: String) -> Markup {
    var drawing = Drawing(width: width, height: height)
    let frame = Frame(left: 46, right: width - 64, top: 12, bottom: height - 26)
    let axis = Axis(counts: months.flatMap { [Double($0.came), Double($0.went)] })
    let middle = (frame.top + frame.bottom) / 2
    let reach = (frame.bottom - frame.top) / 2
    for (value, y) in [(axis.upper, frame.top), (0, middle), (axis.upper, frame.bottom)] {
      drawing.line("grid", frame.left, y, frame.right, y)
      drawing.text("tick", Figure.count(Int64(value)), x: frame.left - 8, y: y + 4, anchor: "end")
    }
    let slot = (frame.right - frame.left) / Double(max(1, months.count))
    let column = min(26, slot * 0.62)
    for (index, month) in months.enumerated() {
      let x = frame.left + slot * (Double(index) + 0.5) - column / 2
      let up = reach * axis.position(Double(month.came))
      let down = reach * axis.position(Double(month.went))
      drawing.rectangle("came", x: x, y: middle - up, width: column, height: up)
      drawing.rectangle("went", x: x, y: middle, width: column, height: down)
    }
    drawMonths(slot: slot, in: frame, with: &drawing)
    return drawing.finished(kind: kind, title: title, description: description)
  }

  private func drawMonths(slot: Double, in frame: Frame, with drawing: inout Drawing) {
    let step = max(1, Int((90 / max(1, slot)).rounded(.up)))
    for index in months.indices where (months.count - 1 - index) % step == 0 {
      let x = frame.left + slot * (Double(index) + 0.5)
      drawing.text("tick", Figure.month(months[index].month), x: x, y: frame.bottom + 18, anchor: "middle")
    }
  }
}
