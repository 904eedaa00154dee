import Store
import Syntax

/// The table `compose_node`.
extension ComposeFactWriter {
  /// Where a node stands in the one above it.
  private struct Place {
    let key: String?
    let parent: Value
    let position: Int
    let line: Int
    let column: Int
    let isMerged: Bool
  }

  /// The paths of a service are the same whatever the version of the format.
  mutating func writeNodes(ofFile root: YAMLNode) {
    guard file.format == .v1 else { return writeNodes(below: root) }
    writeNodes(below: root, services: Set(file.services.map(\.name)))
  }

  /// The depth of the tree is limited where it is made, so this recursion is too.
  private mutating func writeNodes(
    below node: YAMLNode, path: String = "", parent: Value = .null, services: Set<String> = []
  ) {
    for (position, entry) in (node.entries ?? []).enumerated() {
      let above = services.contains(entry.key) ? "services" : path
      let path = above.isEmpty ? entry.key : "\(above).\(entry.key)"
      let place = Place(
        key: entry.key, parent: parent, position: position, line: entry.line, column: entry.column,
        isMerged: entry.isMerged)
      write(entry.value, path: path, at: place)
    }
    for (position, item) in (node.items ?? []).enumerated() {
      let place = Place(
        key: nil, parent: parent, position: position, line: item.line, column: item.column, isMerged: false)
      write(item, path: "\(path)[\(position)]", at: place)
    }
  }

  private mutating func write(_ node: YAMLNode, path: String, at place: Place) {
    guard nodeBudget > 0 else { return }
    nodeBudget -= path.utf8.count + (node.text?.utf8.count ?? 0)
    if nodeBudget <= 0 {
      rows.diagnostics.append(
        .init(
          line: place.line, kind: "limit", severity: .error,
          message: "The file's keys and values come to more than 16 MiB; compose_node holds only those before."))
    }
    let nodeID = Value.integer(rows.nextID(.composeNode))
    let hasReference = node.text?.utf8.contains(UInt8(ascii: "$")) ?? false
    rows.append(
      .composeNode,
      [
        nodeID, id, place.parent, .text(path), Value(place.key), .text(kind(of: node)), Value(node.text),
        Value(node.scalar?.kind.typeName), line(place.line), line(place.column), Value(place.position),
        Value(node.scalar.map(style)), hasReference ? Value(ComposeText(node)?.value) : .null, line(node.line),
        line(node.endLine), Value(node.tag), Value(place.isMerged),
      ])
    writeNodes(below: node, path: path, parent: nodeID)
  }

  private func kind(of node: YAMLNode) -> String {
    switch node.content {
    case .mapping: "mapping"
    case .sequence: "sequence"
    case .scalar: "scalar"
    }
  }

  private func style(of scalar: YAMLScalar) -> String {
    switch scalar.style {
    case .plain: "plain"
    case .singleQuoted: "single"
    case .doubleQuoted: "double"
    case .literal: "literal"
    case .folded: "folded"
    }
  }
}

extension YAMLScalar.Kind {
  /// The type as the database spells it.
  var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "boolean"
    case .int: "integer"
    case .float: "float"
    case .string: "string"
    }
  }
}
