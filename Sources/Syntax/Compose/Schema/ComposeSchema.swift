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
    // Bytes, for every check of a Compose file reads the table: by characters it would take a tenth of its time.
    for line in Array(text.utf8).split(separator: UInt8(ascii: "\n")) {
      let words = line.split(separator: UInt8(ascii: " "), maxSplits: 1)
      guard words.count == 2 else { continue }
      if words[0].elementsEqual("object".utf8) {
        name = String(decoding: words[1], as: UTF8.self)
        objects[name] = Object()
        continue
      }
      let isRequired = words[0].last == UInt8(ascii: "!")
      let key = String(decoding: words[0].dropLast(isRequired ? 1 : 0), as: UTF8.self)
      var parser = ComposeTypeParser(rest: words[1])
      objects[name]?.keys[key] = parser.choice()
      if isRequired { objects[name]?.required.append(key) }
    }
    self.objects = objects
  }
}

/// Reads the type in a line of the table.
private struct ComposeTypeParser {
  var rest: ArraySlice<UInt8>

  mutating func choice() -> ComposeSchema.Kind {
    var kinds = [one()]
    while take("|") { kinds.append(one()) }
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
      let word = text { $0 != UInt8(ascii: "'") }
      _ = take("'")
      return .word(word)
    }
    let name = text { Ascii.isLetter($0) || $0 == UInt8(ascii: "_") }
    guard let scalar = ComposeSchema.Scalar(rawValue: name) else { return .object(name) }
    return .scalar(scalar, bounds())
  }

  private mutating func bounds() -> ClosedRange<Double>? {
    guard take("(") else { return nil }
    let ends = text { $0 != UInt8(ascii: ")") }.split(separator: ".", omittingEmptySubsequences: false)
    _ = take(")")
    let (low, high) = (ends.first.flatMap { Double($0) }, ends.last.flatMap { Double($0) })
    return (low ?? -Double.greatestFiniteMagnitude)...(high ?? Double.greatestFiniteMagnitude)
  }

  private mutating func text(while isPart: (UInt8) -> Bool) -> String {
    let part = rest.prefix(while: isPart)
    rest = rest[part.endIndex...]
    return String(decoding: part, as: UTF8.self)
  }

  private mutating func take(_ mark: String) -> Bool {
    guard rest.starts(with: mark.utf8) else { return false }
    rest = rest.dropFirst(mark.utf8.count)
    return true
  }
}
