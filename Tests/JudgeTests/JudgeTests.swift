import Judge
import Store
import Testing

@Suite struct JudgeTests {
  let fixture: Fixture

  init() throws {
    fixture = try Fixture()
  }

  @discardableResult
  private func judge(
    changed: [Int64] = [1], waivers: [Waiver] = [], affordable: Int64 = 5000
  ) throws -> Judge.Summary {
    try fixture.database.write {
      try Judge($0, now: "2026-08-22T00:00:00Z", affordable: affordable).run(
        changedRepositories: changed, waivers: waivers)
    }
  }

  private var outcomes: [String] {
    get throws { try fixture.rows("SELECT content_id, outcome FROM content_result ORDER BY 1") }
  }

  private func suppression(rule: String, tool: String = "loadline", until: String? = nil) -> FactRows.Suppression {
    FactRows.Suppression(tool: tool, rule: rule, line: 1, covers: 2...3, reason: "agreed", until: until)
  }

  @Test func passFailAndMessage() throws {
    try fixture.rule()
    try fixture.content(1, labels: [("bad", 3), ("bad", 2), ("good", 1)])
    try fixture.content(2, labels: [])
    try judge()
    #expect(try outcomes == ["1 fail", "2 pass"])
    let findings = try fixture.rows("SELECT line, subject, occurrence, message FROM content_finding ORDER BY line")
    #expect(findings == ["2 bad 1 bad isn't good at 2", "3 bad 2 bad isn't good at 3"])
  }

  @Test func unknownAndNotApplicable() throws {
    try fixture.rule(
      applies: "SELECT content_id FROM label",
      unknown: "SELECT content_id, line, name AS needs FROM label WHERE name = 'hidden'")
    try fixture.content(1, labels: [("hidden", 1)])
    try fixture.content(2, labels: [("hidden", 1), ("bad", 2)])
    try fixture.content(3, labels: [])
    try judge()
    #expect(try outcomes == ["1 unknown", "2 fail"])
  }

  @Test func suppressionsExemptWhatTheyCover() throws {
    try fixture.rule()
    try fixture.content(1, labels: [("bad", 2)], suppressions: [suppression(rule: "rule-1")])
    try fixture.content(2, labels: [("bad", 2), ("bad", 4)], suppressions: [suppression(rule: "rule-1")])
    try fixture.content(3, labels: [("bad", 2)], suppressions: [suppression(rule: "rule-2")])
    try fixture.content(4, labels: [("bad", 2)], suppressions: [suppression(rule: "*", until: "2026-08-21")])
    try fixture.content(5, labels: [("bad", 2)], suppressions: [suppression(rule: "*", until: "2026-08-22")])
    try judge()
    #expect(try outcomes == ["1 exempt", "2 fail", "3 fail", "4 fail", "5 exempt"])
  }

  @Test func suppressionsOfOtherToolsWorkThroughAliases() throws {
    try fixture.rule()
    try fixture.database.write {
      try $0.execute(
        """
        INSERT INTO rule_alias (rule_id, peer, peer_rule_id, is_exact)
        VALUES ('rule-1', 'hadolint', 'DL1', 1), ('rule-1', 'trivy', 'DS-1', 1)
        """)
    }
    for (id, tool, rule) in [
      (1, "hadolint", "DL1"), (2, "hadolint", "DL2"), (3, "trivy", "AVD-DS-1"), (4, "kics", "*"),
    ] {
      try fixture.content(Int64(id), labels: [("bad", 2)], suppressions: [suppression(rule: rule, tool: tool)])
    }
    try judge()
    #expect(try outcomes == ["1 exempt", "2 fail", "3 exempt", "4 fail"])
  }

