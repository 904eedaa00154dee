package import Store

/// Ties the files of a repository to each other, as they are now: what builds what, and which files are used together.
package struct Links {
  private let connection: Connection

  package init(_ connection: Connection) {
    self.connection = connection
  }

  /// The tables that it fills begin with these words.
  package static let tables = [
    "build_context", "compose_project", "compose_reference", "ignore_coverage", "ignored_source",
  ]

  /// Ties the files of the repositories anew, and asks new ignore files what rules want to know of them.
  package func renew(repositories: [Int64]) throws {
    for id in repositories { try untie(repositoryID: id) }
    try tie(repositories: repositories)
    for id in repositories { try ComposeModels(connection, repositoryID: id).write() }
    try IgnoreCoverage(connection: connection).fill()
  }

  /// Ties the files that `current_file` shows of the repositories, which must not be tied yet. Where temporary tables stand
  /// in front of it and of the tables of links, as when the past is judged, those are read and filled.
  package func tie(repositories: [Int64]) throws {
    for id in repositories {
      let files = try RepositoryFiles(connection, repositoryID: id)
      let contexts = BuildContexts(files: files).all
      try insert(contexts, repositoryID: id)
      try IgnoredSources(connection: connection).fill(contexts)
      try insertComposeProjects(files)
      try ComposeFileReferences(connection: connection, files: files).insert()
    }
  }

  private func untie(repositoryID: Int64) throws {
    let repository = [Value.integer(repositoryID)]
    try connection.execute(
      """
      DELETE FROM compose_project_file WHERE compose_project_id IN (
        SELECT compose_project_id FROM compose_project WHERE repository_id = ?)
      """, repository)
    let tables = [
      "build_context", "compose_reference", "compose_project_node", "compose_project_problem", "compose_project",
    ]
    for table in tables { try connection.execute("DELETE FROM \(table) WHERE repository_id = ?", repository) }
  }

  private func insert(_ contexts: [BuildContexts.Context], repositoryID: Int64) throws {
    let (repository, assumed, compose) = (Value.integer(repositoryID), Value.text("assumed"), Value.text("compose"))
    var values: [Value] = []
    values.reserveCapacity(contexts.count * 8)
    for context in contexts {
      values += [
        repository, .integer(context.dockerfileID), Value(context.build?.composeFileID),
        Value(context.build?.serviceID), Value(context.build?.serviceName), .text(context.path),
        Value(context.dockerignoreID), context.build == nil ? assumed : compose,
      ]
    }
    try connection.execute(
      """
      INSERT INTO build_context (repository_id, dockerfile_file_id, compose_file_id, service_id, service_name,
        context_path, dockerignore_file_id, evidence)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, forEach: 8, of: values)
  }

  /// Compose reads `compose.yaml` with `compose.override.yaml` beside it; files for an environment are added by hand.
  private func insertComposeProjects(_ files: RepositoryFiles) throws {
    let repository = Value.integer(files.repositoryID)
    guard files.hasComposeFile else { return }
    try connection.execute(
      """
      INSERT INTO compose_project (repository_id, folder)
      SELECT DISTINCT repository_id, folder FROM current_file
      WHERE repository_id = ? AND kind = 'compose' ORDER BY folder
      """, [repository])
    try connection.execute(
      """
      INSERT INTO compose_project_file (compose_project_id, file_id, role)
      SELECT p.compose_project_id, f.file_id, f.environment FROM current_file AS f
      JOIN compose_project AS p ON p.repository_id = f.repository_id AND p.folder = f.folder
      WHERE f.repository_id = ? AND f.kind = 'compose'
      """, [repository])
  }
}
