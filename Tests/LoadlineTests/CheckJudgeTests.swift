import Crawl
import Facts
import Judge
import Knowledge
import Store
import Testing

@testable import Loadline

/// A check takes short cuts; what it finds must be what a crawl finds.
@Suite struct CheckJudgeTests {
  /// A check knows no organisation.
  @Test func `A check finds in every example of the rules what a crawl finds`() throws {
    let files = try KnowledgeBase.builtIn().rules.flatMap(\.examples).map { example in
      example.files.filter { $0.language != .json }
    }
    let checked = try findings(in: files, LoadlineDatabase(isSmall: true)) { connection, repositories in
      { connection in
        let judge = try CheckJudge(connection, now: Moment.now)
        try KnowledgeBase.builtInRules(judge.mayBeViolated).storeForChecking(in: connection, settings: settings)
        try Links(connection).renew(repositories: repositories)
        return try judge.violations(
          repositories: repositories, waivers: [], countedTools: nil
        ).filter { $0.exemption == nil }.map {
          Found(file: $0.fileID, rule: $0.rule, line: $0.line, message: $0.message)
        }
      }
    }
    let crawled = try findings(in: files, LoadlineDatabase()) { connection, repositories in
      try KnowledgeBase.builtIn().store(in: connection, settings: settings)
      return { connection in
        try Links(connection).renew(repositories: repositories)
        _ = try Judge(connection, now: Moment.now).run(changedRepositories: repositories)
        return try connection.rows(
          """
          SELECT file_id, rule_id, line, message FROM finding WHERE status = 'open'
            AND rule_id NOT IN (SELECT rule_id FROM rule WHERE target = 'organisation')
          """
        ).map {
          Found(
            file: $0.integer("file_id") ?? 0, rule: $0.text("rule_id") ?? "", line: $0.integer("line").map(Int.init),
            message: $0.text("message") ?? "")
        }
      }
    }
    #expect(checked.count > 100)
    #expect(checked.subtracting(crawled) == [])
    #expect(crawled.subtracting(checked) == [])
  }

  @Test func `A glance leaves out no rule that an example by itself violates`() throws {
    var sketches: [String: RuleSketch] = [:]
    _ = try KnowledgeBase.builtInRules { sketch in
      sketches[sketch.id] = sketch
      return false
    }
    for rule in try KnowledgeBase.builtIn().rules {
      let sketch = try #require(sketches[rule.id])
      for example in rule.examples where example.outcome == .violates {
        guard example.files.allSatisfy({ $0.language != .json }) else { continue }
        try LoadlineDatabase(isSmall: true).write { connection in
          var index = try MemoryIndex(connection)
          try Self.add(example.files, name: "example", to: &index)
          let judge = try CheckJudge(connection, now: Moment.now)
          #expect(index.lastFile == 0 || judge.mayBeViolated(sketch), "\(example.place)")
        }
      }
    }
  }

  private struct Found: Hashable {
    let file: Int64
    let rule: String
    let line: Int?
    let message: String
  }

  private typealias Finder = (Connection) throws -> [Found]

  private var settings: KnowledgeSettings {
    var settings = KnowledgeSettings()
    settings.includesOffByDefault = true
    return settings
  }

  /// Each list of files is a repository of its own.
  private func findings(
    in examples: [[RuleExample.File]], _ database: LoadlineDatabase,
    _ prepare: (Connection, [Int64]) throws -> Finder
  ) throws -> Set<Found> {
    try database.write { connection in
      let repositories = (1...examples.count).map(Int64.init)
      let find = try prepare(connection, repositories)
      var index = try MemoryIndex(connection)
      for (number, files) in examples.enumerated() {
        try Self.add(files, name: "example-\(number)", to: &index)
      }
      return try Set(find(connection))
    }
  }

  private static func add(_ files: [RuleExample.File], name: String, to index: inout MemoryIndex) throws {
    try index.addRepository(name: name)
    for file in files {
      guard case .candidate(let name) = ContainerFileName.verdict(file.path) else { continue }
      try index.addFile(path: file.path, name: name, bytes: Array(file.text.utf8))
    }
  }
}
