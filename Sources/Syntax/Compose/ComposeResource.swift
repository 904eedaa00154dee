/// A network, volume, secret or config that a Compose file declares at its top level.
package struct ComposeResource: Hashable, Sendable {
  package let key: String
  package let line: Int
  package let node: YAMLNode

  init(_ entry: YAMLEntry) {
    key = entry.key
    line = entry.line
    node = entry.value
  }

  /// The name on the platform where one is given, also in the older form `external: {name: …}`.
  package var name: ComposeText? { text("name") ?? ComposeText(node["external"]?["name"]) }

  /// Whether it exists outside of the project.
  package var external: ComposeFlag? {
    guard let external = node["external"] else { return nil }
    return external.entries == nil ? ComposeFlag(external) : .on
  }

  package var driver: ComposeText? { text("driver") }
  package var driverOptions: [ComposePair] { ComposePair.pairs(node["driver_opts"]) }
  package var labels: [ComposePair] { ComposePair.pairs(node["labels"]) }
  /// Of a network: whether it is cut off from the outside.
  package var `internal`: ComposeFlag? { ComposeFlag(node["internal"]) }
  /// Of a secret or config: the file it comes from.
  package var file: ComposeText? { text("file") }
  /// Of a secret or config: the environment variable it comes from.
  package var environment: ComposeText? { text("environment") }
  /// Of a config: its content, written in the file itself.
  package var inlineContent: ComposeText? { text("content") }

  package func text(_ key: String) -> ComposeText? { ComposeText(node[key]) }
}
