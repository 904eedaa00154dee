/// A table of facts that belong to one content; filled once, when the content is taken apart.
///
/// The raw value is the table's position, which each row of facts is filed by. Order matters only in that it is the order
/// of writing.
package enum FactTable: Int, CaseIterable, Sendable {
  case dockerfile
  case instruction
  case stage
  case shellCommand
  case shellExpansion
  case shellConstruct
  case shellLoop
  case packageInstall
  case variable
  case variableUse
  case copySource
  case runMount
  case port
  case volume
  case label
  case healthcheck
  case comment
  case imageUse
  case composeFile
  case service
  case servicePort
  case serviceVolume
  case serviceEnvironment
  case serviceEnvFile
  case serviceDependency
  case serviceNetwork
  case serviceSecret
  case serviceCapability
  case serviceOption
  case serviceSetting
  case serviceHealthcheck
  case composeNetwork
  case composeVolume
  case composeSecret
  case composeNode
  case composeProblem
  case ignorePattern
  case secretSign

  /// The table's name, which is the case's in snake case.
  package var name: String { Self.names[rawValue] }

  /// The table's columns in the order of the schema, which is the order of the values of a row.
  package var columns: [String] { Self.columns[rawValue] }

  /// The condition for the rows of the contents from ?1 to ?2. By their own keys, which follow from those of the contents,
  /// rows are found in two thirds of the time that an index takes.
  package var isOfContents: String {
    let key = columns.first ?? ""
    return key == "content_id"
      ? "content_id BETWEEN ?1 AND ?2"
      : "\(key) BETWEEN ?1 * \(FactRows.capacity) AND ?2 * \(FactRows.capacity) + \(FactRows.capacity - 1)"
  }

  /// The statement that inserts a row of so many values.
  func insertion(ofWidth width: Int) -> String {
    let marks = Self.marks.indices.contains(width) ? Self.marks[width] : Self.marks(width)
    return "INSERT INTO \(name) VALUES (\(marks))"
  }

  // Making them of the names of the cases takes as long as parsing a file.
  private static let names = [
    "dockerfile", "instruction", "stage", "shell_command", "shell_expansion", "shell_construct", "shell_loop",
    "package_install", "variable", "variable_use", "copy_source", "run_mount", "port", "volume", "label",
    "healthcheck", "comment", "image_use", "compose_file", "service", "service_port", "service_volume",
    "service_environment", "service_env_file", "service_dependency", "service_network", "service_secret",
    "service_capability", "service_option", "service_setting", "service_healthcheck", "compose_network",
    "compose_volume", "compose_secret", "compose_node", "compose_problem", "ignore_pattern", "secret_sign",
  ]

  private static let columns: [[String]] = {
    let objects = SchemaPart.tables.flatMap { SchemaDescription.objects(in: $0) }
    let byTable = Dictionary(uniqueKeysWithValues: objects.map { ($0.name, $0.columns.map(\.name)) })
    return names.map { byTable[$0] ?? [] }
  }()

  // Making each insertion's text anew, or reading all columns out of the schema for it, shows in the time of a file.
  private static let marks = (0..<64).map(marks)

  private static func marks(_ width: Int) -> String {
    Array(repeating: "?", count: width).joined(separator: ", ")
  }
}
