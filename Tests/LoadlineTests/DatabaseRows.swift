import Store

@testable import Loadline

extension AuditDatabase {
  /// Every row that a crawl and its judgement leave, by table, with names in the place of keys, so that databases which came to
  /// be in different ways can be compared. Left out is what tells of the crawls themselves.
  func comparableRows() throws -> [String: [String]] {
    try database.read { connection in
      var rows: [String: [String]] = [:]
      for (table, sql) in Self.comparisons {
        rows[table] = try connection.rows(sql).map { $0.values.map { $0.text ?? "-" }.joined(separator: "|") }.sorted()
      }
      for table in FactTable.allCases {
        // Keys of facts are the content's key and a position: the position alone says the same in every database.
        let columns = table.columns.map { column in
          column == "content_id"
            ? "c.blob_id, c.kind" : column.hasSuffix("_id") ? "t.\(column) & 1048575" : "t.\"\(column)\""
        }
        let sql =
          "SELECT \(columns.joined(separator: ", ")) FROM \(table.name) AS t JOIN content AS c USING (content_id)"
        rows[table.name] = try connection.rows(sql).map { $0.values.map { $0.text ?? "-" }.joined(separator: "|") }
          .sorted()
      }
      return rows
    }
  }

  private static let file =
    "JOIN file AS f ON f.file_id = t.file_id JOIN repository AS r ON r.repository_id = f.repository_id"
  /// Answers about the organisation begin with the crawl that first gives them, so that only those of now are the same.
  private static let isOfNow = "k.target <> 'organisation' OR t.valid_to IS NULL"
  private static func since(_ column: String) -> String { "iif(k.target = 'organisation', '', t.\(column))" }
  private static let answers = "t.pass, t.fail, t.exempt, t.unknown, t.error"

