import Store

/// Takes along what other programs said: results of scanners, sizes of images, and the floor of the history.
struct ImportedFactsMerge {
  let connection: Connection
  let part: String

  /// Returns whether sizes of images came.
  func run() throws -> Bool {
    try connection.script(results)
    try connection.execute(
      """
      INSERT INTO main.setting (name, value)
      SELECT name, value FROM \(part).setting
      WHERE name = 'history_floor' AND EXISTS (SELECT 1 FROM temp.merged_repository)
      ON CONFLICT (name) DO UPDATE SET value = CAST(
        max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER)) AS TEXT)
      """)
    try connection.execute(
      """
      DELETE FROM main.image_size AS h WHERE EXISTS (
        SELECT 1 FROM \(part).image_size AS o WHERE \(Self.isSameImage) AND o.imported_at > h.imported_at)
      """)
    try connection.execute(
      """
      INSERT INTO main.image_size (registry, repository, tag, digest, image_id, size_bytes, created_at, imported_at)
      SELECT registry, repository, tag, digest, image_id, size_bytes, created_at, imported_at
      FROM \(part).image_size AS o WHERE NOT EXISTS (SELECT 1 FROM main.image_size AS h WHERE \(Self.isSameImage))
      """)
    return connection.changes > 0
  }

  private static let isSameImage = """
    h.registry = o.registry AND h.repository = o.repository AND h.tag IS o.tag AND h.digest IS o.digest
    """

  /// Of what a scanner said of a repository, the later run counts. What it said of no repository known is put together.
  private var results: String {
    """
    INSERT OR IGNORE INTO main.external_tool (name) SELECT name FROM \(part).external_tool;
    INSERT OR IGNORE INTO main.external_rule (external_tool_id, rule, title, help_uri)
    SELECT h.external_tool_id, r.rule, r.title, r.help_uri FROM \(part).external_rule AS r
    JOIN \(part).external_tool AS t ON t.external_tool_id = r.external_tool_id
    JOIN main.external_tool AS h ON h.name = t.name;
    INSERT INTO main.external_import (external_tool_id, tool_version, ran_at, imported_at, results, unmapped)
    SELECT h.external_tool_id, i.tool_version, i.ran_at, i.imported_at, i.results, i.unmapped
    FROM \(part).external_import AS i JOIN \(part).external_tool AS t ON t.external_tool_id = i.external_tool_id
    JOIN main.external_tool AS h ON h.name = t.name
    WHERE NOT EXISTS (
      SELECT 1 FROM main.external_import AS k WHERE k.external_tool_id = h.external_tool_id AND k.ran_at = i.ran_at
        AND k.imported_at = i.imported_at AND k.results = i.results);

    CREATE TEMP TABLE merged_result AS
    SELECT k.external_rule_id, k.external_tool_id, r.repository_id, f.path, f.line, f.end_line, f.level, f.message,
      f.occurrence, f.is_suppressed, f.first_seen, f.last_seen, f.fixed_at
    FROM \(part).external_finding AS f
    JOIN \(part).external_rule AS o ON o.external_rule_id = f.external_rule_id
    JOIN \(part).external_tool AS t ON t.external_tool_id = o.external_tool_id
    JOIN main.external_tool AS h ON h.name = t.name
    JOIN main.external_rule AS k ON k.external_tool_id = h.external_tool_id AND k.rule = o.rule
    LEFT JOIN \(part).repository AS p ON p.repository_id = f.repository_id
    LEFT JOIN main.repository AS r ON r.name = p.name;

    CREATE TEMP TABLE merged_run AS
    SELECT external_tool_id, repository_id, max(max(last_seen, ifnull(fixed_at, ''))) AS ran_at
    FROM temp.merged_result WHERE repository_id IS NOT NULL GROUP BY external_tool_id, repository_id;
    DELETE FROM temp.merged_run WHERE ran_at <= (
      SELECT max(max(f.last_seen, ifnull(f.fixed_at, ''))) FROM main.external_finding AS f
      JOIN main.external_rule AS k ON k.external_rule_id = f.external_rule_id
      WHERE k.external_tool_id = merged_run.external_tool_id AND f.repository_id = merged_run.repository_id);
    DELETE FROM main.external_finding AS f WHERE EXISTS (
      SELECT 1 FROM temp.merged_run AS m JOIN main.external_rule AS k ON k.external_tool_id = m.external_tool_id
      WHERE m.repository_id = f.repository_id AND k.external_rule_id = f.external_rule_id);

    INSERT INTO main.external_finding (external_rule_id, repository_id, path, line, end_line, level, message, occurrence,
      is_suppressed, first_seen, last_seen, fixed_at)
    SELECT o.external_rule_id, o.repository_id, o.path, o.line, o.end_line, o.level, o.message, o.occurrence,
      o.is_suppressed, o.first_seen, o.last_seen, o.fixed_at FROM temp.merged_result AS o
    WHERE EXISTS (
      SELECT 1 FROM temp.merged_run AS m
      WHERE m.external_tool_id = o.external_tool_id AND m.repository_id = o.repository_id)
    OR o.repository_id IS NULL AND NOT EXISTS (
      SELECT 1 FROM main.external_finding AS h WHERE h.external_rule_id = o.external_rule_id AND h.repository_id IS NULL
        AND h.path = o.path AND h.message = o.message AND h.occurrence = o.occurrence);
    UPDATE main.external_finding AS h SET file_id = (
      SELECT f.file_id FROM main.file AS f WHERE f.repository_id = h.repository_id AND f.path = h.path)
    WHERE h.repository_id IN (
      SELECT repository_id FROM temp.merged_run UNION SELECT new_id FROM temp.merged_repository);
    DROP TABLE temp.merged_result; DROP TABLE temp.merged_run;
    """
  }
}
