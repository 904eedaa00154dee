/// How a service's image is built.
package struct ComposeBuild: Hashable, Sendable {
  package let line: Int
  package let isShort: Bool
  /// Folder or URL; nil where none is given.
  package let context: ComposeText?
  package let dockerfile: ComposeText?
  package let dockerfileInline: ComposeText?
  package let target: ComposeText?
  package let arguments: [ComposePair]
  /// The whole, for what has no property of its own.
  package let node: YAMLNode

  init?(_ node: YAMLNode?) {
    guard let node, !node.isNull, node.items == nil else { return nil }
    self.node = node
    line = node.line
    isShort = node.entries == nil
    context = ComposeText(isShort ? node : node["context"])
    dockerfile = ComposeText(node["dockerfile"])
    dockerfileInline = ComposeText(node["dockerfile_inline"])
    target = ComposeText(node["target"])
    arguments = ComposePair.pairs(node["args"])
  }
}