  private static let comparisons: [String: String] = [
    "repository": """
    SELECT name, location, form, default_branch, head_commit, head_at, status, reason, is_shallow, history_from,
      state_fingerprint, judged_from, judged_to, judged_by, present_to FROM repository
    """,
    "file": """
    SELECT r.name, f.path, f.kind, f.environment, f.scope, f.is_template, o.path FROM file AS f
    JOIN repository AS r USING (repository_id) LEFT JOIN file AS o ON o.file_id = f.renamed_from_file_id
    """,
    "content": "SELECT blob_id, kind, size, line_count, parse_status, facts_version FROM content",
    "content_text": "SELECT blob_id, kind, text FROM content_text JOIN content USING (content_id)",
    "file_version": """
    SELECT r.name, f.path, c.blob_id, t.valid_from, t.valid_to, t.from_commit, t.to_commit, t.ended_by
    FROM file_version AS t \(file) JOIN content AS c ON c.content_id = t.content_id
    """,
    "file_owner": "SELECT r.name, f.path, t.owner, t.source FROM file_owner AS t \(file)",
    "diagnostic": """
    SELECT c.blob_id, r.name, d.path, d.line, d.kind, d.severity, d.message FROM diagnostic AS d
    LEFT JOIN content AS c USING (content_id) LEFT JOIN repository AS r ON r.repository_id = d.repository_id
    """,
    "content_result": """
    SELECT c.blob_id, c.kind, k.rule_id, t.outcome FROM content_result AS t JOIN content AS c USING (content_id)
    JOIN rule AS k USING (rule_number)
    """,
    "content_finding": """
    SELECT c.blob_id, c.kind, k.rule_id, t.kind, t.line, t.subject, t.occurrence, t.message, e.line, e.rule
    FROM content_finding AS t JOIN content AS c USING (content_id) JOIN rule AS k USING (rule_number)
    LEFT JOIN exemption AS e ON e.exemption_id = t.exemption_id
    """,
    "file_result": """
    SELECT r.name, f.path, k.rule_id, t.outcome, \(since("valid_from")), t.valid_to FROM file_result AS t \(file)
    JOIN rule AS k USING (rule_number) WHERE \(isOfNow)
    """,
    "file_finding": """
    SELECT r.name, f.path, k.rule_id, t.kind, t.line, t.subject, t.occurrence, t.message, \(since("valid_from")), t.valid_to
    FROM file_finding AS t \(file) JOIN rule AS k USING (rule_number) WHERE \(isOfNow)
    """,
    "exemption": """
    SELECT e.source, e.tool, c.blob_id, e.line, e.applies_from, e.applies_to, e.rule, e.reason, e.until, e.is_counted,
      (SELECT group_concat(rule_id, ' ') FROM (
        SELECT k.rule_id FROM exemption_rule AS x JOIN rule AS k USING (rule_number)
        WHERE x.exemption_id = e.exemption_id ORDER BY 1))
    FROM exemption AS e LEFT JOIN content AS c USING (content_id)
    """,
    "finding_life": """
    SELECT r.name, f.path, k.rule_id, t.kind, t.line, t.subject, t.occurrence, t.message, t.status,
      \(since("first_seen")), t.first_commit, t.ended_at, t.ended_commit
    FROM finding_life AS t \(file) JOIN rule AS k USING (rule_number)
    WHERE k.target <> 'organisation' OR t.ended_at IS NULL
    """,
    "pattern_adoption": """
    SELECT t.pattern_id, c.blob_id, c.kind, r.name, f.path, t.is_adopted, t.line, t.valid_from, t.valid_to
    FROM pattern_adoption AS t LEFT JOIN content AS c USING (content_id) LEFT JOIN file AS f ON f.file_id = t.file_id
    LEFT JOIN repository AS r ON r.repository_id = f.repository_id
    """,
    "build_context": """
    SELECT r.name, d.path, c.path, t.service_name, t.context_path, i.path, t.evidence FROM build_context AS t
    JOIN repository AS r USING (repository_id) LEFT JOIN file AS d ON d.file_id = t.dockerfile_file_id
    LEFT JOIN file AS c ON c.file_id = t.compose_file_id LEFT JOIN file AS i ON i.file_id = t.dockerignore_file_id
    """,
    "compose_project": """
    SELECT r.name, p.folder, f.path, t.role FROM compose_project_file AS t
    JOIN compose_project AS p USING (compose_project_id) \(file)
    """,
    "result_count": """
    SELECT r.name, k.rule_id, t.scope, \(answers) FROM result_count AS t JOIN repository AS r USING (repository_id)
    JOIN rule AS k USING (rule_number)
    """,
    "result_change": """
    SELECT r.name, k.rule_id, t.scope, t.day, \(answers) FROM result_change AS t JOIN repository AS r USING (repository_id)
    JOIN rule AS k USING (rule_number)
    """,
    "rule_change":
      "SELECT k.rule_id, t.scope, t.day, \(answers) FROM rule_change AS t JOIN rule AS k USING (rule_number)",
    "repository_change": """
    SELECT r.name, t.scope, t.day, \(answers) FROM repository_change AS t JOIN repository AS r USING (repository_id)
    """,
    "owner_change": """
    SELECT t.owner, r.name, t.scope, t.day, \(answers) FROM owner_change AS t JOIN repository AS r USING (repository_id)
    """,
    "pattern_change": """
    SELECT r.name, t.pattern_id, t.scope, t.day, t.possible, t.adopted FROM pattern_change AS t
    JOIN repository AS r USING (repository_id)
    """,
    "image_change": """
    SELECT r.name, t.image_registry, t.image_repository, t.tag, t.scope, t.day, t.files FROM image_change AS t
    JOIN repository AS r USING (repository_id)
    """,
    "compliance_trend": """
    SELECT period, dimension, value, scope, pass, fail, exempt, unknown, rate FROM compliance_trend
    WHERE grain IN ('week', 'month', 'quarter')
    """,
    "pattern_trend": "SELECT period, pattern_id, scope, possible, adopted FROM pattern_trend WHERE grain = 'month'",
    "image_trend": "SELECT period, image_repository, tag, scope, files FROM image_trend WHERE grain = 'month'",
    "rule_set": "SELECT fingerprint, rules FROM rule_set",
  ]
}
