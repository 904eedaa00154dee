import Crawl
import Facts
import GRDBSQLite
import Knowledge
import Testing

@testable import Loadline
@testable import Store

/// A rule costs what the files cost that it looks at, not their square: a look-up that forgets to ask for the content takes
/// hours on a history.
@Suite struct RuleGrowthTests {
  private static let factor = 4

  @Test func `The steps of a rule's SQL grow as the files do`() throws {
    let base = try KnowledgeBase.builtIn()
    let once = try steps(base, copies: 1)
    let often = try steps(base, copies: Self.factor)
    #expect(once.count > 500)
    for (query, few) in once {
      let many = try #require(often[query])
      #expect(
        many < few * (Self.factor + 2) + 20_000, "\(query): \(few) steps, and \(many) for \(Self.factor) x the files")
    }
  }

  /// How many steps of SQLite's machine each query of the rules of one content takes.
  private func steps(_ base: KnowledgeBase, copies: Int) throws -> [String: Int] {
    try LoadlineDatabase().write { connection in
      var settings = KnowledgeSettings()
      settings.includesOffByDefault = true
      try base.store(in: connection, settings: settings)
      var index = try MemoryIndex(connection)
      for copy in 0..<copies {
        try index.addRepository(name: "copy-\(copy)")
        for (number, file) in base.rules.flatMap(\.examples).flatMap(\.files).enumerated() where file.language != .json
        {
          guard case .candidate(let name) = ContainerFileName.verdict(file.path) else { continue }
          try index.addFile(
            path: "\(number)/\(file.path)", name: name, bytes: Array("\(file.text)\n# copy \(copy) of \(number)\n".utf8)
          )
        }
      }
      try base.renewImageLives(in: connection)
      var steps: [String: Int] = [:]
      for rule in base.rules where rule.target != .repository && rule.target != .organisation {
        let queries = [("Applies", Optional(rule.applies)), ("Violations", rule.violations), ("Unknown", rule.unknown)]
        for case (let part, let query?) in queries {
          steps["\(rule.id) \(part)"] = try count(query.sql, connection)
        }
      }
      return steps
    }
  }

  private func count(_ sql: String, _ connection: Connection) throws -> Int {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    try #require(sqlite3_prepare_v2(connection.handle, sql, -1, &statement, nil) == SQLITE_OK)
    while sqlite3_step(statement) == SQLITE_ROW {}
    return Int(sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_VM_STEP, 1))
  }
}
