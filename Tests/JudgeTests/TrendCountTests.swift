import Foundation
import Store
import Testing

@testable import Judge

/// The tables that trends are sums of say what the answers of the files say, however they came to be.
@Suite struct TrendCountTests {
  let fixture: Fixture

  init() throws { fixture = try Fixture() }

  /// Every table of sums that is not what the fine views sum up to.
  private func differences() throws -> [String] {
    try fixture.database.read { connection in
      var wrong: [String] = []
      func compare(_ table: String, _ columns: String, _ sums: String) throws {
        let kept = "SELECT \(columns) FROM \(table)"
        let derived = "SELECT \(columns) FROM (\(sums))"
        for (left, right) in [(kept, derived), (derived, kept)] {
          let rows = try connection.rows("\(left) EXCEPT \(right)")
          wrong += rows.map { "\(table): \($0.values.map { $0.text ?? "-" }.joined(separator: " "))" }
        }
        let twice = try connection.value("SELECT count(*) FROM (\(kept)) WHERE 1").integer
        let once = try connection.value("SELECT count(*) FROM (SELECT DISTINCT \(columns) FROM \(table))").integer
        if twice != once { wrong.append("\(table) has a row twice") }
      }
      for source in TrendSource.allCases { try compare(source.table, source.columns, source.sums(where: "1")) }
      let sums =
        "sum(pass) AS pass, sum(fail) AS fail, sum(exempt) AS exempt, sum(unknown) AS unknown, sum(error) AS error"
      for (table, keys) in [
        ("rule_change", "rule_number, scope, day"), ("repository_change", "repository_id, scope, day"),
        ("result_count", "repository_id, rule_number, scope"),
      ] {
        try compare(
          table, keys + ", pass, fail, exempt, unknown, error",
          """
          SELECT \(keys), \(sums) FROM (\(TrendSource.result.sums(where: "1"))) GROUP BY \(keys)
          HAVING sum(abs(pass) + abs(fail) + abs(exempt) + abs(unknown) + abs(error)) > 0
            AND (sum(pass) <> 0 OR sum(fail) <> 0 OR sum(exempt) <> 0 OR sum(unknown) <> 0 OR sum(error) <> 0)
          """)
      }
      return wrong
    }
  }

  private func judge(_ changed: [Int64], waivers: [Waiver] = []) throws {
    _ = try fixture.database.write {
      try Judge($0, now: "2026-08-22T00:00:00Z").run(changedRepositories: changed, waivers: waivers)
    }
  }

  private func addRepositories() throws {
    try fixture.database.write {
      try $0.script(
        """
        INSERT INTO repository (repository_id, name, location, form, status, history_from, present_from) VALUES
          (2, 'b', '/b', 'checkout', 'scanned', '2023-01-01T00:00:00Z', '2026-08-01T00:00:00Z'),
          (3, 'c', '/c', 'checkout', 'scanned', NULL, '2026-06-05T00:00:00Z'),
          (4, 'd', '/d', 'checkout', 'scanned', '2023-01-01T00:00:00Z', '2026-08-01T00:00:00Z');
        INSERT INTO file (file_id, repository_id, path, folder, name, kind, environment, scope, is_template)
        SELECT repository_id * 10 + n, repository_id, 'Dockerfile.' || n, '', 'x', 'dockerfile', 'base',
          iif(n = 3, 'test', 'product'), 0
        FROM repository, (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3) WHERE repository_id > 1;
        INSERT INTO file_owner VALUES (21, '@a', 'configuration'), (21, '@b', 'configuration'), (32, '@a', 'configuration');
        """)
    }
  }

  /// Versions come bit by bit, with judgements between, in repositories in turn.
  @Test(arguments: [1, 2, 3, 4])
  func theyEqualTheSumOfTheAnswersAtEachStep(seed: Int) throws {
    try fixture.rule(1)
    try fixture.rule(2, violations: "SELECT content_id, line, name AS subject FROM label WHERE name LIKE 'b%'")
    try fixture.rule(
      3, target: "repository", applies: "SELECT file_id FROM current_file",
      violations: """
        SELECT f.file_id, l.line, l.name AS subject FROM current_file AS f JOIN label AS l ON l.content_id = f.content_id
        WHERE l.name = 'bad'
        """)
    try addRepositories()
    for content in 1...6 {
      try fixture.content(
        Int64(content), labels: [("bad", 1), ("b", 2), ("good", 3)].filter { ($0.1 + content) % 3 != 0 || content > 4 })
    }
    var random = SeededGenerator(state: UInt64(seed))
    for step in 0..<24 {
      let repository = Int64.random(in: 1...4, using: &random)
      let file = repository == 1 ? 1 : repository * 10 + Int64.random(in: 1...3, using: &random)
      let day = "2025-\(step < 9 ? "0" : "")\(min(12, step + 1))-1\(step % 10)T0\(step % 7):00:00Z"
      try fixture.database.write {
        try $0.execute(
          "UPDATE file_version SET valid_to = ?, ended_by = 'changed' WHERE valid_to IS NULL AND file_id = ?",
          [.text(day), .integer(file)])
      }
      if step % 5 != 4 { try fixture.version(file: file, content: Int64.random(in: 1...6, using: &random), from: day) }
      if step == 12 { try fixture.rule(2, fingerprint: "2") }
      let waiver = Waiver(rule: "rule-1", repository: "b", path: nil, reason: "old", grantedBy: nil, until: nil)
      try judge([repository], waivers: step > 16 ? [waiver] : [])
      let wrong = try differences()
      #expect(wrong == [], "after step \(step)")
    }
    #expect(try fixture.rows("SELECT count(*) > 20 FROM result_change") == ["1"])
    #expect(try fixture.rows("SELECT DISTINCT owner FROM owner_change ORDER BY 1") == ["@a", "@b"])
  }

