/// A scalar value of a Compose file with its line, before and after defaults are put in.
package struct ComposeText: Hashable, Sendable {
  package let interpolation: Interpolation
  /// Line, from 1.
  package let line: Int

  package init(_ raw: String, line: Int) {
    interpolation = Interpolation(raw)
    self.line = line
  }

  /// A text whose dollar signs name nothing.
  package init(literal raw: String, line: Int) {
    interpolation = Interpolation(literal: raw)
    self.line = line
  }

  package init?(_ node: YAMLNode?) {
    guard let node, let text = node.text else { return nil }
    self.init(text, line: node.line)
  }

  /// The text as written.
  package var raw: String { interpolation.raw }
  /// The value with defaults put in, or nil where it hangs on the environment.
  package var value: String? { interpolation.value }
  /// The text with defaults put in; what hangs on the environment stays as written.
  package var text: String { interpolation.text }
  /// The variables that the value hangs on.
  package var needs: [String] { interpolation.needs }
}

/// A switch of a Compose file.
package enum ComposeFlag: Hashable, Sendable {
  case on, off
  /// The value hangs on the environment, or is no switch at all.
  case unknown

  init?(_ node: YAMLNode?) {
    guard let text = ComposeText(node) else { return nil }
    switch text.value?.lowercased() {
    case "true", "yes", "y", "on", "1", "t": self = .on
    case "false", "no", "n", "off", "0", "f": self = .off
    default: self = .unknown
    }
  }

  package var isOn: Bool? {
    switch self {
    case .on: true
    case .off: false
    case .unknown: nil
    }
  }
}

/// A name with its value, from a mapping or from a `NAME=value` item.
package struct ComposePair: Hashable, Sendable {
  package let name: ComposeText
  /// nil where only the name is given, so that the value comes from elsewhere.
  package let value: ComposeText?
  package let line: Int
  /// Whether it is an item of a list rather than an entry of a mapping.
  package let isListItem: Bool
  /// Whether a merge key brought it in.
  package let isMerged: Bool

  static func pairs(_ node: YAMLNode?) -> [ComposePair] {
    guard let node else { return [] }
    if let entries = node.entries {
      return entries.map { entry in
        ComposePair(
          name: ComposeText(entry.key, line: entry.line),
          value: ComposeText(entry.value),
          line: entry.line,
          isListItem: false,
          isMerged: entry.isMerged
        )
      }
    }
    return (node.items ?? []).compactMap { item in
      guard let text = item.text else { return nil }
      let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return ComposePair(
        name: ComposeText(String(halves.first ?? ""), line: item.line),
        value: halves.count == 2 ? ComposeText(String(halves[1]), line: item.line) : nil,
        line: item.line,
        isListItem: true,
        isMerged: false
      )
    }
  }
}

extension YAMLNode {
  /// The texts of a list, or of one scalar in its place.
  var composeTexts: [ComposeText] {
    (items ?? [self]).compactMap { ComposeText($0) }
  }
}
