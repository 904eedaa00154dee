import Testing

@testable import Judge

/// A check leaves out what a query cannot select, so what is told of queries must never be too much.
@Suite struct FactQueryTests {
  @Test(arguments: [
    ("SELECT content_id FROM port", ["port"]),
    ("SELECT s.content_id FROM stage AS s JOIN port AS p ON p.stage_id = s.stage_id", ["stage", "port"]),
    ("SELECT s.content_id FROM stage AS s LEFT JOIN port AS p ON 1 JOIN label AS l ON 1", ["stage", "label"]),
    ("SELECT s.content_id FROM stage AS s LEFT OUTER JOIN port AS p ON 1", ["stage"]),
    ("SELECT content_id FROM stage WHERE NOT EXISTS (SELECT 1 FROM port)", ["stage"]),
    ("SELECT content_id FROM (SELECT content_id FROM port)", []),
    ("SELECT content_id FROM port UNION SELECT content_id FROM volume", []),
    ("WITH port AS (SELECT 1 AS content_id) SELECT content_id FROM port", []),
    ("SELECT content_id FROM stage RIGHT JOIN port ON 1", []),
    ("SELECT content_id FROM stage, port", ["stage"]),
    ("SELECT content_id FROM content -- FROM port\nJOIN stage USING (content_id)", ["stage"]),
    ("SELECT 'FROM port', ')' FROM stage", ["stage"]),
  ])
  func `It knows the tables without which a query selects nothing`(sql: String, tables: [String]) {
    #expect(FactQuery(sql).joined == tables)
  }

  @Test(arguments: [
    ("SELECT content_id FROM port JOIN content USING (content_id)", true),
    ("WITH known AS (SELECT value FROM json_each('[]')) SELECT content_id FROM stage, known", true),
    ("SELECT content_id FROM stage WHERE name IN (SELECT value FROM rule_parameter)", false),
    ("SELECT content_id FROM stage AS s, rule_parameter AS p", false),
    ("SELECT content_id FROM stage LEFT JOIN main.image_life AS l ON 1", false),
    ("SELECT file_id FROM current_file JOIN stage USING (content_id)", false),
    ("SELECT content_id, 'it''s', (SELECT count(*) FROM exemption) FROM stage", false),
  ])
  func `It knows whether a query reads facts of contents only`(sql: String, expected: Bool) {
    #expect(FactQuery(sql).readsFactsOnly == expected)
  }
}
