import Store

/// The files of one repository as they are now, by path, and the builds that its Compose services ask for.
struct RepositoryFiles {
  let repositoryID: Int64
  /// Dockerfiles in the order of their paths.
  private(set) var dockerfilesInOrder: [Dockerfile] = []
  /// Dockerfiles by path, where there are Compose files to build them.
  private(set) var dockerfiles: [String: Int64] = [:]
  /// Ignore files by path.
  private(set) var dockerignores: [String: Int64] = [:]
  private(set) var builds: [Build] = []
  private(set) var hasComposeFile = false

  struct Dockerfile {
    let path: String
    let id: Int64
  }

  /// The build section of a service.
  struct Build {
    let composeFileID: Int64
    let composeFolder: String
    let serviceID: Int64
    let serviceName: String
    let context: String
    let dockerfile: String?
  }

  init(_ connection: Connection, repositoryID: Int64) throws {
    self.repositoryID = repositoryID
    try connection.forEachRow(
      """
      SELECT path, file_id, kind FROM current_file
      WHERE repository_id = ? AND kind IN ('dockerfile', 'dockerignore', 'compose') ORDER BY path
      """, [.integer(repositoryID)]
    ) { row in
      guard let path = row.text("path"), let id = row.integer("file_id") else { return }
      switch row.text("kind") {
      case "dockerfile": dockerfilesInOrder.append(Dockerfile(path: path, id: id))
      case "dockerignore": dockerignores[path] = id
      default: hasComposeFile = true
      }
    }
    guard hasComposeFile else { return }
    dockerfiles = Dictionary(dockerfilesInOrder.map { ($0.path, $0.id) }, uniquingKeysWith: { first, _ in first })
    builds = try connection.rows(
      """
      SELECT f.file_id, f.folder, s.service_id, s.name, s.build_context, s.build_dockerfile
      FROM current_file AS f JOIN main.service AS s ON s.content_id = f.content_id
      WHERE f.repository_id = ? AND f.kind = 'compose' AND s.has_build = 1 AND s.build_is_inline = 0
        AND s.build_context IS NOT NULL
      ORDER BY f.path, s.service_id
      """, [.integer(repositoryID)]
    ).compactMap(Build.init)
  }
}

extension RepositoryFiles.Build {
  init?(_ row: Row) {
    guard let composeFileID = row.integer("file_id"), let composeFolder = row.text("folder"),
      let serviceID = row.integer("service_id"), let serviceName = row.text("name"),
      let context = row.text("build_context")
    else { return nil }
    self.init(
      composeFileID: composeFileID, composeFolder: composeFolder, serviceID: serviceID, serviceName: serviceName,
      context: context, dockerfile: row.text("build_dockerfile"))
  }
}
