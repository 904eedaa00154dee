import Store

/// What was made of a file, as one tree that is printed in several ways.
indirect enum ParsedValue: Sendable {
  case null
  case flag(Bool)
  case number(Int)
  case text(String)
  case list([ParsedValue])
  case object([(key: String, value: ParsedValue)])

  init(_ text: String?) {
    self = text.map { .text($0) } ?? .null
  }

  init(_ texts: some Sequence<String>) {
    self = .list(texts.map { .text($0) })
  }

  /// An object without the members that say nothing.
  static func members(_ members: KeyValuePairs<String, ParsedValue?>) -> ParsedValue {
    .object(
      members.compactMap { key, value in
        guard let value, !value.saysNothing else { return nil }
        return (key, value)
      })
  }

  private var saysNothing: Bool {
    switch self {
    case .null: true
    case .list(let items): items.isEmpty
    default: false
    }
  }

  var json: String {
    switch self {
    case .null: "null"
    case .flag(let flag): flag ? "true" : "false"
    case .number(let number): String(number)
    case .text(let text): JSONText.string(text)
    case .list(let items): JSONDocument.array(items.map(\.json))
    case .object(let members): JSONDocument.object(members.map { ($0.key, $0.value.json) })
    }
  }

  // MARK: - Outline

  /// One line for each scalar, what lies inside something indented below it.
  var tree: String {
    var lines: [String] = []
    write(to: &lines, indentation: "", first: "")
    return lines.joined(separator: "\n") + "\n"
  }

  /// `first` stands before the first line, where a name or a dash has been written already.
  private func write(to lines: inout [String], indentation: String, first: String) {
    switch self {
    case .list(let items) where !isShort:
      if !first.isEmpty { lines.append(first.trimmingSuffix) }
      for item in items { item.write(to: &lines, indentation: indentation + "  ", first: indentation + "- ") }
    case .object(let members):
      var start = first
      if first.hasSuffix(": ") {
        lines.append(first.trimmingSuffix)
        start = ""
      }
      for (key, value) in members {
        let lead = start.isEmpty ? indentation : start
        value.write(to: &lines, indentation: indentation + "  ", first: lead + key + ": ")
        start = ""
      }
    default: lines.append(first + line)
    }
  }

  /// A list of scalars that fits a line.
  private var isShort: Bool {
    guard case .list(let items) = self else { return true }
    let isFlat = items.allSatisfy { item in
      switch item {
      case .list, .object: false
      default: true
      }
    }
    return isFlat && line.utf8.count <= 100
  }

  private var line: String {
    switch self {
    case .text(let text): Self.isPlain(text) ? text : JSONText.string(text)
    default: json
    }
  }

  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { $0 >= 32 && $0 < 127 } && text.first != " " && text.last != " "
  }
}

extension String {
  /// `name: ` without its last blank.
  fileprivate var trimmingSuffix: String { hasSuffix(" ") ? String(dropLast()) : self }
}
