/// Puts events together to nodes, within limits that hostile text cannot pass.
struct YAMLTreeBuilder {
  /// Deepest nesting of a node; what lies deeper is left out.
  static let depthLimit = 100
  /// How much aliases may add to a stream, as ``Built/size`` counts.
  static let aliasLimit = 100_000
  private static let diagnosticLimit = 100

  private(set) var documents: [YAMLNode] = []
  private(set) var documentLines: [Int] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// Where quoted and block scalars lie, in order: a `#` in there starts no comment.
  private(set) var opaqueSpans: [(start: YAMLMark, end: YAMLMark)] = []

  private var frames: [Frame] = []
  private var anchors: [String: Built] = [:]
  private var aliasTotal = 0
  /// How many collections are open inside one that is too deep to keep.
  private var skipped = 0

  /// A finished node with what it costs to walk through it.
  private struct Built {
    let node: YAMLNode
    /// Nodes in it with every alias spelled out, long texts counting as several.
    let size: Int
    let height: Int
  }

  private struct Frame {
    let isMapping: Bool
    let properties: YAMLProperties
    var items: [YAMLNode] = []
    var entries: [YAMLEntry] = []
    var mergeSources: [YAMLNode] = []
    var pendingKey: YAMLNode?
    var size = 1
    var height = 0
    var endLine: Int

    init(isMapping: Bool, properties: YAMLProperties) {
      self.isMapping = isMapping
      self.properties = properties
      endLine = properties.mark.line
    }
  }

  mutating func add(_ event: YAMLEvent) {
    switch event {
    case .documentStart(let mark):
      anchors.removeAll()
      documentLines.append(mark.line)
    case .sequenceStart(let properties):
      open(Frame(isMapping: false, properties: properties))
    case .mappingStart(let properties):
      open(Frame(isMapping: true, properties: properties))
    case .collectionEnd:
      if skipped > 0 {
        skipped -= 1
        if skipped == 0 { append(Self.null(at: YAMLMark(line: frames.last?.endLine ?? 1, column: 1))) }
      } else {
        close()
      }
    case .scalar(let scalar, let properties, let end):
      if scalar.style != .plain { opaqueSpans.append((properties.mark, end)) }
      if skipped == 0 { append(scalar, properties, end: end) }
    case .alias(let name, let mark):
      if skipped == 0 { append(resolve(name, at: mark), endLine: mark.line) }
    }
  }

  /// Closes whatever the end of a broken stream left open.
  mutating func finish() {
    skipped = 0
    while !frames.isEmpty { close() }
  }

  private mutating func open(_ frame: Frame) {
    if skipped > 0 {
      skipped += 1
    } else if frames.count >= Self.depthLimit {
      report(
        "limit",
        .error,
        frame.properties.mark.line,
        "Nested deeper than \(Self.depthLimit) levels; left out."
      )
      skipped = 1
    } else {
      frames.append(frame)
    }
  }

  private mutating func close() {
    guard var frame = frames.popLast() else { return }
    if let key = frame.pendingKey {
      frame.pendingKey = nil
      addEntry(key: key, value: Self.null(at: YAMLMark(line: key.line, column: key.column)).node, to: &frame)
    }
    let content: YAMLNode.Content
    if frame.isMapping {
      mergeSources(into: &frame)
      content = .mapping(frame.entries)
    } else {
      content = .sequence(frame.items)
    }
    let mark = frame.properties.mark
    let node = YAMLNode(
      content: content,
      line: mark.line,
      column: mark.column,
      endLine: frame.endLine,
      tag: frame.properties.tag
    )
    finish(Built(node: node, size: frame.size, height: frame.height + 1), anchor: frame.properties.anchor)
  }

  private mutating func append(_ scalar: YAMLScalar, _ properties: YAMLProperties, end: YAMLMark) {
    let mark = properties.mark
    let endLine = end.column == 1 && end.line > mark.line ? end.line - 1 : end.line
    let node = YAMLNode(
      content: .scalar(scalar),
      line: mark.line,
      column: mark.column,
      endLine: endLine,
      tag: properties.tag
    )
    finish(Built(node: node, size: 1 + scalar.text.utf8.count / 32, height: 0), anchor: properties.anchor)
  }

  private mutating func finish(_ built: Built, anchor: String?) {
    if let anchor { anchors[anchor] = built }
    append(built, endLine: built.node.endLine)
  }