  /// A rule may stand for several checks of another tool, each with subjects of its own, or for a family of them.
  @Test(arguments: [
    ("DL1", ["bad-a 2 open", "bad-b 2 open", "bad-c 3 open"]),
    ("DL2", ["bad-a 2 exempt", "bad-b 2 open", "bad-c 3 open"]),
    ("dl2", ["bad-a 2 exempt", "bad-b 2 open", "bad-c 3 open"]),
    ("DL3", ["bad-a 2 exempt", "bad-b 2 exempt", "bad-c 3 exempt"]),
    ("bad-c", ["bad-a 2 open", "bad-b 2 open", "bad-c 3 exempt"]),
    ("bad-?", ["bad-a 2 open", "bad-b 2 open", "bad-c 3 open"]),
    ("*", ["bad-a 2 exempt", "bad-b 2 exempt", "bad-c 3 exempt"]),
  ])
  func aSuppressionOfOneCheckCoversTheFindingsThatStandForIt(rule: String, expected: [String]) throws {
    for target in ["dockerfile", "repository"] {
      let fixture = try Fixture()
      if target == "repository" {
        try fixture.rule(
          target: target, applies: "SELECT file_id FROM current_file",
          violations: """
            SELECT f.file_id, l.line, l.name AS subject FROM current_file AS f
            JOIN label AS l ON l.content_id = f.content_id
            """)
      } else {
        try fixture.rule()
      }
      try fixture.database.write {
        try $0.execute(
          """
          INSERT INTO rule_alias (rule_id, peer, peer_rule_id, is_exact, subjects) VALUES
            ('rule-1', 'hadolint', 'DL2', 1, '["*-a"]'), ('rule-1', 'hadolint', 'DL3', 1, NULL),
            ('rule-1', 'hadolint', 'bad*', 1, NULL)
          """)
      }
      try fixture.content(
        1, labels: [("bad-a", 2), ("bad-b", 2), ("bad-c", 3)], suppressions: [suppression(rule: rule, tool: "hadolint")]
      )
      try fixture.version(content: 1, from: "2026-08-01")
      try fixture.database.write {
        _ = try Judge($0, now: "2026-08-22T00:00:00Z").run(changedRepositories: [1])
      }
      #expect(try fixture.rows("SELECT subject, line, status FROM finding ORDER BY 1") == expected, "\(target)")
    }
  }

  @Test(arguments: [
    "1 AS line, abs(-9223372036854775808) AS subject", "'top' AS line, 'x' AS subject", "0.5 AS line, 'x' AS subject",
  ])
  func aRuleThatFailsIsAnErrorAndHarmsNoOther(columns: String) throws {
    try fixture.rule(1, violations: "SELECT content_id, \(columns) FROM content")
    try fixture.rule(2)
    try fixture.content(1, labels: [("bad", 1)])
    try judge()
    let results = try fixture.rows("SELECT rule_number, outcome FROM content_result ORDER BY 1")
    #expect(results == ["1 error", "2 fail"])
    #expect(try fixture.rows("SELECT kind FROM diagnostic") == ["rule"])
  }

  @Test func onlyTheNewIsJudgedUnlessTheRuleChanged() throws {
    try fixture.rule()
    try fixture.content(1, labels: [("bad", 1)])
    #expect(try judge().contents == 1)
    #expect(try judge(changed: []).contents == 0)
    try fixture.content(2, labels: [("bad", 1)])
    #expect(try judge().contents == 1)
    try fixture.rule(violations: "SELECT content_id, 1 AS line, 'x' AS subject FROM content WHERE 0", fingerprint: "2")
    #expect(try judge(changed: []).changedRules == ["rule-1"])
    #expect(try outcomes == ["1 pass", "2 pass"])
    #expect(try fixture.rows("SELECT 1 FROM content_finding").isEmpty)
  }

  @Test func aRuleThatLooksAtFilesNowSaysNoMoreOfContents() throws {
    try fixture.rule()
    try fixture.content(1, labels: [])
    try judge()
    #expect(try outcomes == ["1 pass"])
    try fixture.database.write {
      try $0.execute(
        "UPDATE rule SET target = 'repository', fingerprint = 'other', applies_sql = 'SELECT file_id FROM current_file', violations_sql = 'SELECT file_id, 1 AS line, 1 AS subject FROM current_file WHERE 0'"
      )
    }
    try judge(changed: [])
    #expect(try outcomes == [])
  }

