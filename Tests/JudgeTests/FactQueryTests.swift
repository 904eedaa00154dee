import Facts
import Store
import Testing

@testable import Judge

/// A check leaves out what a query cannot select, so what is told of queries must never be too much: what is said to
/// select nothing is selected here, too.
@Suite struct FactQueryTests {
  private static let dockerfile = """
    FROM alpine:3.20 AS build
    RUN apk add --no-cache 'a_b' "it's" Größe && curl -fsSL https://example.com/x
    EXPOSE 80 443
    USER app
    """

  @Test(arguments: [
    "SELECT content_id FROM port",
    "SELECT content_id FROM stage WHERE EXISTS (SELECT 1 FROM volume) OR name = 'build'",
    "SELECT s.content_id FROM stage AS s LEFT JOIN volume AS v ON v.stage_id = s.stage_id",
    "SELECT s.content_id FROM stage AS s LEFT OUTER JOIN volume AS v ON v.path = 'x' JOIN port AS p ON 1",
    "SELECT v.content_id FROM volume AS v RIGHT JOIN port AS p ON 1",
    "SELECT content_id FROM volume UNION SELECT content_id FROM port",
    "SELECT content_id FROM port EXCEPT SELECT content_id FROM volume",
    "WITH volume AS (SELECT content_id FROM port) SELECT content_id FROM volume",
    "WITH n (volumes) AS (SELECT count(*) FROM volume) SELECT p.content_id FROM port AS p, n WHERE n.volumes = 0",
    "SELECT max(content_id) FROM volume",
    "SELECT content_id FROM stage WHERE NOT EXISTS (SELECT 1 FROM volume)",
    "SELECT content_id FROM stage WHERE name NOT IN (SELECT path FROM volume)",
    "SELECT content_id FROM (SELECT content_id FROM port)",
    "SELECT content_id FROM main.port",
    "SELECT content_id, NULL IS DISTINCT FROM volume FROM (SELECT content_id, 1 AS volume FROM port)",
    "SELECT content_id FROM shell_command WHERE program = 'apk' AND keyword = 'RUN'",
    "select CONTENT_ID from SHELL_COMMAND where PROGRAM = 'curl'",
    "SELECT content_id FROM shell_command WHERE program IN ('wget', 'curl')",
    "SELECT content_id FROM shell_command WHERE NOT program = 'wget'",
    "SELECT content_id FROM shell_command WHERE program = 'CURL' COLLATE NOCASE",
    "SELECT content_id FROM shell_command WHERE program = 'cu' || 'rl'",
    "SELECT content_id FROM shell_command WHERE program <> 'apk'",
    "SELECT content_id FROM shell_command WHERE arguments LIKE '%\"ADD\"%nO-CACHE%'",
    "SELECT content_id FROM shell_command WHERE arguments LIKE '%a~_b%' ESCAPE '~'",
    "SELECT content_id FROM shell_command WHERE arguments LIKE '%it''s%'",
    "SELECT content_id FROM shell_command WHERE arguments LIKE '%größe%' OR arguments LIKE '%Größe%'",
    "SELECT content_id FROM shell_command WHERE arguments GLOB '*[[]*-f[^x]*/x[^x]*[]x]'",
    "SELECT content_id FROM port WHERE number = '80' OR text = 80",
    "SELECT content_id FROM port WHERE number BETWEEN 70 AND 90 AND text = '80'",
    "SELECT content_id FROM port WHERE CASE WHEN number = 1 AND text = '1' THEN 0 ELSE 1 END AND text = '80'",
    "SELECT content_id FROM port WHERE (number, text) IN (SELECT 80, '80')",
    "SELECT content_id FROM stage WHERE image IS NOT NULL -- AND name = 'x'\n AND /* name = 'y' AND */ is_final = 1",
    "SELECT p.content_id FROM port AS p, stage AS s WHERE p.text = '80' AND s.name = 'build'",
    "SELECT content_id FROM stage AS s WHERE EXISTS (SELECT 1 FROM port AS p WHERE p.text = '80' AND s.name = 'build')",
    "SELECT p.content_id FROM port AS p LEFT JOIN rule AS r ON r.title = 'x'",
    "VALUES (1)",
    "SELECT 1",
  ])
  func `What a query may select it is not said to miss`(sql: String) throws {
    try expect(true, sql)
  }