  private mutating func append(_ built: Built, endLine: Int? = nil) {
    guard var frame = frames.popLast() else {
      documents.append(built.node)
      return
    }
    frame.size += built.size
    frame.height = max(frame.height, built.height)
    frame.endLine = max(frame.endLine, endLine ?? 0)
    if !frame.isMapping {
      frame.items.append(built.node)
    } else if let key = frame.pendingKey {
      frame.pendingKey = nil
      addEntry(key: key, value: built.node, to: &frame)
    } else {
      frame.pendingKey = built.node
    }
    frames.append(frame)
  }

  private mutating func addEntry(key: YAMLNode, value: YAMLNode, to frame: inout Frame) {
    guard let name = key.scalar else {
      report("syntax", .error, key.line, "A key must be a string, not a \(key.contentName); left out.")
      return
    }
    if name.text == "<<", name.style == .plain {
      frame.mergeSources.append(value)
    } else if name.kind != .string {
      report("key", .warning, key.line, "The key \(name.text) is no string, as Compose wants it: put it in quotes.")
    }
    frame.entries.append(
      YAMLEntry(key: name.text, line: key.line, column: key.column, value: value, isMerged: false)
    )
  }

  private mutating func report(
    _ kind: String,
    _ severity: Diagnostic.Severity,
    _ line: Int,
    _ message: String
  ) {
    guard diagnostics.count < Self.diagnosticLimit else { return }
    diagnostics.append(Diagnostic(kind: kind, severity: severity, line: line, message: message))
  }

  private static func null(at mark: YAMLMark) -> Built {
    let scalar = YAMLScalar(text: "", style: .plain)
    let node = YAMLNode(content: .scalar(scalar), line: mark.line, column: mark.column, endLine: mark.line)
    return Built(node: node, size: 1, height: 0)
  }
}

// MARK: - Aliases, merge keys and repeated keys

extension YAMLTreeBuilder {
  private mutating func resolve(_ name: String, at mark: YAMLMark) -> Built {
    guard let built = anchors[name] else {
      let isCycle = frames.contains { $0.properties.anchor == name }
      let what =
        isCycle ? "The alias *\(name) lies inside its own anchor" : "The alias *\(name) has no anchor"
      report("alias", .error, mark.line, "\(what); read as null.")
      return Self.null(at: mark)
    }
    guard aliasTotal + built.size <= Self.aliasLimit, frames.count + built.height <= Self.depthLimit else {
      report("limit", .error, mark.line, "The alias *\(name) expands to too much; read as null.")
      return Self.null(at: mark)
    }
    aliasTotal += built.size
    return built
  }

  /// Replaces merge keys by what they bring, and repeated keys by the last of them.
  private mutating func mergeSources(into frame: inout Frame) {
    let sources = frame.mergeSources
    if !sources.isEmpty { frame.entries.removeAll { $0.key == "<<" } }
    removeRepeatedKeys(&frame.entries)
    guard !sources.isEmpty else { return }
    var known = Set(frame.entries.map(\.key))
    for source in sources.flatMap({ $0.items ?? [$0] }) {
      guard let entries = source.entries else {
        report(
          "syntax",
          .error,
          source.line,
          "A merge key (<<) needs a mapping, not a \(source.contentName)."
        )
        continue
      }
      for entry in entries where known.insert(entry.key).inserted {
        frame.entries.append(
          YAMLEntry(
            key: entry.key,
            line: entry.line,
            column: entry.column,
            value: entry.value,
            isMerged: true
          )
        )
      }
    }
  }

  private mutating func removeRepeatedKeys(_ entries: inout [YAMLEntry]) {
    guard entries.count > 1 else { return }
    var places: [String: Int] = Dictionary(minimumCapacity: entries.count)
    var unique: [YAMLEntry] = []
    unique.reserveCapacity(entries.count)
    for entry in entries {
      if let place = places[entry.key] {
        let first = unique[place].line
        report(
          "duplicate-key",
          .error,
          entry.line,
          "The key \(entry.key) is on line \(first) already; Compose rejects this. The last one is read."
        )
        unique[place] = entry
      } else {
        places[entry.key] = unique.count
        unique.append(entry)
      }
    }
    if unique.count < entries.count { entries = unique }
  }
}
