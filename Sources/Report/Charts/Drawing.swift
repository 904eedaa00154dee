/// An inline SVG in the making.
///
/// Colours are classes of the stylesheet, so that a chart follows light and dark.
struct Drawing {
  let width: Double
  let height: Double
  private var body = Markup()

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func line(_ kind: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
    add("line", kind, [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)])
  }

  mutating func rectangle(_ kind: String, x: Double, y: Double, width: Double, height: Double) {
    guard width > 0, height > 0 else { return }
    add("rect", kind, [("x", x), ("y", y), ("width", width), ("height", height)])
  }

  mutating func circle(_ kind: String, x: Double, y: Double, radius: Double) {
    add("circle", kind, [("cx", x), ("cy", y), ("r", radius)])
  }

  mutating func path(_ kind: String, _ points: [(x: Double, y: Double)], closed: Bool = false) {
    guard let first = points.first else { return }
    var commands = "M\(Figure.coordinate(first.x)) \(Figure.coordinate(first.y))"
    for point in points.dropFirst() { commands += "L\(Figure.coordinate(point.x)) \(Figure.coordinate(point.y))" }
    body += .element("path", [("class", kind), ("d", closed ? commands + "Z" : commands)])
  }

  mutating func text(_ kind: String, _ text: String, x: Double, y: Double, anchor: String = "start") {
    let attributes = [
      ("class", kind), ("x", Figure.coordinate(x)), ("y", Figure.coordinate(y)), ("text-anchor", anchor),
    ]
    body += .element("text", attributes, Markup(text: text))
  }

  private mutating func add(_ name: String, _ kind: String, _ numbers: [(String, Double)]) {
    body += .element(name, [("class", kind)] + numbers.map { ($0.0, Figure.coordinate($0.1)) })
  }

  /// The SVG, with a name and a description for those who cannot see it.
  func finished(kind: String, title: String, description: String) -> Markup {
    var content = Markup.element("title", [], Markup(text: title))
    if !description.isEmpty { content += .element("desc", [], Markup(text: description)) }
    content += body
    let box = "0 0 \(Figure.coordinate(width)) \(Figure.coordinate(height))"
    return .element("svg", [("class", kind), ("viewBox", box), ("role", "img")], content)
  }

  /// The SVG as an ornament beside the same figures in words.
  func ornament(kind: String, stretches: Bool = false) -> Markup {
    let box = "0 0 \(Figure.coordinate(width)) \(Figure.coordinate(height))"
    var attributes = [("class", kind), ("viewBox", box), ("aria-hidden", "true")]
    if stretches { attributes.append(("preserveAspectRatio", "none")) }
    return .element("svg", attributes, body)
  }
}
