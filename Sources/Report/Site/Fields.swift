import Mustache
import Store

/// What a template is filled with: named fields, typed so that nothing but ``Markup`` is ever put in unescaped.
struct Fields: Sendable, MustacheParent, ExpressibleByDictionaryLiteral {
  private var values: [String: Field]

  init(dictionaryLiteral elements: (String, Field)...) {
    values = Dictionary(elements) { _, last in last }
  }

  subscript(name: String) -> Field {
    get { values[name] ?? .absent }
    set { values[name] = newValue }
  }

  mutating func merge(_ other: Fields) {
    values.merge(other.values) { _, last in last }
  }

  func child(named name: String) -> Any? { values[name]?.forTemplate }
}

/// A value in a template.
indirect enum Field: Sendable {
  /// Text from outside or from us; made safe to look at here, and escaped by the template.
  case text(String)
  /// Whether a section of the template shows.
  case flag(Bool)
  case list([Fields])
  case group(Fields)
  /// HTML that is put in as it is, with three braces.
  case markup(Markup)
  /// Nothing: a section that does not show. Other than a missing field, it hides one of that name further out.
  case absent

  init(_ text: String?) {
    self = text.map(Field.text) ?? .absent
  }

  fileprivate var forTemplate: Any {
    switch self {
    case .text(let text): Shown.line(text)
    case .flag(let flag): flag
    case .list(let rows): rows
    case .group(let fields): fields
    case .markup(let markup): markup.html
    case .absent: Nothing()
    }
  }

  private struct Nothing: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }
  }
}

extension Field: ExpressibleByStringInterpolation, ExpressibleByBooleanLiteral {
  init(stringLiteral value: String) { self = .text(value) }
  init(booleanLiteral value: Bool) { self = .flag(value) }
}

extension Row {
  /// A column as text.
  func field(_ name: String) -> Field { Field(text(name)) }

  /// A column as a number with its thousands parted; absent where NULL.
  func count(_ name: String) -> Field { Field(integer(name).map(Figure.count)) }

  /// A column as a rate in per cent; a dash where NULL.
  func percent(_ name: String) -> Field { .text(Figure.percent(real(name))) }

  func number(_ name: String) -> Int64 { integer(name) ?? 0 }
}
