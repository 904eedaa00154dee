/// What a service depends on: an item of `depends_on`.
package struct ComposeDependency: Hashable, Sendable {
  package let service: ComposeText
  package let line: Int
  /// `service_started`, `service_healthy` or `service_completed_successfully` as written; nil in a list.
  package let condition: ComposeText?
  package let isRequired: ComposeFlag?
  package let restarts: ComposeFlag?

  static func dependencies(_ node: YAMLNode?) -> [ComposeDependency] {
    ComposeNamed.all(node).map { item in
      ComposeDependency(
        service: item.name,
        line: item.line,
        condition: ComposeText(item.detail?["condition"]),
        isRequired: ComposeFlag(item.detail?["required"]),
        restarts: ComposeFlag(item.detail?["restart"])
      )
    }
  }
}

/// A name in a list, or a key of a mapping with its details.
package struct ComposeNamed: Hashable, Sendable {
  package let name: ComposeText
  package let line: Int
  /// What stands below the name in a mapping; nil in a list.
  package let detail: YAMLNode?

  static func all(_ node: YAMLNode?) -> [ComposeNamed] {
    guard let node else { return [] }
    if let entries = node.entries {
      return entries.map { entry in
        ComposeNamed(name: ComposeText(entry.key, line: entry.line), line: entry.line, detail: entry.value)
      }
    }
    return node.composeTexts.map { ComposeNamed(name: $0, line: $0.line, detail: nil) }
  }
}

/// A secret or config that a service is given.
package struct ComposeGrant: Hashable, Sendable {
  package let source: ComposeText
  package let line: Int
  package let target: ComposeText?
  package let mode: ComposeText?
  /// User that owns the file in the container.
  package let uid: ComposeText?

  package static func grants(_ node: YAMLNode?) -> [ComposeGrant] {
    guard let node else { return [] }
    return (node.items ?? []).compactMap { item in
      guard item.entries != nil else {
        return ComposeText(item).map {
          ComposeGrant(source: $0, line: $0.line, target: nil, mode: nil, uid: nil)
        }
      }
      guard let source = ComposeText(item["source"]) else { return nil }
      return ComposeGrant(
        source: source,
        line: item.line,
        target: ComposeText(item["target"]),
        mode: ComposeText(item["mode"]),
        uid: ComposeText(item["uid"])
      )
    }
  }
}

/// A file of environment variables that a service reads.
package struct ComposeEnvFile: Hashable, Sendable {
  package let path: ComposeText
  package let line: Int
  package let isRequired: ComposeFlag

  static func files(_ node: YAMLNode?) -> [ComposeEnvFile] {
    guard let node else { return [] }
    return (node.items ?? [node]).compactMap { item in
      guard let path = ComposeText(item.entries == nil ? item : item["path"]) else { return nil }
      return ComposeEnvFile(path: path, line: item.line, isRequired: ComposeFlag(item["required"]) ?? .on)
    }
  }
}

/// The service that another one starts from: `extends`.
package struct ComposeExtends: Hashable, Sendable {
  package let service: ComposeText?
  /// nil where it is in the same file.
  package let file: ComposeText?
  package let line: Int

  init?(_ node: YAMLNode?) {
    guard let node, !node.isNull else { return nil }
    service = ComposeText(node.entries == nil ? node : node["service"])
    file = ComposeText(node["file"])
    line = node.line
  }
}
