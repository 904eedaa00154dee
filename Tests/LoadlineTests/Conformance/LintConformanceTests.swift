import Knowledge
import Testing

@testable import Loadline

/// Whether a rule of ours that stands for a peer's finds something exactly where the peer does, by the peers' own cases.
@Suite(
  .enabled(if: !LintCase.suites.isEmpty, "the conformance cases are not here: LOADLINE_CONFORMANCE names their folder"))
struct LintConformanceTests {
  @Test(arguments: LintCase.suites)
  func agreesWithThePeer(_ suite: String) throws {
    let cases = try LintCase.all(suite)
    let verdicts = try Self.judged(cases)
    let disputed = Dictionary(HeldWrong.verdicts.map { ("\($0.lintCase)\t\($0.rule)", $0) }) { first, _ in first }
    var stated = 0
    var differences: [String] = []
    for verdict in verdicts {
      for (rule, isExpected) in verdict.lintCase.expected where rule != "*" {
        stated += 1
        guard Self.finds(verdict, rule) != isExpected, disputed["\(verdict.lintCase.name)\t\(rule)"] == nil else {
          continue
        }
        differences.append(
          "\(verdict.lintCase.alias(rule)) \(isExpected ? "finds nothing" : "finds something") in \(verdict.lintCase.name)"
        )
      }
    }
    let list = differences.sorted().joined(separator: "\n")
    let share = Double(stated - differences.count) / Double(max(stated, 1))
    #expect(share >= 0.98, "\(differences.count) of \(stated) verdicts differ:\n\(list)")
  }

  private static func finds(_ verdict: LintBench.Verdict, _ rule: String) -> Bool {
    let alias = verdict.lintCase.alias(rule)
    guard rule == "SC*" else { return verdict.lines[alias] != nil }
    return verdict.lines.keys.contains { $0.hasPrefix(String(alias.dropLast())) }
  }

  /// Cases with a configuration of the peer's are judged by themselves, under what it means here.
  private static func judged(_ cases: [LintCase]) throws -> [LintBench.Verdict] {
    let bench = try LintBench()
    let bySettings = Dictionary(grouping: cases) { $0.configuration ?? "" }
    return try bySettings.sorted { $0.key < $1.key }.flatMap { configuration, cases in
      try bench.verdicts(cases, settings: try PeerSettings(suite: cases[0].suite, configuration).knowledge)
    }
  }
}
