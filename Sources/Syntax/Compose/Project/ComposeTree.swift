/// A value of a Compose project on its way from what the files say to what Compose makes of it, with the place that set it.
package struct ComposeTree: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    case scalar(ComposeScalar)
    case sequence([ComposeTree])
    case mapping([Entry])
  }

  package struct Entry: Hashable, Sendable {
    package var key: String
    /// Where the key is written.
    package var origin: ComposeOrigin
    package var value: ComposeTree

    package init(key: String, origin: ComposeOrigin, value: ComposeTree) {
      self.key = key
      self.origin = origin
      self.value = value
    }
  }

  /// What is to happen to the value that this one is merged over.
  enum Tag: Hashable, Sendable {
    case none
    /// `!reset`: it goes away, and so does this one.
    case reset
    /// `!override`: it gives way as a whole.
    case override
  }

  package var content: Content
  /// Where the value is written.
  package var origin: ComposeOrigin
  var tag = Tag.none

  package init(_ content: Content, _ origin: ComposeOrigin) {
    self.content = content
    self.origin = origin
  }
}

/// A scalar with what it stands for.
package struct ComposeScalar: Hashable, Sendable {
  package var text: String
  package var kind: YAMLScalar.Kind

  package init(text: String, kind: YAMLScalar.Kind) {
    self.text = text
    self.kind = kind
  }

  static let null = ComposeScalar(text: "", kind: .null)
}

extension ComposeTree {
  /// The depth of YAML trees is limited where they are made, so this recursion is too.
  package init(_ node: YAMLNode, file: Int32) {
    let origin = ComposeOrigin(file: file, line: node.line)
    switch node.content {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain && node.tag?.hasPrefix("!!") != true
      let kind = isPlain ? YAMLScalar.kind(ofPlain: scalar.text) : scalar.kind
      self.init(.scalar(ComposeScalar(text: kind == .null ? "" : scalar.text, kind: kind)), origin)
    case .sequence(let items):
      self.init(.sequence(items.map { ComposeTree($0, file: file) }), origin)
    case .mapping(let entries):
      let entries = entries.map { entry in
        Entry(
          key: entry.key, origin: ComposeOrigin(file: file, line: entry.line),
          value: ComposeTree(entry.value, file: file))
      }
      self.init(.mapping(entries), origin)
    }
    tag = node.tag == "!reset" ? .reset : node.tag == "!override" ? .override : .none
  }

  static func null(_ origin: ComposeOrigin) -> ComposeTree { ComposeTree(.scalar(.null), origin) }

  static func text(_ text: String, _ origin: ComposeOrigin) -> ComposeTree {
    ComposeTree(.scalar(ComposeScalar(text: text, kind: .string)), origin)
  }

  static func flag(_ value: Bool, _ origin: ComposeOrigin) -> ComposeTree {
    ComposeTree(.scalar(ComposeScalar(text: value ? "true" : "false", kind: .bool)), origin)
  }

  static func integer(_ value: Int64, _ origin: ComposeOrigin) -> ComposeTree {
    ComposeTree(.scalar(ComposeScalar(text: String(value), kind: .int)), origin)
  }

  static func mapping(_ pairs: [(String, ComposeTree?)], _ origin: ComposeOrigin) -> ComposeTree {
    let entries = pairs.compactMap { key, value in
      value.map { Entry(key: key, origin: $0.origin, value: $0) }
    }
    return ComposeTree(.mapping(entries), origin)
  }

  package var scalar: ComposeScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  package var items: [ComposeTree]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  package var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  package var isNull: Bool { scalar?.kind == .null }

  /// The text of a scalar that is not null.
  package var text: String? { scalar.flatMap { $0.kind == .null ? nil : $0.text } }

  var isTrue: Bool { scalar?.kind == .bool && ComposeCast.bool(text ?? "") == true }

  /// Whether a variable is left in it, so that nothing can be said of its form.
  var hangsOnVariable: Bool { text?.utf8.contains(UInt8(ascii: "$")) ?? false }

  package subscript(key: String) -> ComposeTree? {
    get { entries?.first { $0.key == key }?.value }
    set { set(key, newValue) }
  }

  /// The word for what it is, for messages.
  var contentName: String {
    switch content {
    case .scalar(let scalar): scalar.kind.rawValue
    case .sequence: "list"
    case .mapping: "mapping"
    }
  }
}

// MARK: - Changing

extension ComposeTree {
  private mutating func set(_ key: String, _ value: ComposeTree?) {
    updateEntries { entries in
      let place = entries.firstIndex { $0.key == key }
      switch (place, value) {
      case (let place?, let value?): entries[place].value = value
      case (let place?, nil): entries.remove(at: place)
      case (nil, let value?): entries.append(Entry(key: key, origin: value.origin, value: value))
      case (nil, nil): break
      }
    }
  }

  /// Changes the entries in place; of what is no mapping, nothing.
  mutating func updateEntries(_ change: (inout [Entry]) -> Void) {
    guard case .mapping(var entries) = content else { return }
    content = .sequence([])
    change(&entries)
    content = .mapping(entries)
  }

  mutating func updateItems(_ change: (inout [ComposeTree]) -> Void) {
    guard case .sequence(var items) = content else { return }
    content = .sequence([])
    change(&items)
    content = .sequence(items)
  }

  /// Changes the value of a key, if there is one.
  mutating func update(_ key: String, _ change: (inout ComposeTree) -> Void) {
    updateEntries { entries in
      guard let place = entries.firstIndex(where: { $0.key == key }) else { return }
      change(&entries[place].value)
    }
  }

  /// Changes each service, or each network and so on.
  mutating func updateEach(_ section: String, _ change: (String, inout ComposeTree) -> Void) {
    update(section) { section in
      section.updateEntries { entries in
        for index in entries.indices { change(entries[index].key, &entries[index].value) }
      }
    }
  }

  /// Without what `!reset` takes away, and without the tags.
  func withoutTags() -> ComposeTree {
    var result = self
    result.tag = .none
    switch content {
    case .scalar: break
    case .sequence(let items):
      result.content = .sequence(items.filter { $0.tag != .reset }.map { $0.withoutTags() })
    case .mapping(let entries):
      result.content = .mapping(
        entries.filter { $0.value.tag != .reset }.map { entry in
          Entry(key: entry.key, origin: entry.origin, value: entry.value.withoutTags())
        })
    }
    return result
  }

  /// How many values it holds, itself counted.
  var size: Int {
    switch content {
    case .scalar: 1
    case .sequence(let items): items.reduce(1) { $0 + $1.size }
    case .mapping(let entries): entries.reduce(1) { $0 + $1.value.size }
    }
  }
}
