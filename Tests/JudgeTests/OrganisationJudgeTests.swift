import Judge
import Store
import Testing

/// Rules that see all repositories: the label `common` is one that another repository has, too.
@Suite struct OrganisationJudgeTests {
  let fixture: Fixture

  init() throws {
    fixture = try Fixture()
    try fixture.database.write {
      try $0.script(
        """
        INSERT INTO repository (repository_id, name, location, form, head_at, status, history_from, present_from)
        VALUES (2, 'team/web', '/y', 'checkout', '2026-07-01T00:00:00Z', 'scanned', '2024-01-01T00:00:00Z',
          '2026-08-01T00:00:00Z');
        INSERT INTO file (file_id, repository_id, path, folder, name, kind, environment, scope, is_template)
        VALUES (2, 2, 'Dockerfile', '', 'Dockerfile', 'dockerfile', 'base', 'product', 0);
        """)
    }
    try fixture.rule(
      target: "organisation", applies: "SELECT file_id FROM current_file",
      violations: """
        SELECT f.file_id, l.line, l.name AS subject FROM current_file AS f JOIN label AS l ON l.content_id = f.content_id
        WHERE EXISTS (
          SELECT 1 FROM current_file AS o JOIN label AS m ON m.content_id = o.content_id
          WHERE m.name = l.name AND o.repository_id <> f.repository_id)
        """)
    for (id, name) in [(1, "common"), (2, "common"), (3, "other")] as [(Int64, String)] {
      try fixture.content(id, labels: [(name, 2)])
    }
    try fixture.version(content: 1, from: "2024-01-01")
  }

  @discardableResult
  private func judge(
    _ changed: [Int64], _ day: String, tools: Set<String>? = nil
  ) throws -> Judge.Summary {
    try fixture.database.write {
      try Judge($0, now: "\(day)T00:00:00Z").run(changedRepositories: changed, countedTools: tools)
    }
  }

  private func end(file: Int64, on day: String, by reason: String) throws {
    try fixture.database.write {
      try $0.execute(
        "UPDATE file_version SET valid_to = ?, ended_by = ? WHERE file_id = ? AND valid_to IS NULL",
        [.text(day), .text(reason), .integer(file)])
    }
  }

  private var answers: [String] {
    get throws {
      try fixture.rows("SELECT file_id, outcome, valid_from, valid_to FROM file_result ORDER BY 1, 3")
    }
  }

  private var lives: [String] {
    get throws { try fixture.rows("SELECT path, repository, status, first_seen, fixed_at FROM finding ORDER BY 2, 4") }
  }

