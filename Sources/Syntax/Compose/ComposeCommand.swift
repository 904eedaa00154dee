/// A `command` or `entrypoint` of a service.
package struct ComposeCommand: Hashable, Sendable {
  /// The program and its arguments, defaults put in.
  package let arguments: [String]
  /// The whole as one text, as written or joined by spaces.
  package let text: String
  package let isList: Bool
  package let line: Int
  /// Variables that it hangs on.
  package let needs: [String]

  init?(_ node: YAMLNode?) {
    guard let node else { return nil }
    if let items = node.items {
      let texts = items.map { ComposeText($0.text ?? "", line: $0.line) }
      arguments = texts.map(\.text)
      text = texts.map(\.text).joined(separator: " ")
      needs = texts.flatMap(\.needs)
      isList = true
    } else if let value = ComposeText(node) {
      arguments = CommandWords.split(value.text)
      text = value.text
      needs = value.needs
      isList = false
    } else {
      return nil
    }
    line = node.line
  }
}

/// Splits a command as a shell splits words, without expanding anything.
package enum CommandWords {
  package static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isInWord = false
    var quote: Unicode.Scalar?
    var scalars = text.unicodeScalars.makeIterator()
    while let scalar = scalars.next() {
      if let open = quote {
        if scalar == open {
          quote = nil
        } else if scalar == "\\", open == "\"", let next = scalars.next() {
          if !"\"\\$`\n".unicodeScalars.contains(next) { word.unicodeScalars.append(scalar) }
          if next != "\n" { word.unicodeScalars.append(next) }
        } else {
          word.unicodeScalars.append(scalar)
        }
        continue
      }
      switch scalar {
      case "'", "\"":
        quote = scalar
        isInWord = true
      case "\\":
        if let next = scalars.next(), next != "\n" { word.unicodeScalars.append(next) }
        isInWord = true
      case " ", "\t", "\n", "\r":
        if isInWord { words.append(word) }
        word = ""
        isInWord = false
      default:
        word.unicodeScalars.append(scalar)
        isInWord = true
      }
    }
    if isInWord { words.append(word) }
    return words
  }
}

/// The `healthcheck` of a service.
package struct ComposeHealthcheck: Hashable, Sendable {
  package enum Form: String, Sendable {
    /// A string, which a shell runs.
    case string
    /// A list that starts with `CMD-SHELL`.
    case shell = "CMD-SHELL"
    /// A list that starts with `CMD`.
    case exec = "CMD"
    case disabled = "NONE"
    /// A list that starts with something else, which Compose refuses.
    case invalid
  }

  package let line: Int
  /// How the test is given, or nil where only settings are.
  package let form: Form?
  /// The test: the shell command as one item, or the program and its arguments.
  package let test: [String]
  /// Line of the test, or nil where there is none.
  package let testLine: Int?
  package let isDisabled: Bool
  package let interval: ComposeText?
  package let timeout: ComposeText?
  package let retries: ComposeText?
  package let startPeriod: ComposeText?
  package let startInterval: ComposeText?
  package let needs: [String]

  init?(_ node: YAMLNode?) {
    guard let node, node.entries != nil else { return nil }
    let test = node["test"]
    let texts = (test?.items ?? test.map { [$0] } ?? []).map { ComposeText($0.text ?? "", line: $0.line) }
    var words = texts.map(\.text)
    var form: Form?
    if test?.items != nil {
      form = words.first.map { Form(rawValue: $0) ?? .invalid }
      if form == .string { form = .invalid }
      if form != .invalid { words = Array(words.dropFirst()) }
    } else if let test, !test.isNull {
      form = .string
    }
    line = node.line
    self.form = form
    self.test = form == nil ? [] : words
    testLine = test?.line
    isDisabled = form == .disabled || ComposeFlag(node["disable"]) == .on
    interval = ComposeText(node["interval"])
    timeout = ComposeText(node["timeout"])
    retries = ComposeText(node["retries"])
    startPeriod = ComposeText(node["start_period"])
    startInterval = ComposeText(node["start_interval"])
    needs = texts.flatMap(\.needs)
  }
}
