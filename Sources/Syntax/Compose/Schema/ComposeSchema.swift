/// The types of what a Compose file may hold, read from the table in ``text``.
struct ComposeSchema: Sendable {
  indirect enum Kind: Sendable {
    case scalar(Scalar, ClosedRange<Double>?)
    case word(String)
    case list(Kind, isUnique: Bool)
    case map(Kind)
    case object(String)
    case choice([Kind])
  }

  /// See ``text`` for what they mean.
  enum Scalar: String, Sendable {
    case string, number, integer, boolean, null, any, bool, int, float, size, duration, text
    /// A size that must be a string.
    case sizeText = "size_text"
    /// A port, or a range of them.
    case portNumber = "port_number"
    case pullPolicy = "pull_policy"
  }

  struct Object: Sendable {
    var keys: [String: Kind] = [:]
    var required: [String] = []
  }

  let objects: [String: Object]

  static let compose = ComposeSchema(text)

  init(_ text: String) {
    var objects: [String: Object] = [:]
    var name = ""
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      guard words.count == 2 else { continue }
      if words[0] == "object" {
        name = words[1]
        objects[name] = Object()
        continue
      }
      let isRequired = words[0].hasSuffix("!")
      let key = isRequired ? String(words[0].dropLast()) : words[0]
      var parser = ComposeTypeParser(words[1])
      objects[name]?.keys[key] = parser.choice()
      if isRequired { objects[name]?.required.append(key) }
    }
    self.objects = objects
  }
}

/// Reads the type in a line of the table.
private struct ComposeTypeParser {
  private var rest: Substring

  init(_ text: String) { rest = text[...] }

  mutating func choice() -> ComposeSchema.Kind {
    var kinds = [one()]
    while rest.first == "|" {
      rest.removeFirst()
      kinds.append(one())
    }
    return kinds.count == 1 ? kinds[0] : .choice(kinds)
  }

  private mutating func one() -> ComposeSchema.Kind {
    if take("[[") {
      let item = choice()
      _ = take("]]")
      return .list(item, isUnique: true)
    }
    if take("[") {
      let item = choice()
      _ = take("]")
      return .list(item, isUnique: false)
    }
    if take("{") {
      let value = choice()
      _ = take("}")
      return .map(value)
    }
    if take("'") {
      let word = rest.prefix { $0 != "'" }
      rest = rest.dropFirst(word.count + 1)
      return .word(String(word))
    }
    let name = String(rest.prefix { $0.isLetter || $0 == "_" })
    rest = rest.dropFirst(name.count)
    guard let scalar = ComposeSchema.Scalar(rawValue: name) else { return .object(name) }
    return .scalar(scalar, bounds())
  }

  private mutating func bounds() -> ClosedRange<Double>? {
    guard take("(") else { return nil }
    let text = rest.prefix { $0 != ")" }
    rest = rest.dropFirst(text.count + 1)
    let ends = text.split(separator: ".", omittingEmptySubsequences: false)
    let (low, high) = (ends.first.flatMap { Double($0) }, ends.last.flatMap { Double($0) })
    return (low ?? -Double.greatestFiniteMagnitude)...(high ?? Double.greatestFiniteMagnitude)
  }

  private mutating func take(_ mark: String) -> Bool {
    guard rest.hasPrefix(mark) else { return false }
    rest = rest.dropFirst(mark.count)
    return true
  }
}
