import Store
import Syntax

/// Fills `compose_project_node` and `compose_project_problem`: what Compose makes of the files of a repository together.
struct ComposeModels {
  private struct File {
    let id: Int64
    let contentID: Int64
    let path: String
    let folder: String
    let name: String
    let environment: String
    let kind: String
  }

  /// How many rows a repository may have.
  private static let rowLimit = 500_000
  /// How much text the paths and values of a repository may come to.
  private static let textLimit = 64 << 20

  private let connection: Connection
  private let repositoryID: Int64
  private let files: [String: File]
  private let order: [File]

  init(_ connection: Connection, repositoryID: Int64) throws {
    self.connection = connection
    self.repositoryID = repositoryID
    order = try connection.rows(
      """
      SELECT file_id, content_id, path, folder, name, environment, kind FROM current_file
      WHERE repository_id = ? AND kind IN ('compose', 'env') AND parse_status <> 'template' ORDER BY path
      """, [.integer(repositoryID)]
    ).compactMap { row in
      guard let id = row.integer("file_id"), let contentID = row.integer("content_id"), let path = row.text("path"),
        let folder = row.text("folder"), let name = row.text("name"), let environment = row.text("environment"),
        let kind = row.text("kind")
      else { return nil }
      return File(
        id: id, contentID: contentID, path: path, folder: folder, name: name, environment: environment, kind: kind)
    }
    files = Dictionary(order.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func write() throws {
    let compose = order.filter { $0.kind == "compose" }
    guard !compose.isEmpty else { return }
    var projects: [String: Int64] = [:]
    for row in try connection.rows(
      "SELECT compose_project_id, folder FROM compose_project WHERE repository_id = ?", [.integer(repositoryID)])
    {
      if let folder = row.text("folder"), let id = row.integer("compose_project_id") { projects[folder] = id }
    }
    var writer = ComposeModelWriter(
      connection: connection, repositoryID: repositoryID, rowsLeft: Self.rowLimit, textLeft: Self.textLimit)
    for (folder, inFolder) in Dictionary(grouping: compose, by: \.folder).sorted(by: { $0.key < $1.key }) {
      guard let project = projects[folder] else { continue }
      for files in models(of: inFolder) {
        let model = ComposeProject(files: files.map(\.path)) { path in text(of: path) }
        let ids = model.files.map { self.files[$0]?.id ?? files[0].id }
        try writer.write(model, fileIDs: ids, baseID: files[0].id, projectID: project)
      }
    }
  }

  private func text(of path: String) -> [UInt8]? {
    guard let file = files[path] else { return nil }
    let row = try? connection.row("SELECT text FROM content_text WHERE content_id = ?", [.integer(file.contentID)])
    return (row?.text("text")).map { Array($0.utf8) }
  }

  private static let defaults = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]
  private static let overrides = [
    "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml",
  ]

  /// The file that Compose reads by itself with its override, and every other base file alone.
  private func models(of files: [File]) -> [[File]] {
    func first(_ names: [String]) -> File? {
      names.lazy.compactMap { name in files.first { $0.name == name } }.first
    }
    let main = first(Self.defaults)
    var models = files.filter { $0.environment == "base" && $0.id != main?.id }.map { [$0] }
    if let main { models.insert([main] + (first(Self.overrides).map { [$0] } ?? []), at: 0) }
    return models
  }
}

/// Writes the rows of merged projects until a repository has enough of them.
private struct ComposeModelWriter {
  let connection: Connection
  let repositoryID: Int64
  var rowsLeft: Int
  var textLeft: Int

  mutating func write(_ model: ComposeProject, fileIDs: [Int64], baseID: Int64, projectID: Int64) throws {
    let keys: [Value] = [.integer(repositoryID), .integer(projectID), .integer(baseID)]
    func file(_ origin: ComposeOrigin) -> Value {
      let index = Int(origin.file)
      return .integer(fileIDs.indices.contains(index) ? fileIDs[index] : baseID)
    }
    for problem in model.problems {
      try connection.execute(
        """
        INSERT INTO compose_project_problem (repository_id, compose_project_id, base_file_id, kind, path, message,
          file_id, line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        keys + [
          .text(problem.kind.rawValue), Value(problem.path), .text(problem.message), file(problem.origin),
          Value(problem.line),
        ])
    }
    try model.tree.forEachValue { value in
      let text = value.tree.text
      rowsLeft -= 1
      textLeft -= value.path.utf8.count + (text?.utf8.count ?? 0)
      guard rowsLeft > 0, textLeft > 0 else { return }
      try connection.execute(
        """
        INSERT INTO compose_project_node (repository_id, compose_project_id, base_file_id, service, path, kind, value,
          type, file_id, line)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        keys + [
          Value(value.service), .text(value.path), .text(Self.kind(of: value.tree)), Value(text),
          Value(value.tree.scalar?.kind.typeName), file(value.origin), Value(value.origin.line),
        ])
    }
  }

  private static func kind(of tree: ComposeTree) -> String {
    switch tree.content {
    case .mapping: "mapping"
    case .sequence: "sequence"
    case .scalar: "scalar"
    }
  }
}
