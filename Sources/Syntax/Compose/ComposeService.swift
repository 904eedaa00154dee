/// A service of a Compose file.
///
/// Everything is read from ``node`` when asked for, so a value that is written in a form of its own (short or long,
/// list or mapping) has a property here, and whatever has none is reached through ``node``.
package struct ComposeService: Hashable, Sendable {
  package let name: String
  /// Line of the name.
  package let line: Int
  package let endLine: Int
  package let node: YAMLNode

  init(_ entry: YAMLEntry) {
    name = entry.key
    line = entry.line
    endLine = max(entry.line, entry.value.endLine)
    node = entry.value
  }

  /// A value, unless the file resets it.
  package subscript(key: String) -> YAMLNode? {
    guard let value = node[key], value.tag != "!reset" else { return nil }
    return value
  }

  package func text(_ key: String) -> ComposeText? { ComposeText(self[key]) }

  package func flag(_ key: String) -> ComposeFlag? { ComposeFlag(self[key]) }

  /// The texts of a list, or of one scalar in its place.
  package func texts(_ key: String) -> [ComposeText] { self[key]?.composeTexts ?? [] }

  package func pairs(_ key: String) -> [ComposePair] { ComposePair.pairs(self[key]) }
}

extension ComposeService {
  package var image: ComposeText? { text("image") }
  package var build: ComposeBuild? { ComposeBuild(self["build"]) }
  package var extends: ComposeExtends? { ComposeExtends(self["extends"]) }
  package var command: ComposeCommand? { ComposeCommand(self["command"]) }
  package var entrypoint: ComposeCommand? { ComposeCommand(self["entrypoint"]) }
  package var healthcheck: ComposeHealthcheck? { ComposeHealthcheck(self["healthcheck"]) }

  package var ports: [ComposePort] { ComposePort.ports(self["ports"]) }
  package var expose: [ComposeText] { texts("expose") }
  package var mounts: [ComposeMount] { ComposeMount.mounts(self["volumes"]) }
  package var tmpfs: [ComposeText] { texts("tmpfs") }
  package var devices: [ComposeText] { texts("devices") }

  package var environment: [ComposePair] { pairs("environment") }
  package var envFiles: [ComposeEnvFile] { ComposeEnvFile.files(self["env_file"]) }
  package var labels: [ComposePair] { pairs("labels") }

  package var dependencies: [ComposeDependency] { ComposeDependency.dependencies(self["depends_on"]) }
  package var networks: [ComposeNamed] { ComposeNamed.all(self["networks"]) }
  package var secrets: [ComposeGrant] { ComposeGrant.grants(self["secrets"]) }
  package var configs: [ComposeGrant] { ComposeGrant.grants(self["configs"]) }
  package var profiles: [ComposeText] { texts("profiles") }

  /// A limit or reservation below `deploy.resources`, such as `limits` and `memory`.
  package func resource(_ group: String, _ name: String) -> ComposeText? {
    ComposeText(self["deploy"]?["resources"]?[group]?[name])
  }

  /// Number of containers, from `deploy` or from the older `scale`.
  package var replicas: ComposeText? { ComposeText(self["deploy"]?["replicas"]) ?? text("scale") }
}
