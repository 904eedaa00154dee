import Facts
import Store

/// What the rules of repositories see: a temporary `current_file` in front of the view, with the rated files of some
/// repositories at one moment, and in front of the fact tables views of these files' facts, so that one repository costs
/// no walk through the whole organisation; for the past, temporary tables of links, too.
struct RepositoryScene {
  let connection: Connection

  /// While `body` runs, the scene is set for the repositories as they are now.
  func present(_ repositories: [Int64], _ body: () throws -> Void) throws {
    try connection.script(Self.files + Self.facts)
    try showPresent(repositories)
    try showContents()
    try body()
    try connection.script(Self.strikeFacts + Self.strikeFiles)
  }

  /// The same, but without views in front of the fact tables: making them costs more than all that a single file takes.
  func only(_ repositories: [Int64], _ body: () throws -> Void) throws {
    try connection.script(Self.files)
    try showPresent(repositories)
    try body()
    try connection.script(Self.strikeFiles)
  }

  /// While `body` runs, the scene is set for all repositories as they are now; the facts of the past are not hidden.
  func organisation(at now: String, _ body: () throws -> Void) throws {
    try connection.script(Self.files)
    let all = try connection.rows("SELECT repository_id FROM repository").compactMap { $0[0].integer }
    try show(all.map { ($0, now) }, Self.presentFiles)
    try body()
    try connection.script(Self.strikeFiles)
  }

  /// A repository at a time.
  struct Moment {
    let repository: Int64
    let time: String
  }

  /// While `body` runs, it may set the scene for one round of moments after the other with ``show(_:)``.
  func past(_ body: () throws -> Void) throws {
    try connection.script(Self.files + Self.facts + Self.links)
    try body()
    try connection.script(Self.strikeFacts + Self.strikeFiles + Self.strikeLinks)
  }

  /// Sets the scene for repositories, each as it was at a moment of its own.
  func show(_ moments: [Moment]) throws {
    try connection.execute("DELETE FROM temp.build_context")
    try connection.execute("DELETE FROM temp.compose_reference")
    try connection.execute("DELETE FROM temp.compose_project_file")
    try connection.execute("DELETE FROM temp.compose_project")
    try show(moments.map { ($0.repository, $0.time) }, Self.pastFiles)
    try showContents()
    try Links(connection).tie(repositories: moments.map(\.repository))
  }

  private func showContents() throws {
    try connection.execute("DELETE FROM temp.current_content")
    try connection.execute(
      "INSERT INTO temp.current_content SELECT DISTINCT content_id FROM temp.current_file")
  }

  private func showPresent(_ repositories: [Int64]) throws {
    let moments = try repositories.map { ($0, try RepositoryHistory.present(of: $0, connection)) }
    try show(moments, Self.presentFiles)
  }

  private func show(_ moments: [(repository: Int64, time: String?)], _ files: String) throws {
    try connection.execute("DELETE FROM temp.judged_repository")
    for moment in moments {
      try connection.execute(
        "INSERT INTO judged_repository VALUES (?, ?)", [.integer(moment.repository), Value(moment.time)])
    }
    try connection.execute("DELETE FROM temp.current_file")
    try connection.execute("INSERT INTO temp.current_file \(files)")
  }

  private static let presentFiles = """
    SELECT f.file_id, f.content_id, f.repository_id, f.repository, f.path, f.folder, f.name, f.kind, f.environment,
      f.scope, f.parse_status, f.is_rated, f.since, f.size
    FROM temp.judged_repository AS j JOIN main.current_file AS f ON f.repository_id = j.repository_id
    WHERE f.is_rated = 1
    """

  /// By the last version that began before: a file may have hundreds of earlier ones.
  private static let pastFiles = """
    SELECT f.file_id, v.content_id, f.repository_id, r.name, f.path, f.folder, f.name, f.kind, f.environment, f.scope,
      c.parse_status, 1, v.valid_from, c.size
    FROM temp.judged_repository AS j CROSS JOIN repository AS r ON r.repository_id = j.repository_id
    CROSS JOIN file AS f ON f.repository_id = j.repository_id
    CROSS JOIN file_version AS v ON v.file_id = f.file_id AND v.valid_from = (
      SELECT max(w.valid_from) FROM file_version AS w WHERE w.file_id = f.file_id AND w.valid_from <= j.moment)
    CROSS JOIN main.content AS c ON c.content_id = v.content_id
    WHERE (v.valid_to IS NULL OR v.valid_to > j.moment) AND f.is_template = 0
      AND c.parse_status IN ('parsed', 'partial')
    """