  @Test func findingsLiveThroughVersions() throws {
    try fixture.rule()
    try fixture.content(1, labels: [("bad", 1), ("bad-b", 2)])
    try fixture.content(2, labels: [("bad", 5)])
    try fixture.content(3, labels: [("bad-b", 7)])
    try fixture.version(content: 1, from: "2024-01-01", to: "2024-02-01", endedBy: "changed")
    try fixture.version(content: 2, from: "2024-02-01", to: "2024-03-01", endedBy: "changed")
    try fixture.version(content: 3, from: "2024-03-01")
    try judge()
    let lives = try fixture.rows(
      "SELECT subject, line, status, first_seen, first_commit, fixed_at, fixed_commit FROM finding ORDER BY 1, 4")
    #expect(
      lives == [
        "bad 5 fixed 2024-01-01 c-2024-01-01 2024-03-01 c-2024-03-01",
        "bad-b 2 fixed 2024-01-01 c-2024-01-01 2024-02-01 c-2024-02-01",
        "bad-b 7 open 2024-03-01 c-2024-03-01 - -",
      ])
  }

  @Test func aDeletedFileAndARepositoryThatLeftAreNotFixes() throws {
    try fixture.rule()
    try fixture.content(1, labels: [("bad", 1)])
    try fixture.version(content: 1, from: "2024-01-01", to: "2024-02-01", endedBy: "deleted")
    try fixture.version(content: 1, from: "2024-05-01", to: "2024-06-01", endedBy: "left")
    try judge()
    let lives = try fixture.rows("SELECT status, first_seen FROM finding ORDER BY 2")
    #expect(lives == ["deleted 2024-01-01", "left 2024-05-01"])
  }

  @Test func waiversExemptFilesWithoutTouchingOthers() throws {
    try fixture.rule()
    try fixture.content(1, labels: [("bad", 1)])
    try fixture.version(content: 1, from: "2024-01-01")
    let waiver = Waiver(
      rule: "rule-1", repository: "team/*", path: "Docker*", reason: "legacy", grantedBy: "cto", until: "2026-12-31")
    try judge(waivers: [waiver])
    #expect(try fixture.rows("SELECT status, exemption_reason FROM finding") == ["exempt legacy"])
    #expect(try fixture.rows("SELECT outcome FROM control_result") == ["exempt"])
    #expect(try fixture.rows("SELECT pass, fail, exempt, rate, strict_rate FROM compliance") == ["0 0 1 - 0.0"])
    try judge(changed: [])
    #expect(try fixture.rows("SELECT status, outcome FROM finding, control_result") == ["open fail"])
  }

  @Test func trendCountsFilesAtTheEndOfEachMonth() throws {
    try fixture.rule()
    try fixture.content(1, labels: [("bad", 1)])
    try fixture.content(2, labels: [])
    try fixture.version(content: 1, from: "2026-05-10T00:00:00Z", to: "2026-07-02T00:00:00Z", endedBy: "changed")
    try fixture.version(content: 2, from: "2026-07-02T00:00:00Z")
    try judge()
    let trend = try fixture.rows("SELECT period, pass, fail, rate FROM rule_trend WHERE grain = 'month' ORDER BY 1")
    #expect(trend == ["2026-05 0 1 0.0", "2026-06 0 1 0.0", "2026-07 1 0 1.0", "2026-08 1 0 1.0"])
  }

  @Test func repositoryRulesEndAndBeginAnswersAsTheyChange() throws {
    let labels = "current_file AS f JOIN label AS l ON l.content_id = f.content_id"
    try fixture.rule(
      target: "repository", applies: "SELECT file_id FROM current_file",
      violations: "SELECT f.file_id, l.line, l.name AS subject FROM \(labels) WHERE l.name LIKE 'bad%'")
    try fixture.content(1, labels: [("bad", 1)])
    try fixture.content(2, labels: [("bad", 4)])
    try fixture.content(3, labels: [])
    try fixture.version(content: 1, from: "2024-01-01")
    try judge()
    for (content, day) in [(2, "2026-07-02"), (3, "2026-07-03")] {
      try fixture.database.write {
        try $0.execute("UPDATE repository SET head_at = ?", [.text(day)])
        try $0.execute(
          "UPDATE file_version SET valid_to = ?, ended_by = 'changed' WHERE valid_to IS NULL", [.text(day)])
      }
      try fixture.version(content: Int64(content), from: day)
      try judge()
    }
    let results = try fixture.rows("SELECT outcome, valid_from, valid_to FROM file_result ORDER BY 2")
    #expect(results == ["fail 2024-01-01 2026-07-03", "pass 2026-07-03 -"])
    let lives = try fixture.rows("SELECT subject, line, status, first_seen, fixed_at FROM finding")
    #expect(lives == ["bad 4 fixed 2024-01-01 2026-07-03"])
  }

  @Test func repositoryRulesJudgeThePastAtTheEndOfEachMonth() throws {
    try fixture.rule(
      target: "repository", applies: "SELECT file_id FROM current_file",
      violations: """
        SELECT f.file_id, NULL AS line, 'none' AS subject FROM current_file AS f
        WHERE NOT EXISTS (SELECT 1 FROM current_file AS o WHERE o.path = 'other' AND o.repository_id = f.repository_id)
        """)
    try fixture.database.write {
      try $0.script(
        """
        INSERT INTO file (file_id, repository_id, path, folder, name, kind, environment, scope, is_template)
        VALUES (2, 1, 'other', '', 'other', 'dockerfile', 'base', 'product', 0);
        """)
    }
    try fixture.content(1, labels: [])
    try fixture.content(2, labels: [])
    try fixture.version(content: 1, from: "2026-02-10T00:00:00Z")
    try fixture.version(
      file: 2, content: 2, from: "2026-04-10T00:00:00Z", to: "2026-06-10T00:00:00Z", endedBy: "deleted")
    try judge(affordable: 0)
    let expected = [
      "1 fail 2026-02-28T23:59:59Z 2026-04-30T23:59:59Z", "1 pass 2026-04-30T23:59:59Z 2026-06-10T00:00:00Z",
      "1 fail 2026-06-10T00:00:00Z -", "2 pass 2026-04-30T23:59:59Z 2026-06-10T00:00:00Z",
    ]
    let sql = "SELECT file_id, outcome, valid_from, valid_to FROM file_result ORDER BY file_id, valid_from"
    #expect(try fixture.rows(sql) == expected)
    try judge(affordable: 0)
    #expect(try fixture.rows(sql) == expected, "judging again changes nothing")
    try judge()
    let exact = [
      "1 fail 2026-02-10T00:00:00Z 2026-04-10T00:00:00Z", "1 pass 2026-04-10T00:00:00Z 2026-06-10T00:00:00Z",
      "1 fail 2026-06-10T00:00:00Z -", "2 pass 2026-04-10T00:00:00Z 2026-06-10T00:00:00Z",
    ]
    #expect(try fixture.rows(sql) == exact, "exactly, where that is affordable")
    #expect(
      try fixture.rows("SELECT first_commit, fixed_commit FROM finding ORDER BY first_seen LIMIT 1") == [
        "c-2026-02-10T00:00:00Z c-2026-04-10T00:00:00Z"
      ])
    try judge(affordable: 0)
    #expect(try fixture.rows(sql) == expected)

    try fixture.version(
      file: 2, content: 2, from: "2026-01-10T00:00:00Z", to: "2026-01-20T00:00:00Z", endedBy: "deleted")
    try fixture.version(content: 2, from: "2026-01-05T00:00:00Z", to: "2026-02-10T00:00:00Z", endedBy: "changed")
    try judge(affordable: 0)
    #expect(
      try fixture.rows(sql).first == "1 fail 2026-01-31T23:59:59Z 2026-04-30T23:59:59Z", "more of the past is known")
  }

  /// The state of the branch at three times, judged as each came, and judged once at the end.
  @Test(arguments: [0, 5000] as [Int64])
  func manyJudgementsLeaveTheSameAnswersAsOne(affordable: Int64) throws {
    let once = try JudgeTests()
    for (test, judgesEach) in [(self, true), (once, false)] {
      try test.fixture.rule(
        target: "repository", applies: "SELECT file_id FROM current_file",
        violations: """
          SELECT f.file_id, l.line, l.name AS subject FROM current_file AS f
          JOIN label AS l ON l.content_id = f.content_id WHERE l.name LIKE 'bad%'
          """)
      let states: [(content: Int64, labels: [String], day: String)] = [
        (1, ["bad"], "2026-03-10T00:00:00Z"), (2, ["bad", "bad-b"], "2026-03-20T00:00:00Z"),
        (3, [], "2026-05-02T00:00:00Z"),
      ]
      for state in states {
        try test.fixture.content(state.content, labels: state.labels.map { ($0, 1) })
        try test.fixture.database.write {
          try $0.execute("UPDATE repository SET head_at = ?", [.text(state.day)])
          try $0.execute(
            "UPDATE file_version SET valid_to = ?, ended_by = 'changed' WHERE valid_to IS NULL", [.text(state.day)])
        }
        try test.fixture.version(content: state.content, from: state.day)
        if judgesEach || state.content == 3 { try test.judge(affordable: affordable) }
      }
    }
    for sql in [
      "SELECT file_id, outcome, valid_from, valid_to FROM file_result ORDER BY 1, 3",
      "SELECT subject, valid_from, valid_to FROM file_finding ORDER BY 1, 2",
      "SELECT subject, status, first_seen, fixed_at FROM finding ORDER BY 1, 3",
    ] {
      #expect(try fixture.rows(sql) == once.fixture.rows(sql))
      #expect(try !fixture.rows(sql).isEmpty)
    }
  }

  @Test func suppressionsExpireWithTheDay() throws {
    try fixture.rule()
    try fixture.content(1, labels: [("bad", 2)], suppressions: [suppression(rule: "*", until: "2026-08-22")])
    try fixture.version(content: 1, from: "2026-01-01")
    try judge()
    #expect(try fixture.rows("SELECT status FROM finding") == ["exempt"])
    try fixture.database.write { _ = try Judge($0, now: "2026-08-23T00:00:00Z").run(changedRepositories: []) }
    #expect(try fixture.rows("SELECT status FROM finding") == ["open"])
    #expect(try outcomes == ["1 fail"])
  }

  @Test func aSecondSuppressionGoesOnWhereTheFirstExpires() throws {
    try fixture.rule()
    try fixture.content(
      1, labels: [("bad", 2)], suppressions: [suppression(rule: "*", until: "2026-08-22"), suppression(rule: "rule-1")])
    try fixture.version(content: 1, from: "2026-01-01")
    try judge()
    try fixture.database.write { _ = try Judge($0, now: "2026-08-23T00:00:00Z").run(changedRepositories: []) }
    #expect(try fixture.rows("SELECT status FROM finding") == ["exempt"])
    #expect(try outcomes == ["1 exempt"])
  }

  @Test func aWaiverIsShownWithItsOwnReason() throws {
    try fixture.rule()
    try fixture.content(1, labels: [("bad", 1)])
    try fixture.version(content: 1, from: "2024-01-01")
    let mine = Waiver(rule: "rule-1", repository: nil, path: "Dockerfile", reason: "mine", grantedBy: nil, until: nil)
    let other = Waiver(rule: "rule-1", repository: nil, path: "elsewhere", reason: "other", grantedBy: nil, until: nil)
    try judge(waivers: [mine, other])
    try judge(changed: [], waivers: [other, mine])
    #expect(try fixture.rows("SELECT status, exemption_reason FROM finding") == ["exempt mine"])
  }

  @Test func toolsThatDoNotCountCauseNoJudgementOfTheOld() throws {
    try fixture.rule()
    try fixture.database.write { try $0.execute("INSERT INTO rule_alias VALUES ('rule-1', 'checkov', 'C1', 1, NULL)") }
    let run = {
      try fixture.database.write {
        try Judge($0, now: "2026-08-22T00:00:00Z").run(changedRepositories: [], countedTools: ["hadolint"])
      }
    }
    _ = try run()
    try fixture.content(1, labels: [("bad", 2)], suppressions: [suppression(rule: "C1", tool: "checkov")])
    #expect(try run().repositories == 0)
    #expect(try outcomes == ["1 fail"])
  }

  @Test func aRepositoryThatLeftAndCameBackHasTwoLives() throws {
    try fixture.rule(
      target: "repository", applies: "SELECT file_id FROM current_file",
      violations: "SELECT file_id, NULL AS line, 'x' AS subject FROM current_file")
    try fixture.content(1, labels: [])
    try fixture.version(content: 1, from: "2026-01-05", to: "2026-02-05", endedBy: "left")
    try judge()
    try fixture.version(content: 1, from: "2026-03-05")
    try judge()
    let lives = try fixture.rows("SELECT status, fixed_at FROM finding ORDER BY first_seen")
    #expect(lives == ["left 2026-02-05", "open -"])
    #expect(try fixture.rows("SELECT fail FROM compliance") == ["1"])
  }

  @Test func aRuleThatWorksAgainLeavesNoDiagnostic() throws {
    try fixture.rule(violations: "SELECT content_id, 1 AS line, abs(-9223372036854775808) AS subject FROM content")
    try fixture.content(1, labels: [])
    try judge()
    #expect(try fixture.rows("SELECT kind FROM diagnostic") == ["rule"])
    try fixture.rule(fingerprint: "2")
    try judge()
    #expect(try fixture.rows("SELECT kind FROM diagnostic").isEmpty)
  }

  /// A becomes B, and B later C without the finding; another file comes to A meanwhile.
  @Test func aRenameCarriesFindingsOn() throws {
    try fixture.rule()
    try fixture.database.write {
      try $0.script(
        """
        INSERT INTO file (file_id, repository_id, path, folder, name, kind, environment, scope, is_template,
          renamed_from_file_id)
        VALUES (2, 1, 'B', '', 'B', 'dockerfile', 'base', 'product', 0, 1),
          (3, 1, 'C', '', 'C', 'dockerfile', 'base', 'product', 0, 2);
        """)
    }
    try fixture.content(1, labels: [("bad", 1), ("bad-b", 2)])
    try fixture.content(2, labels: [("bad-b", 2)])
    try fixture.content(3, labels: [])
    try fixture.version(file: 1, content: 1, from: "2024-01-01", to: "2024-02-01", endedBy: "renamed")
    try fixture.version(file: 2, content: 2, from: "2024-02-01", to: "2024-04-01", endedBy: "renamed")
    try fixture.version(file: 3, content: 3, from: "2024-04-01")
    try fixture.version(file: 1, content: 1, from: "2024-03-01")
    try judge()
    let lives = try fixture.rows("SELECT path, subject, status, first_seen, fixed_at FROM finding ORDER BY 4, 2")
    #expect(
      lives == [
        "Dockerfile bad fixed 2024-01-01 2024-02-01", "B bad-b fixed 2024-01-01 2024-04-01",
        "Dockerfile bad open 2024-03-01 -", "Dockerfile bad-b open 2024-03-01 -",
      ])
  }
}
