import Facts
import Store
import Testing

/// A repository in memory whose files are taken apart and tied together.
private struct RepositoryFixture {
  let database: LoadlineDatabase

  init(_ files: KeyValuePairs<String, String>) throws {
    database = try LoadlineDatabase()
    let files = files.map { (path: $0.key, text: $0.value) }
    try database.write { connection in
      try connection.script(
        """
        INSERT INTO scan (scan_id, started_at, loadline_version, roots, source)
        VALUES (1, '2026-08-01T00:00:00Z', '0', '[]', 'head');
        INSERT INTO repository (repository_id, name, location, form, head_at, status, history_from, present_from)
        VALUES (1, 'team/app', '/x', 'checkout', '2026-07-01T00:00:00Z', 'scanned', '2024-01-01T00:00:00Z',
          '2026-08-01T00:00:00Z');
        """)
      for (index, file) in files.enumerated() {
        try Self.add(file.path, file.text, id: Int64(index + 1), connection)
      }
      try Links(connection).renew(repositories: [1])
    }
  }

  private static func add(_ path: String, _ text: String, id: Int64, _ connection: Connection) throws {
    let parts = path.split(separator: "/").map(String.init)
    let name = parts.last ?? path
    let kind = name.contains(".env") ? "env" : "compose"
    try BulkWriter(connection).insert(
      Facts.extract(contentID: id, kind: kind, bytes: Array(text.utf8)), blobID: "b\(id)", size: text.utf8.count,
      lineCount: 1, text: text, factsVersion: Facts.version)
    try connection.execute(
      """
      INSERT INTO file (file_id, repository_id, path, folder, name, kind, environment, scope, is_template)
      VALUES (?, 1, ?, ?, ?, ?, ?, 'product', 0)
      """,
      [
        .integer(id), .text(path), .text(parts.dropLast().joined(separator: "/")), .text(name), .text(kind),
        .text(name.contains("override") ? "override" : "base"),
      ])
    try connection.execute(
      "INSERT INTO file_version (file_id, content_id, valid_from) VALUES (?1, ?1, '2026-07-01T00:00:00Z')",
      [.integer(id)])
  }

  /// The rows of a query, their columns joined by `|`, NULL as `-`.
  func query(_ sql: String) throws -> [String] {
    try database.read { connection in
      let width = try connection.columns(of: sql).count
      return try connection.rows(sql).map { row in (0..<width).map { row[$0].text ?? "-" }.joined(separator: "|") }
    }
  }
}

struct ComposeLinkTests {
  private func fixture() throws -> RepositoryFixture {
    try RepositoryFixture([
      "compose.yaml": """
      services:
        web:
          image: nginx:${TAG}
          ports: ["80"]
          env_file: [.env, {path: gone.env, required: false}]
          networks: [front]
          extends: {file: base/common.yaml, service: any}
      """,
      "compose.override.yaml": """
      networks: {front: }
      services:
        web:
          image: httpd:${TAG}
          ports: ["127.0.0.1:81:81"]
          secrets: [key]
      """,
      "base/common.yaml": "include: [../more.yaml, 'https://x.org/y.yaml']\nservices:\n  any:\n    build: ./src\n",
      ".env": "TAG=1.2\n",
      "more.yaml": "services: {other: {image: a}}\nsecrets: {s: {file: ../../s}}\n",
    ])
  }

  @Test func mergedProject() throws {
    let rows = try fixture().query(
      """
      SELECT n.path, n.value, n.service, f.path, n.line FROM compose_project_node AS n JOIN file AS f USING (file_id)
      WHERE base_file_id = 1 AND n.kind = 'scalar'
        AND (n.path LIKE '%image' OR n.path LIKE '%target' OR n.path LIKE '%context') ORDER BY n.path
      """)
    #expect(
      rows == [
        "services.web.build.context|base/src|web|base/common.yaml|4",
        "services.web.image|httpd:1.2|web|compose.override.yaml|4",
        "services.web.ports[0].target|80|web|compose.yaml|4",
        "services.web.ports[1].target|81|web|compose.override.yaml|5",
        "services.web.secrets[0].target|/run/secrets/key|web|compose.override.yaml|6",
      ])
  }

  @Test func problemsOfTheMergedProject() throws {
    let rows = try fixture().query(
      """
      SELECT p.kind, p.path, f.path, p.line FROM compose_project_problem AS p JOIN file AS f USING (file_id)
      ORDER BY p.base_file_id, p.line
      """)
    #expect(
      rows == ["reference|services.web.secrets|compose.override.yaml|6", "reference|include|base/common.yaml|1"])
  }

  @Test func namedFiles() throws {
    let rows = try fixture().query(
      """
      SELECT r.kind, r.path, r.target_path, r.target_file_id, r.is_required, r.service_id IS NULL, r.line
      FROM compose_reference AS r ORDER BY r.compose_file_id, r.line, r.path
      """)
    #expect(
      rows == [
        "env_file|.env|.env|4|1|0|5", "env_file|gone.env|gone.env|-|0|0|5",
        "extends|base/common.yaml|base/common.yaml|3|1|0|7", "include|../more.yaml|more.yaml|5|1|1|1",
        "include|https://x.org/y.yaml|-|-|1|1|1", "secret_file|../../s|-|-|1|1|2",
      ])
  }

  @Test func renewalLeavesTheSame() throws {
    let fixture = try fixture()
    let sql = "SELECT base_file_id, path, value, file_id, line FROM compose_project_node ORDER BY 1, 2"
    let before = try fixture.query(sql)
    try fixture.database.write { try Links($0).renew(repositories: [1]) }
    #expect(try fixture.query(sql) == before)
    #expect(!before.isEmpty)
  }
}