  private static let files = """
    CREATE TEMP TABLE judged_repository (repository_id INTEGER PRIMARY KEY, moment TEXT);
    CREATE TEMP TABLE current_file (file_id INTEGER PRIMARY KEY, content_id INTEGER, repository_id INTEGER,
      repository TEXT, path TEXT, folder TEXT, name TEXT, kind TEXT, environment TEXT, scope TEXT, parse_status TEXT,
      is_rated INTEGER, since TEXT, size INTEGER);
    CREATE INDEX temp.current_file_by_content ON current_file (content_id);
    CREATE INDEX temp.current_file_by_folder ON current_file (repository_id, folder);

    """

  /// The contents stand in a table of their own: of files, each query would first make a list of them.
  private static let facts =
    "CREATE TEMP TABLE current_content (content_id INTEGER PRIMARY KEY);\n"
    + Shadow.facts.map { "CREATE TEMP VIEW \($0) AS \(rows(of: $0));\n" }.joined()

  /// With an index of programs and contents, SQLite looks up all contents of the list where a query names one; a join lets
  /// it look up that one.
  private static func rows(of table: String) -> String {
    table == FactTable.shellCommand.name
      ? "SELECT f.* FROM temp.current_content AS c CROSS JOIN main.\(table) AS f ON f.content_id = c.content_id"
      : "SELECT * FROM main.\(table) WHERE content_id IN (SELECT content_id FROM temp.current_content)"
  }

  private static let strikeFacts =
    Shadow.facts.map { "DROP VIEW temp.\($0);\n" }.joined() + "DROP TABLE temp.current_content;\n"

  private static let strikeFiles = "DROP TABLE temp.current_file; DROP TABLE temp.judged_repository;"

  private static let links = """
    CREATE TEMP TABLE build_context (build_context_id INTEGER PRIMARY KEY, repository_id INTEGER,
      dockerfile_file_id INTEGER, compose_file_id INTEGER, service_id INTEGER, service_name TEXT, context_path TEXT,
      dockerignore_file_id INTEGER, evidence TEXT);
    CREATE INDEX temp.build_context_by_dockerfile ON build_context (dockerfile_file_id);
    CREATE TEMP TABLE compose_project (compose_project_id INTEGER PRIMARY KEY, repository_id INTEGER, folder TEXT,
      UNIQUE (repository_id, folder));
    CREATE TEMP TABLE compose_project_file (compose_project_id INTEGER, file_id INTEGER, role TEXT,
      PRIMARY KEY (compose_project_id, file_id));
    CREATE INDEX temp.compose_project_file_by_file ON compose_project_file (file_id);
    CREATE TEMP TABLE compose_reference (compose_reference_id INTEGER PRIMARY KEY, repository_id INTEGER,
      compose_file_id INTEGER, service_id INTEGER, kind TEXT, path TEXT, target_path TEXT, target_file_id INTEGER,
      is_required INTEGER, line INTEGER);
    CREATE INDEX temp.compose_reference_by_file ON compose_reference (compose_file_id);
    CREATE TEMP TABLE compose_project_node (compose_project_node_id INTEGER PRIMARY KEY, repository_id INTEGER,
      compose_project_id INTEGER, base_file_id INTEGER, service TEXT, path TEXT, kind TEXT, value TEXT, type TEXT,
      file_id INTEGER, line INTEGER);
    CREATE TEMP TABLE compose_project_problem (compose_project_problem_id INTEGER PRIMARY KEY, repository_id INTEGER,
      compose_project_id INTEGER, base_file_id INTEGER, kind TEXT, path TEXT, message TEXT, file_id INTEGER,
      line INTEGER);

    """

  private static let strikeLinks = """
    DROP TABLE temp.build_context; DROP TABLE temp.compose_project_file;
    DROP TABLE temp.compose_reference; DROP TABLE temp.compose_project_node; DROP TABLE temp.compose_project_problem; DROP TABLE temp.compose_project;
    """
}
