import Store
import Testing

@testable import Judge

/// Lives are told of as many findings as there are, not of their square: a file may have thousands of one rule.
@Suite struct LivesGrowthTests {
  @Test func `Thousands of equal findings live through a change of their file`() throws {
    let count = 20_000
    let labels = (1...count).map { (name: "bad", line: $0) }
    let fixture = try Fixture()
    try fixture.rule()
    try fixture.content(1, labels: labels)
    try fixture.content(2, labels: labels)
    try fixture.version(content: 1, from: "2026-01-01T00:00:00Z", to: "2026-02-01T00:00:00Z", endedBy: "changed")
    try fixture.version(content: 2, from: "2026-02-01T00:00:00Z")
    let elapsed = try ContinuousClock().measure {
      try fixture.database.write {
        _ = try Judge($0, now: "2026-08-22T00:00:00Z").run(changedRepositories: [1])
      }
    }
    let lives = try fixture.database.read {
      try $0.rows("SELECT count(*), min(first_seen), max(first_seen) FROM finding_life").first?.values
    }
    #expect(lives == [.integer(Int64(count)), "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"])
    // The square takes minutes; this takes a second.
    #expect(elapsed < .seconds(40))
  }
}