  @Test func nothingIsToldOfBeforeARepositoryIsKnown() throws {
    try fixture.rule()
    try addRepositories()
    try fixture.content(1, labels: [("bad", 1)])
    try fixture.version(file: 31, content: 1, from: "2020-01-01T00:00:00Z")
    try judge([3])
    #expect(try fixture.rows("SELECT day, fail FROM result_change") == ["2026-06-05 1"])
    #expect(
      try fixture.rows(
        "SELECT period, value, fail FROM compliance_trend WHERE grain = 'month' AND dimension = 'repository'")
        == ["2026-06 c 1", "2026-07 c 1", "2026-08 c 1"])
  }

  @Test(arguments: [
    ("day", 49, "2026-06-14"), ("week", 8, "2026-06-08"), ("month", 3, "2026-06"), ("quarter", 2, "2026-Q2"),
    ("year", 1, "2026"),
  ])
  func everyGrainEndsWithTheLastCrawl(grain: String, count: Int, first: String) throws {
    try fixture.rule()
    try fixture.content(1, labels: [("bad", 1)])
    try fixture.version(content: 1, from: "2026-06-14T23:00:00Z")
    try judge([1])
    let periods = try fixture.rows("SELECT period FROM rule_trend WHERE grain = '\(grain)' ORDER BY last_day")
    #expect(periods.count == count)
    #expect(periods.first == first)
    #expect(try fixture.rows("SELECT DISTINCT fail FROM total_trend WHERE grain = '\(grain)'") == ["1"])
  }

  @Test func ruleSetsAreRecordedAndWhatTheyDid() throws {
    try fixture.rule()
    try fixture.content(1, labels: [("bad", 1), ("b", 2)])
    try fixture.version(content: 1, from: "2024-06-14T23:00:00Z")
    try fixture.database.write { try $0.execute("UPDATE scan SET finished_at = started_at") }
    try judge([1])
    try judge([])
    #expect(try fixture.rows("SELECT rules, judged_at FROM rule_set") == ["1 2026-08-22T00:00:00Z"])
    #expect(try fixture.rows("SELECT * FROM judgement_change") == [])
    try fixture.rule(2, violations: "SELECT content_id, line, name AS subject FROM label WHERE name LIKE 'b%'")
    try judge([])
    #expect(
      try fixture.rows("SELECT rule_set_id, rule_id, change FROM rule_set_change ORDER BY 1, 2") == [
        "1 rule-1 added", "2 rule-2 added",
      ])
    let changes =
      "SELECT cause, rule_id, came, went, exempted, returned FROM judgement_change ORDER BY rowid DESC LIMIT 1"
    #expect(try fixture.rows(changes) == ["rules rule-2 2 0 0 0"])
    let waiver = Waiver(rule: "rule-2", repository: nil, path: nil, reason: "old", grantedBy: nil, until: nil)
    try judge([], waivers: [waiver])
    #expect(try fixture.rows(changes) == ["exemptions rule-2 0 0 2 0"])
    try judge([])
    #expect(try fixture.rows(changes) == ["exemptions rule-2 0 0 0 2"])
    try fixture.rule(2, violations: "SELECT content_id, line, name AS subject FROM label WHERE 0", fingerprint: "2")
    try judge([])
    #expect(try fixture.rows(changes) == ["rules rule-2 0 2 0 0"])
    #expect(try fixture.rows("SELECT change FROM rule_set_change WHERE rule_set_id = 3") == ["changed"])
    try fixture.database.write { try $0.script("UPDATE rule SET is_enabled = 0 WHERE rule_number = 2") }
    try judge([])
    #expect(try fixture.rows("SELECT change FROM rule_set_change WHERE rule_set_id = 4") == ["removed"])
  }
}

/// The same numbers at each run.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
