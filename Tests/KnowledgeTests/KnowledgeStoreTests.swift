import Store
import Testing

@testable import Knowledge

@Suite struct KnowledgeStoreTests {
  private let database: LoadlineDatabase

  init() throws {
    database = try LoadlineDatabase()
  }

  private func store(_ base: KnowledgeBase, _ settings: KnowledgeSettings = KnowledgeSettings()) throws {
    try database.write { try base.store(in: $0, settings: settings) }
  }

  private func rows(_ sql: String) throws -> [[String?]] {
    try database.read { try $0.rows(sql).map { $0.values.map(\.text) } }
  }

  @Test func `Every table has its rows`() throws {
    try store(try Sample.base(Sample.files() + [Sample.file("images/variants.csv", "repository,suffix\na,slim\n")]))
    #expect(
      try rows("SELECT rule_id, severity, is_enabled, origin FROM rule") == [["no-latest", "high", "1", "built-in"]])
    #expect(try rows("SELECT peer, peer_rule_id FROM rule_alias") == [["hadolint", "DL3007"]])
    #expect(try rows("SELECT framework_id, control_id FROM rule_control") == [["cis", "4.2"]])
    #expect(
      try rows("SELECT outcome, path FROM rule_example ORDER BY ordinal") == [
        ["violates", "Dockerfile"], ["passes", "build/Dockerfile"],
      ])
    #expect(
      try rows("SELECT ordinal, value, is_default FROM rule_parameter ORDER BY 1") == [
        ["1", "scratch", "1"], ["2", "busybox", "1"],
      ])
    #expect(try rows("SELECT pattern_id, kind FROM pattern") == [["pinned", "pattern"]])
    #expect(
      try rows("SELECT text FROM pattern_principle ORDER BY ordinal") == [["One version a file"], ["Renew it: often"]])
    #expect(try rows("SELECT language, path, role FROM pattern_snippet") == [["dockerfile", "Dockerfile", "template"]])
    #expect(try rows("SELECT pattern_id, rule_id FROM pattern_rule") == [["pinned", "no-latest"]])
    #expect(try rows("SELECT control_id FROM framework_control ORDER BY 1") == [["4.10"], ["4.2"]])
    #expect(try rows("SELECT repository, suffix FROM image_variant") == [["a", "slim"]])
  }

  @Test func `The same records again write nothing`() throws {
    try store(.builtIn())
    let changes = "SELECT total_changes()"
    try database.write { connection in
      let before = try connection.value(changes)
      try KnowledgeBase.builtIn().store(in: connection)
      #expect(try connection.value(changes) == before)
    }
  }

  @Test func `Settings change severity, switch and parameters, and with them the fingerprint`() throws {
    let base = try Sample.base()
    try store(base)
    let before = try rows("SELECT fingerprint FROM rule")
    var settings = KnowledgeSettings()
    settings.severities = ["no-latest": .low]
    try store(base, settings)
    #expect(try rows("SELECT severity FROM rule") == [["low"]])
    #expect(try rows("SELECT fingerprint FROM rule") == before)
    settings.parameters = ["no-latest": ["allowed": ["alpine"]]]
    settings.switches = ["no-latest": false]
    try store(base, settings)
    #expect(try rows("SELECT value, is_default FROM rule_parameter") == [["alpine", "0"]])
    #expect(try rows("SELECT is_enabled FROM rule") == [["0"]])
    #expect(try rows("SELECT fingerprint FROM rule") != before)
  }

  @Test func `A known rule keeps its number and what it was judged under`() throws {
    try store(try Sample.base())
    try database.write { try $0.execute("UPDATE rule SET judged_fingerprint = 'x', rule_number = 7") }
    let changed = Sample.rule.replacing("WHERE tag = 'latest'", with: "WHERE tag IS NULL")
    try store(try Sample.base(Sample.files(rule: changed)))
    #expect(try rows("SELECT rule_number, judged_fingerprint FROM rule") == [["7", "x"]])
    #expect(try rows("SELECT violations_sql LIKE '%IS NULL' FROM rule") == [["1"]])
  }

  static let resultTables = [
    "applicability_rule", "content_answer", "content_finding", "file_result", "file_finding", "finding_life",
    "result_count",
    "result_change", "rule_change", "pruned_finding", "exemption_rule",
  ]

  private func addResults() throws {
    try database.write { connection in
      try connection.script(
        """
        UPDATE rule SET judged_fingerprint = 'x', rule_number = 7;
        INSERT INTO applicability VALUES (1, 'x');
        INSERT INTO applicability_rule VALUES (1, 7);
        INSERT INTO content_answer (content_id, rule_number, outcome) VALUES (1, 7, 'fail');
        INSERT INTO content_finding VALUES (1, 1, 7, 'violation', 1, 's', 1, 'm', NULL, NULL);
        INSERT INTO file_result VALUES (1, 1, 7, 'fail', '2026', NULL);
        INSERT INTO file_finding VALUES (1, 1, 7, 'violation', 1, 's', 1, 'm', NULL, '2026', NULL);
        INSERT INTO finding_life VALUES (1, 1, 1, 7, 'violation', 1, 's', 1, 'm', NULL, 'open', '2026', NULL, NULL, NULL);
        INSERT INTO result_count VALUES (1, 7, 0, 1, 0, 0, 0, 'product');
        INSERT INTO result_change VALUES (1, 7, 'product', 0, 1, 0, 0, 0, '2026-01-01');
        INSERT INTO rule_change VALUES (7, 'product', '2026-01-01', 0, 1, 0, 0, 0);
        INSERT INTO pruned_finding VALUES (1, 7, 'violation', 's', 1, '2026', '2025', NULL);
        INSERT INTO exemption_rule VALUES (1, 7, NULL);
        INSERT INTO pattern_adoption VALUES ('pinned', 1, NULL, 1, 1, NULL, NULL);
        """)
    }
  }

  private func resultCounts() throws -> [String?] {
    try Self.resultTables.map { try rows("SELECT count(*) FROM \($0)")[0][0] }
  }

  @Test func `A rule or pattern that is gone takes its results along`() throws {
    try store(try Sample.base())
    try addResults()
    try store(try Sample.base([Sample.file("frameworks/cis.yml", Sample.framework)]))
    #expect(try rows("SELECT rule_id FROM rule") == [])
    #expect(try resultCounts() == Array(repeating: "0", count: Self.resultTables.count))
    #expect(try rows("SELECT fingerprint FROM applicability") == [[nil]])
    #expect(try rows("SELECT pattern_id FROM pattern_adoption") == [])
    #expect(try rows("SELECT rule_id FROM rule_alias") == [])
  }

  @Test func `A rule that is turned off loses its results, and is judged anew when it is on again`() throws {
    let base = try Sample.base()
    try store(base)
    try addResults()
    try store(base)
    #expect(try resultCounts() == Array(repeating: "1", count: Self.resultTables.count))
    var settings = KnowledgeSettings()
    settings.switches = ["no-latest": false]
    try store(base, settings)
    #expect(try resultCounts() == Array(repeating: "0", count: Self.resultTables.count))
    #expect(try rows("SELECT rule_number, judged_fingerprint FROM rule") == [["7", nil]])
  }
}
