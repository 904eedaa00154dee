/// Reads the plain YAML that nearly all records are written in; what it does not know it leaves to Yams.
///
/// `loadline check` reads every record at each start. Yams would take half of the time that a whole check may take.
/// What is read here reads the same in Yams, which a test holds over every record: `key: value` lines whose value is
/// a plain or quoted text, a flow collection, or an indented list or mapping of these.
struct PlainYAML {
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  /// The mapping at the top level, or nil where there is anything that is not plain.
  static func entries(of text: String) -> [YAMLTree.Entry]? {
    var reader = PlainYAML(bytes: Array(text.utf8))
    return reader.mapping(indent: 0).flatMap { reader.position == reader.bytes.count ? $0 : nil }
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0x0A }
  private var next: UInt8 { position + 1 < bytes.count ? bytes[position + 1] : 0x0A }

  // MARK: Blocks

  private mutating func mapping(indent: Int) -> [YAMLTree.Entry]? {
    var entries: [YAMLTree.Entry] = []
    var known: Set<String> = []
    while let column = indentOfNextLine(), column >= indent {
      guard column == indent else { return nil }
      position += indent
      guard let key = key(), known.insert(key.text).inserted, let value = value(indent: indent) else { return nil }
      entries.append(YAMLTree.Entry(key: key, value: value))
    }
    return entries.isEmpty ? nil : entries
  }

  private mutating func list(indent: Int) -> [YAMLTree]? {
    var items: [YAMLTree] = []
    while let column = indentOfNextLine(), column >= indent {
      guard column == indent else { return nil }
      position += indent
      guard byte == 0x2D, next == 0x20 else { return nil }
      position += 2
      guard let item = inlineValue(indent: indent) else { return nil }
      items.append(item)
    }
    return items
  }

  private mutating func value(indent: Int) -> YAMLTree? {
    skipBlanks()
    guard byte == 0x0A else { return inlineValue(indent: indent) }
    guard let column = indentOfNextLine(), column > indent, indent == 0 else { return nil }
    let first = position + column
    if first + 1 < bytes.count, bytes[first] == 0x2D, bytes[first + 1] == 0x20 {
      let start = line
      return list(indent: column).map { .list($0, line: start) }
    }
    let start = line
    return mapping(indent: column).map { .mapping($0, line: start) }
  }

  /// A value that starts on this line and is the last thing on its line.
  private mutating func inlineValue(indent: Int) -> YAMLTree? {
    skipBlanks()
    let isFlow = byte == 0x5B || byte == 0x7B
    guard let value = isFlow ? flowValue(depth: 0) : word(endsInFlow: false).map(YAMLTree.word), endLine() else {
      return nil
    }
    // A deeper line after a text would go on with it.
    guard let column = indentOfNextLine() else { return value }
    return column <= indent ? value : nil
  }

  /// Moves past blank lines and comments; the indent of the line that follows, or nil at the end of the text.
  private mutating func indentOfNextLine() -> Int? {
    if position > 0, position < bytes.count, bytes[position - 1] != 0x0A { _ = endLine() }
    while position < bytes.count {
      var end = position
      while end < bytes.count, bytes[end] == 0x20 { end += 1 }
      guard end < bytes.count else { break }
      if bytes[end] == 0x23 {
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      }
      guard end < bytes.count, bytes[end] == 0x0A else { return end - position }
      position = end + 1
      line += 1
    }
    position = bytes.count
    return nil
  }

  /// Moves past blanks, a comment and the line end; false where anything else follows.
  private mutating func endLine() -> Bool {
    let start = position
    skipBlanks()
    if byte == 0x23, position > start {
      while position < bytes.count, bytes[position] != 0x0A { position += 1 }
    }
    guard byte == 0x0A else { return false }
    if position < bytes.count {
      position += 1
      line += 1
    }
    return true
  }

  private mutating func skipBlanks() {
    while byte == 0x20, position < bytes.count { position += 1 }
  }

  // MARK: Words

  /// A word and the colon after it.
  private mutating func key() -> YAMLTree.Word? {
    guard let word = word(endsInFlow: true, isKey: true), byte == 0x3A, next == 0x20 || next == 0x0A else { return nil }
    position += 1
    return word
  }

  private mutating func word(endsInFlow: Bool, isKey: Bool = false) -> YAMLTree.Word? {
    switch byte {
    case 0x22: return quoted(0x22)
    case 0x27: return quoted(0x27)
    default: return plain(endsInFlow: endsInFlow, isKey: isKey)
    }
  }

  private mutating func quoted(_ quote: UInt8) -> YAMLTree.Word? {
    position += 1
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      if byte == quote {
        guard quote == 0x27, next == quote else {
          position += 1
          return YAMLTree.Word(text: String(decoding: text, as: UTF8.self), line: line)
        }
        position += 1
      } else if byte == 0x5C, quote == 0x22 {
        guard next == 0x22 || next == 0x5C else { return nil }
        position += 1
      } else if byte < 0x20 {
        return nil
      }
      text.append(bytes[position])
      position += 1
    }
    return nil
  }

  /// Bytes that a plain word may not start with, since they mean something in YAML.
  private static let indicators: Set<UInt8> = Set("-?:,[]{}#&*!|>'\"%@`".utf8)

  private static let flowMarks: Set<UInt8> = Set(",[]{}".utf8)

  private mutating func plain(endsInFlow: Bool, isKey: Bool) -> YAMLTree.Word? {
    let start = position
    guard byte > 0x20, !Self.indicators.contains(byte) else { return nil }
    var end = position
    scan: while position < bytes.count {
      switch bytes[position] {
      case 0x0A: break scan
      case 0x3A where next == 0x20 || next == 0x0A:
        guard isKey else { return nil }
        break scan
      case 0x23 where bytes[position - 1] == 0x20: break scan
      case let byte where endsInFlow && Self.flowMarks.contains(byte): break scan
      case 0..<0x20, 0x7F: return nil
      case 0x20: break
      default: end = position + 1
      }
      position += 1
    }
    position = end
    return YAMLTree.Word(text: String(decoding: bytes[start..<end], as: UTF8.self), line: line)
  }

  // MARK: Flow collections

  private mutating func flowValue(depth: Int) -> YAMLTree? {
    guard depth < 3 else { return nil }
    let start = line
    switch byte {
    case 0x5B:
      return flowItems(until: 0x5D) { $0.flowValue(depth: depth + 1) }.map { .list($0, line: start) }
    case 0x7B:
      var known: Set<String> = []
      let entries = flowItems(until: 0x7D) { reader -> YAMLTree.Entry? in
        guard let key = reader.key(), known.insert(key.text).inserted else { return nil }
        reader.skipFlowSpace()
        return reader.flowValue(depth: depth + 1).map { YAMLTree.Entry(key: key, value: $0) }
      }
      return entries.map { .mapping($0, line: start) }
    default: return word(endsInFlow: true).map(YAMLTree.word)
    }
  }

  private mutating func flowItems<Item>(
    until close: UInt8, _ item: (inout PlainYAML) -> Item?
  ) -> [Item]? {
    position += 1
    var items: [Item] = []
    while true {
      skipFlowSpace()
      if byte == close, position < bytes.count { break }
      guard let item = item(&self) else { return nil }
      items.append(item)
      skipFlowSpace()
      if byte == 0x2C { position += 1 } else if byte != close { return nil }
    }
    position += 1
    return items
  }

  private mutating func skipFlowSpace() {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x0A {
      if bytes[position] == 0x0A { line += 1 }
      position += 1
    }
  }
}