  @Test(arguments: [
    "SELECT content_id FROM volume",
    "SELECT s.content_id FROM stage AS s JOIN volume AS v ON v.stage_id = s.stage_id",
    "SELECT s.content_id FROM stage AS s, volume AS v",
    "SELECT content_id FROM volume UNION ALL SELECT content_id FROM label",
    "WITH place AS MATERIALIZED (SELECT content_id FROM volume) SELECT p.content_id FROM port JOIN place AS p ON 1",
    "SELECT content_id FROM (SELECT content_id FROM volume)",
    "SELECT content_id, max(line) FROM volume GROUP BY content_id HAVING count(*) > 0",
    "SELECT content_id FROM stage WHERE EXISTS (SELECT 1 FROM volume) AND name = 'build'",
    "SELECT content_id FROM stage WHERE stage_id IN (SELECT stage_id FROM volume)",
    "SELECT s.content_id FROM stage AS s LEFT JOIN port AS p ON p.stage_id = s.stage_id WHERE p.text = '81'",
    "SELECT content_id FROM shell_command WHERE program = 'wget'",
    "SELECT content_id FROM shell_command WHERE program IN ('wget', 'apt')",
    "SELECT content_id FROM shell_command WHERE program = 'apk' AND arguments LIKE '%example.com%'",
    "SELECT content_id FROM shell_command WHERE arguments LIKE '%no-cache%add%'",
    "SELECT content_id FROM shell_command AS c WHERE (c.program = 'wget' OR c.keyword = 'CMD') AND c.line > 0",
    "SELECT content_id FROM shell_command WHERE program GLOB 'AP[kt]'",
    "SELECT content_id FROM shell_command WHERE keyword <> 'RUN'",
    "SELECT content_id FROM port WHERE number = 81",
    "SELECT content_id FROM port WHERE number BETWEEN 70 AND 90 AND text = '81'",
    "SELECT content_id FROM stage WHERE workdir IS NOT NULL",
    "SELECT content_id FROM copy_source WHERE origin = 'context'",
  ])
  func `What a query cannot select is seen`(sql: String) throws {
    try expect(false, sql)
  }

  @Test func `A table of many rows is not looked through`() throws {
    let lines = (1...1001).map { "EXPOSE \($0)" }
    let text = (["FROM scratch"] + lines).joined(separator: "\n")
    try expect(true, "SELECT content_id FROM port WHERE text = 'x'", in: text, isSelected: false)
  }

  @Test(arguments: [
    "SELECT 1 FROM port WHERE " + String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000),
    String(repeating: "SELECT 1 FROM (", count: 5000), "SELECT 'x", "SELECT 1 FROM", ")", "",
  ])
  func `A query that is not understood may select anything`(sql: String) throws {
    try LoadlineDatabase().write { connection in
      let tables = try KnownTables(connection) { _ in false }
      #expect(FactQuery.maySelect(sql, in: tables))
    }
  }

  private func expect(
    _ mayBeSelected: Bool, _ sql: String, in text: String = dockerfile, isSelected: Bool? = nil
  ) throws {
    try LoadlineDatabase().write { connection in
      try BulkWriter(connection).insert(
        Facts.extract(contentID: 1, kind: "dockerfile", bytes: Array(text.utf8)), blobID: "1", size: text.utf8.count,
        lineCount: 4, text: nil, factsVersion: Facts.version)
      let facts = Set(FactTable.allCases.map(\.name))
      let tables = try KnownTables(connection, where: facts.contains)
      #expect(FactQuery.maySelect(sql, in: tables) == mayBeSelected)
      #expect(try connection.hasRows(sql) == (isSelected ?? mayBeSelected))
    }
  }
}
