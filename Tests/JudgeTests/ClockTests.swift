import Judge
import Store
import Testing

/// Rules whose findings begin on a day.
@Suite struct ClockTests {
  let fixture: Fixture

  init() throws {
    fixture = try Fixture()
    try fixture.rule(
      violations: "SELECT content_id, line, name AS subject, nullif(substr(name, 5), '') AS begins_on FROM label "
        + "WHERE name LIKE 'bad%'")
  }

  private func judge(_ day: String, changed: [Int64] = []) throws {
    try fixture.database.write { _ = try Judge($0, now: "\(day)T06:00:00Z").run(changedRepositories: changed) }
  }

  private var findings: [String] {
    get throws {
      try fixture.rows("SELECT subject, status, first_seen, first_commit, ended_at FROM finding_life ORDER BY subject")
    }
  }

  private var answers: [String] {
    get throws { try fixture.rows("SELECT outcome, valid_from, valid_to FROM file_answer ORDER BY valid_from") }
  }

  @Test func aFindingBeginsOnItsDayThoughNobodyTouchesTheFile() throws {
    try fixture.content(1, labels: [("bad:2026-08-20", 1)])
    try fixture.version(content: 1, from: "2026-01-01T00:00:00Z")
    try judge("2026-08-19", changed: [1])
    #expect(try findings == [])
    #expect(try answers == ["pass 2026-01-01T00:00:00Z -"])

    try judge("2026-08-20")
    #expect(try findings == ["bad:2026-08-20 open 2026-08-20T00:00:00Z - -"])
    #expect(try answers == ["pass 2026-01-01T00:00:00Z 2026-08-20", "fail 2026-08-20 -"])
    let trend = try fixture.rows("SELECT day, CAST(pass AS TEXT), CAST(fail AS TEXT) FROM result_change ORDER BY 1")
    #expect(trend == ["2026-01-01 1 0", "2026-08-20 -1 1"])
    let before = try findings
    try judge("2026-08-21")
    #expect(try findings == before)
  }

  @Test func whatWasFixedBeforeItsDayNeverWasAFinding() throws {
    try fixture.content(1, labels: [("bad:2026-06-01", 1)])
    try fixture.content(2, labels: [("bad:2026-07-01", 1)])
    try fixture.version(content: 1, from: "2026-01-01T00:00:00Z", to: "2026-05-01T00:00:00Z", endedBy: "changed")
    try fixture.version(content: 2, from: "2026-05-01T00:00:00Z", to: "2026-08-01T00:00:00Z", endedBy: "deleted")
    try judge("2026-08-19", changed: [1])
    #expect(
      try findings == [
        "bad:2026-07-01 deleted 2026-07-01T00:00:00Z - 2026-08-01T00:00:00Z"
      ])
  }

  @Test func aFileWithAnOlderFindingFailsFromTheStart() throws {
    try fixture.content(1, labels: [("bad:2026-06-01", 1), ("bad", 2)])
    try fixture.version(content: 1, from: "2026-01-01T00:00:00Z")
    try judge("2026-08-19", changed: [1])
    #expect(try answers == ["fail 2026-01-01T00:00:00Z -"])
    #expect(
      try findings == [
        "bad open 2026-01-01T00:00:00Z c-2026-01-01T00:00:00Z -", "bad:2026-06-01 open 2026-06-01T00:00:00Z - -",
      ])
  }

  @Test func manyJudgementsLeaveTheSameAsOne() throws {
    let other = try Fixture()
    for fixture in [fixture, other] {
      try fixture.rule(
        violations: "SELECT content_id, line, name AS subject, nullif(substr(name, 5), '') AS begins_on FROM label")
      try fixture.content(1, labels: [("bad:2026-08-20", 1), ("bad:2026-08-22", 2), ("bad:2027-01-01", 3)])
      try fixture.version(content: 1, from: "2026-01-01T00:00:00Z")
    }
    for day in 18...23 { try judge("2026-08-\(day)", changed: day == 18 ? [1] : []) }
    try other.database.write { _ = try Judge($0, now: "2026-08-23T06:00:00Z").run(changedRepositories: [1]) }
    for sql in [
      "SELECT outcome, begins_on FROM content_result",
      "SELECT outcome, valid_from, valid_to FROM file_answer ORDER BY valid_from",
      "SELECT subject, status, first_seen, first_commit FROM finding_life ORDER BY 1",
      "SELECT day, CAST(pass AS TEXT), CAST(fail AS TEXT) FROM result_change ORDER BY 1",
    ] {
      #expect(try fixture.rows(sql) == other.rows(sql), "\(sql)")
    }
    #expect(try findings.count == 2)
  }
}
