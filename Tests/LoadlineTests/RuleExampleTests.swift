import Loadline
import Testing

@Suite struct RuleExampleTests {
  /// Every example of every built-in rule, under every mutation.
  @Test func everyExampleGetsItsVerdict() throws {
    let result = try RecordTests(folder: nil).run()
    #expect(result.rules > 0)
    for problem in result.problems { Issue.record("\(problem)") }
  }
}
