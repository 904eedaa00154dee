import Crawl
import Facts
import Judge
import Knowledge
import Store
import Testing

@testable import Loadline

/// Templates are what they preach: they adopt their own pattern and break no rule; bad examples break theirs.
@Suite struct PatternTemplateTests {
  private let base: KnowledgeBase
  private let database: LoadlineDatabase

  /// Each pattern's templates are a repository `PATTERN/template`, its examples `PATTERN/good` and `PATTERN/bad`.
  init() throws {
    let base = try KnowledgeBase.builtIn()
    let database = try LoadlineDatabase()
    try database.write { connection in
      try base.store(in: connection)
      var index = try MemoryIndex(connection)
      for pattern in base.patterns {
        for role in PatternSnippet.Role.allCases {
          try index.addRepository(name: "\(pattern.id)/\(role.rawValue)")
          for (path, text) in Self.files(of: pattern, role, in: base) {
            guard case .candidate(let name) = ContainerFileName.verdict(path) else { continue }
            try index.addFile(path: path, name: name, bytes: Array(text.utf8))
          }
        }
      }
      let all = Array(1...index.lastRepository)
      try Links(connection).renew(repositories: all)
      _ = try Judge(connection, now: Moment.now).run(changedRepositories: all)
    }
    (self.base, self.database) = (base, database)
  }

  /// The snippets of a role and, unless they are to be bad, a Dockerfile and an ignore file beside them.
  private static func files(
    of pattern: Pattern, _ role: PatternSnippet.Role, in base: KnowledgeBase
  ) -> [(path: String, text: String)] {
    let own = pattern.snippets.filter { $0.role == role }
    guard role != .bad, !own.isEmpty else { return own.map { ($0.path, $0.text) } }
    let companions = ["dockerignore", "multi-stage-build"].compactMap { base.pattern($0)?.snippets.first }
    let missing = companions.filter { companion in !own.contains { $0.path == companion.path } }
    return (own + missing).map { ($0.path, $0.text) }
  }

  private func rows(_ sql: String, _ arguments: [Value] = []) throws -> [String] {
    try database.read { try $0.rows(sql, arguments).map { $0.values.map { $0.text ?? "-" }.joined(separator: " ") } }
  }

  @Test func `Every template adopts its own pattern`() throws {
    // Where images are scanned by a pipeline, no container file shows it.
    for pattern in base.patterns where pattern.kind == .pattern && pattern.id != "image-scanning" {
      let adopted = try rows(
        "SELECT max(is_adopted) FROM pattern_use WHERE pattern_id = ? AND repository = ?",
        [.text(pattern.id), .text("\(pattern.id)/template")])
      #expect(adopted == ["1"], "\(pattern.place)")
    }
  }

  @Test func `No template and no good example breaks a rule that matters`() throws {
    let broken = try rows(
      """
      SELECT repository, path, line, rule_id, message FROM finding
      WHERE repository NOT LIKE '%/bad' AND severity IN ('critical', 'high', 'medium')
      """)
    #expect(broken == [])
  }

  @Test func `Every anti-pattern is found by its rules`() throws {
    for pattern in base.patterns where pattern.kind == .antiPattern {
      let found = try rows(
        "SELECT DISTINCT rule_id FROM finding WHERE repository = ?", [.text("\(pattern.id)/bad")])
      #expect(!Set(found).isDisjoint(with: pattern.rules), "\(pattern.place): \(found)")
    }
  }
}
