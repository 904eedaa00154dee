/// A node of a YAML document, with anchors and merge keys resolved.
///
/// A node that an alias brought in keeps the position where it is written, at its anchor.
package struct YAMLNode: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    case mapping([YAMLEntry])
  }

  package let content: Content
  /// Line of its first character, from 1.
  package let line: Int
  /// Column of its first character, from 1, counted in bytes.
  package let column: Int
  /// Line of its last character, from 1.
  package let endLine: Int
  /// Tag as written where there is one, such as `!reset`; the core schema's own in short, such as `!!str`.
  package let tag: String?

  package init(content: Content, line: Int, column: Int, endLine: Int, tag: String? = nil) {
    self.content = content
    self.line = line
    self.column = column
    self.endLine = endLine
    self.tag = tag
  }
}

/// A key and its value in a mapping.
package struct YAMLEntry: Hashable, Sendable {
  package let key: String
  /// Line of the key, from 1.
  package let line: Int
  /// Column of the key, from 1.
  package let column: Int
  package let value: YAMLNode
  /// Whether a merge key (`<<`) brought it in from another mapping.
  package let isMerged: Bool

  package init(key: String, line: Int, column: Int, value: YAMLNode, isMerged: Bool) {
    self.key = key
    self.line = line
    self.column = column
    self.value = value
    self.isMerged = isMerged
  }
}

extension YAMLNode {
  package var scalar: YAMLScalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  /// The items of a sequence, or nil where it is none.
  package var items: [YAMLNode]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  /// The entries of a mapping in their order, or nil where it is none.
  package var entries: [YAMLEntry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  package var isNull: Bool { scalar?.kind == .null }

  /// The text of a scalar that is not null.
  package var text: String? {
    guard let scalar, scalar.kind != .null else { return nil }
    return scalar.text
  }

  package func entry(_ key: String) -> YAMLEntry? {
    entries?.first { $0.key == key }
  }

  package subscript(key: String) -> YAMLNode? {
    entry(key)?.value
  }

  /// The word for what it is, for messages.
  package var contentName: String {
    switch content {
    case .scalar(let scalar): scalar.kind.rawValue
    case .sequence: "sequence"
    case .mapping: "mapping"
    }
  }
}
