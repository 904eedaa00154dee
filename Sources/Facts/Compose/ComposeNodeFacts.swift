import Store
import Syntax

/// The table `compose_node`.
extension ComposeFactWriter {
  /// The depth of the tree is limited where it is made, so this recursion is too.
  mutating func writeNodes(below node: YAMLNode, path: String = "", parent: Value = .null) {
    for entry in node.entries ?? [] {
      let path = path.isEmpty ? entry.key : "\(path).\(entry.key)"
      write(entry.value, path: path, key: entry.key, parent: parent, at: (entry.line, entry.column))
    }
    for (index, item) in (node.items ?? []).enumerated() {
      write(item, path: "\(path)[\(index)]", key: nil, parent: parent, at: (item.line, item.column))
    }
  }

  private mutating func write(
    _ node: YAMLNode, path: String, key: String?, parent: Value, at place: (line: Int, column: Int)
  ) {
    guard nodeBudget > 0 else { return }
    nodeBudget -= path.utf8.count + (node.text?.utf8.count ?? 0)
    if nodeBudget <= 0 {
      rows.diagnostics.append(
        .init(
          line: place.line, kind: "limit", severity: .error,
          message: "The file's keys and values come to more than 16 MiB; compose_node holds only those before."))
    }
    let nodeID = Value.integer(rows.nextID(.composeNode))
    rows.append(
      .composeNode,
      [
        nodeID, id, parent, .text(path), Value(key), .text(kind(of: node)), Value(node.text),
        Value(node.scalar.map(type)), line(place.line), line(place.column),
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

  private func type(of scalar: YAMLScalar) -> String {
    switch scalar.kind {
    case .null: "null"
    case .bool: "boolean"
    case .int: "integer"
    case .float: "float"
    case .string: "string"
    }
  }
}