  @Test func oneRepositoryChangesTheAnswersOfAnother() throws {
    try judge([1], "2026-08-01")
    #expect(try answers == ["1 pass 2024-01-01 -"], "as old as the file is as it is")
    try fixture.version(file: 2, content: 2, from: "2026-08-02")
    try judge([2], "2026-08-03")
    #expect(
      try answers == [
        "1 pass 2024-01-01 2026-08-03T00:00:00Z", "1 fail 2026-08-03T00:00:00Z -",
        "2 fail 2026-08-03T00:00:00Z -",
      ])
    #expect(
      try lives == [
        "Dockerfile team/app open 2026-08-03T00:00:00Z -", "Dockerfile team/web open 2026-08-03T00:00:00Z -",
      ], "the repository that did not change is told anew, too")
    #expect(
      try fixture.rows("SELECT repository_id, fail FROM result_count ORDER BY 1") == ["1 1", "2 1"])

    try end(file: 2, on: "2026-08-04", by: "changed")
    try fixture.version(file: 2, content: 3, from: "2026-08-04")
    try judge([2], "2026-08-05")
    #expect(try lives.map { $0.split(separator: " ")[2] } == ["fixed", "fixed"])
    #expect(try fixture.rows("SELECT repository_id, pass, fail FROM result_count ORDER BY 1") == ["1 1 0", "2 1 0"])
  }

  @Test func stepByStepIsThePresentOfAtOnce() throws {
    let present = "SELECT file_id, outcome FROM file_result WHERE valid_to IS NULL ORDER BY 1"
    let open = "SELECT file_id, line, subject, message, status FROM finding WHERE status = 'open' ORDER BY 1"
    try judge([1], "2026-08-01")
    try fixture.version(file: 2, content: 3, from: "2026-08-02")
    try judge([2], "2026-08-03")
    try end(file: 2, on: "2026-08-04", by: "changed")
    try fixture.version(file: 2, content: 2, from: "2026-08-04")
    try judge([2], "2026-08-05")
    let steps = try (fixture.rows(present), fixture.rows(open))
    try fixture.database.write {
      try $0.execute("UPDATE rule SET judged_fingerprint = NULL")
    }
    try judge([], "2026-08-06")
    #expect(try steps == (fixture.rows(present), fixture.rows(open)))
    #expect(steps.0 == ["1 fail", "2 fail"])
    #expect(
      try answers == ["1 fail 2024-01-01 -", "2 fail 2026-08-04 -"],
      "a rule that changed judges anew, and what it finds is no news")
  }

  @Test func aRepositoryThatLeavesTakesItsPartAlong() throws {
    try fixture.version(file: 2, content: 2, from: "2026-08-02")
    try judge([1, 2], "2026-08-03")
    try end(file: 2, on: "2026-08-04", by: "left")
    try judge([2], "2026-08-05")
    #expect(
      try lives == [
        "Dockerfile team/app fixed 2024-01-01 2026-08-05T00:00:00Z",
        "Dockerfile team/web left 2026-08-02 2026-08-05T00:00:00Z",
      ])
    #expect(
      try fixture.rows("SELECT repository_id, pass, fail FROM result_count ORDER BY 1") == ["1 1 0"])
  }

  @Test func whereNothingChangedNothingIsWritten() throws {
    try fixture.version(file: 2, content: 2, from: "2026-08-02")
    try judge([1, 2], "2026-08-03")
    let before = try answers
    // It would not hold if it were judged.
    try fixture.database.write { try $0.execute("DELETE FROM label") }
    try judge([], "2026-08-04")
    #expect(try answers == before)
  }

  @Test func unratedFilesAreNotSeen() throws {
    try fixture.database.write { try $0.execute("UPDATE file SET is_template = 1 WHERE file_id = 2") }
    try fixture.version(file: 2, content: 2, from: "2026-08-02")
    try judge([1, 2], "2026-08-03")
    #expect(try answers == ["1 pass 2024-01-01 -"])
  }

  @Test func whoseSuppressionsCountMakesNoFindingYounger() throws {
    try fixture.content(
      4, labels: [("common", 2)],
      suppressions: [.init(tool: "hadolint", rule: "DL1", line: 1, covers: 2...2, reason: nil, until: nil)])
    try fixture.database.write {
      try $0.execute(
        "INSERT INTO rule_alias (rule_id, peer, peer_rule_id, is_exact) VALUES ('rule-1', 'hadolint', 'DL1', 1)")
    }
    try fixture.version(file: 2, content: 4, from: "2026-08-02")
    try judge([1, 2], "2026-08-03")
    #expect(try lives.map { $0.split(separator: " ")[2] } == ["open", "exempt"])
    try judge([], "2026-08-04", tools: [])
    #expect(
      try lives == [
        "Dockerfile team/app open 2024-01-01 -", "Dockerfile team/web open 2026-08-02 -",
      ])
  }

  /// The rule with the lower number asks what the one with the higher found.
  @Test func whatLooksAtFindingsComesLast() throws {
    try fixture.rule(
      0, target: "organisation", applies: "SELECT file_id FROM current_file",
      violations: """
        SELECT f.file_id, 1 AS line, 'found' AS subject FROM current_file AS f
        JOIN file_finding AS d ON d.file_id = f.file_id AND d.rule_number = 1 AND d.valid_to IS NULL
        """)
    try fixture.version(file: 2, content: 2, from: "2026-08-02")
    try judge([1, 2], "2026-08-03")
    let found = "SELECT rule_id, repository FROM finding WHERE status = 'open' ORDER BY 1, 2"
    #expect(try fixture.rows(found) == ["rule-0 team/app", "rule-0 team/web", "rule-1 team/app", "rule-1 team/web"])
    try end(file: 2, on: "2026-08-04", by: "deleted")
    try judge([2], "2026-08-05")
    #expect(try fixture.rows(found) == [])
  }
}
