/// A page taken apart strictly: every element closed in order, every attribute quoted and there once, every `<` and `&` in a
/// text escaped.
struct HTMLPage {
  struct Element: Hashable {
    let name: String
    let attributes: [String: String]
  }

  private(set) var elements: [Element] = []
  /// What is wrong with it, in the order of the text.
  private(set) var faults: [String] = []
  private var open: [String] = []
  private var ids: Set<String> = []
  private var rest: Substring

  private static let void: Set<String> = ["meta", "br", "hr", "img", "link", "input", "wbr"]
  private static let entities: Set<String> = ["amp", "lt", "gt", "quot", "nbsp", "#39"]

  init(_ html: String) {
    rest = Substring(html)
    if rest.hasPrefix("<!DOCTYPE html>\n") { rest = rest.dropFirst("<!DOCTYPE html>\n".count) }
    while !rest.isEmpty { next() }
    if let name = open.last { faults.append("<\(name)> is not closed") }
  }

  private mutating func next() {
    if rest.hasPrefix("</") {
      close()
    } else if rest.first == "<" {
      start()
    } else {
      text()
    }
  }

  private mutating func close() {
    let name = String(rest.dropFirst(2).prefix { $0 != ">" })
    rest = rest.dropFirst(name.count + 3)
    if open.last == name { open.removeLast() } else { faults.append("</\(name)> closes \(open.last ?? "nothing")") }
  }

  private mutating func text() {
    let text = rest.prefix { $0 != "<" }
    rest = rest.dropFirst(text.count)
    checkEntities(text)
    if text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" && $0 != "\t" }) {
      faults.append("a control character in a text")
    }
  }

  private mutating func checkEntities(_ text: Substring) {
    for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
      let name = part.prefix { $0 != ";" }
      if name.count == part.count || !Self.entities.contains(String(name)) {
        faults.append("a bare & in: \(text.prefix(60))")
      }
    }
  }

  private mutating func start() {
    rest = rest.dropFirst()
    let name = String(rest.prefix { $0.isLetter || $0.isNumber })
    rest = rest.dropFirst(name.count)
    guard !name.isEmpty else { return faults.append("a bare < before: \(rest.prefix(40))") }
    var attributes: [String: String] = [:]
    while true {
      rest = rest.drop(while: \.isWhitespace)
      if rest.first == ">" || rest.isEmpty { break }
      let key = String(rest.prefix { $0 != "=" && $0 != ">" && !$0.isWhitespace })
      rest = rest.dropFirst(key.count)
      guard rest.hasPrefix("=\"") else {
        faults.append("<\(name)> has an attribute \(key) without a quoted value")
        rest = rest.drop { $0 != ">" }
        break
      }
      let value = rest.dropFirst(2).prefix { $0 != "\"" }
      rest = rest.dropFirst(value.count + 3)
      checkEntities(value)
      if value.contains("<") { faults.append("a bare < in the attribute \(key) of <\(name)>") }
      if attributes.updateValue(String(value), forKey: key) != nil { faults.append("<\(name)> has \(key) twice") }
    }
    rest = rest.dropFirst()
    take(Element(name: name, attributes: attributes))
  }

  private mutating func take(_ element: Element) {
    elements.append(element)
    if let id = element.attributes["id"], !ids.insert(id).inserted { faults.append("the id \(id) is there twice") }
    if element.name == "style" {
      let style = rest.prefix(upTo: rest.firstRange(of: "</style>")?.lowerBound ?? rest.endIndex)
      rest = rest.dropFirst(style.count)
    }
    if !Self.void.contains(element.name) { open.append(element.name) }
  }
}
