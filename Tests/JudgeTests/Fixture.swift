import Store

/// A small organisation in memory: the rows that a crawl would write, and rules over `label` facts.
struct Fixture {
  let database: LoadlineDatabase

  init() throws {
    database = try LoadlineDatabase()
    try database.write { connection in
      try connection.script(
        """
        INSERT INTO scan (scan_id, started_at, loadline_version, roots, source)
        VALUES (1, '2026-08-01T00:00:00Z', '0', '[]', 'head');
        INSERT INTO repository (repository_id, name, location, form, head_at, status, history_from, present_from)
        VALUES (1, 'team/app', '/x', 'checkout', '2026-07-01T00:00:00Z', 'scanned', '2024-01-01T00:00:00Z',
          '2026-08-01T00:00:00Z');
        INSERT INTO file (file_id, repository_id, path, folder, name, kind, environment, scope, is_template)
        VALUES (1, 1, 'Dockerfile', '', 'Dockerfile', 'dockerfile', 'base', 'product', 0);
        """)
    }
  }

  /// Adds a content whose labels are `name@line`.
  func content(_ id: Int64, labels: [(name: String, line: Int)], suppressions: [FactRows.Suppression] = []) throws {
    var rows = FactRows(contentID: id, kind: "dockerfile")
    for label in labels {
      rows.append(
        .label,
        [.integer(rows.nextID(.label)), .integer(id), nil, 0, .text(label.name), "", nil, Value(label.line)])
    }
    rows.suppressions = suppressions
    try database.write {
      try BulkWriter($0).insert(rows, blobID: "b\(id)", size: 1, lineCount: 9, text: "", factsVersion: 1)
    }
  }

  func version(file: Int64 = 1, content: Int64, from: String, to: String? = nil, endedBy: String? = nil) throws {
    try database.write {
      try $0.execute(
        """
        INSERT INTO file_version (file_id, content_id, valid_from, valid_to, from_commit, to_commit, ended_by)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(file), .integer(content), .text(from), Value(to), .text("c-\(from)"), Value(to.map { "c-\($0)" }),
          Value(endedBy),
        ])
    }
  }

  /// A rule that every content has no label named `bad`.
  func rule(
    _ number: Int64 = 1, target: String = "dockerfile", applies: String = "SELECT content_id FROM content",
    violations: String = "SELECT content_id, line, name AS subject FROM label WHERE name LIKE 'bad%'",
    unknown: String? = nil, fingerprint: String = "1"
  ) throws {
    try database.write {
      try $0.execute(
        """
        INSERT OR REPLACE INTO rule (rule_number, rule_id, title, target, severity, confidence, category, message,
          is_enabled, conceals_line, since, rationale, fix, applies_sql, violations_sql, unknown_sql, origin, fingerprint)
        VALUES (?1, 'rule-' || ?1, 'Rule', ?2, 'high', 'high', 'style', '{subject} isn''t good at {line}', 1, 0, '0', '',
          '', ?3, ?4, ?5, 'built-in', ?6)
        """,
        [.integer(number), .text(target), .text(applies), .text(violations), Value(unknown), .text(fingerprint)])
    }
  }

  @discardableResult
  func rows(_ sql: String) throws -> [String] {
    try database.read { try $0.rows(sql).map { $0.values.map { $0.text ?? "-" }.joined(separator: " ") } }
  }
}
