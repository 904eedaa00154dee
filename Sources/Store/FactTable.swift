/// A table of facts that belong to one content; filled once, when the content is taken apart.
///
/// The raw value is the table's name. Order matters only in that it is the order of writing.
package enum FactTable: String, CaseIterable, Sendable {
  case dockerfile
  case instruction
  case stage
  case shellCommand = "shell_command"
  case packageInstall = "package_install"
  case variable
  case copySource = "copy_source"
  case runMount = "run_mount"
  case port
  case volume
  case label
  case healthcheck
  case comment
  case imageUse = "image_use"
  case composeFile = "compose_file"
  case service
  case servicePort = "service_port"
  case serviceVolume = "service_volume"
  case serviceEnvironment = "service_environment"
  case serviceEnvFile = "service_env_file"
  case serviceDependency = "service_dependency"
  case serviceNetwork = "service_network"
  case serviceSecret = "service_secret"
  case serviceCapability = "service_capability"
  case serviceOption = "service_option"
  case serviceHealthcheck = "service_healthcheck"
  case composeNetwork = "compose_network"
  case composeVolume = "compose_volume"
  case composeSecret = "compose_secret"
  case composeNode = "compose_node"
  case ignorePattern = "ignore_pattern"

  package var name: String { rawValue }

  /// The table's columns in the order of the schema, which is the order of the values of a row.
  package var columns: [String] { Self.columnsByTable[rawValue] ?? [] }

  private static let columnsByTable: [String: [String]] = {
    let objects = SchemaPart.tables.flatMap { SchemaDescription.objects(in: $0) }
    return Dictionary(uniqueKeysWithValues: objects.map { ($0.name, $0.columns.map(\.name)) })
  }()
}
