import Foundation
import Knowledge
import Store

/// Tests of records: that each is well formed, that its SQL prepares, and that its examples get the verdicts they claim.
public struct RecordTests: Sendable {
  private let folder: String?

  /// Tests the records of a folder, beside the built-in ones; without a folder, the built-in ones themselves.
  public init(folder: String?) {
    self.folder = folder
  }

  /// What the tests found.
  public struct Result: Sendable, Hashable {
    /// Rules that were tested.
    public let rules: Int
    /// Examples that were run.
    public let examples: Int
    /// What is wrong, each with file and line.
    public let problems: [String]

    /// How many problems there are.
    public var failures: Int { problems.count }

    /// The result, a problem a line, and a summary.
    public var text: String {
      problems.map { $0 + "\n" }.joined() + "\(rules) rules, \(examples) examples, \(failures) problems\n"
    }
  }

  /// Runs the tests.
  ///
  /// - Returns: What they found; a record that cannot be read is a problem.
  /// - Throws: ``LoadlineError`` where the folder cannot be read.
  public func run() throws(LoadlineError) -> Result {
    let base: KnowledgeBase
    do {
      base = try KnowledgeBase.load(folders: folder.map { [$0] } ?? [])
    } catch {
      return Result(rules: 0, examples: 0, problems: error.problems.map(\.description))
    }
    let rules = base.rules.filter { folder == nil || $0.origin != .builtIn }
    return try translatingErrors {
      let contract = base.queryProblems().map(\.description)
      let found = contract.isEmpty ? try ExampleBench(base: base).run(rules).map(\.description) : []
      return Result(
        rules: rules.count, examples: rules.reduce(0) { $0 + $1.examples.count }, problems: contract + found)
    }
  }
}
