import Crawl
import Facts
import Judge
import Knowledge
import Store

@testable import Loadline

/// Judges lint cases by the built-in rules, each case as a repository of its own in one database.
struct LintBench {
  /// What a case was found to violate.
  struct Verdict {
    let lintCase: LintCase
    /// Lines of findings by the aliases, `peer:id`, of the rules that found them.
    var lines: [String: Set<Int>] = [:]
  }

  let base: KnowledgeBase
  private let aliases: [String: [String]]

  init() throws {
    base = try KnowledgeBase.builtIn()
    aliases = Dictionary(uniqueKeysWithValues: base.rules.map { ($0.id, $0.aliases.map(\.description)) })
  }

  /// Judges cases that share settings of the rules.
  func verdicts(_ cases: [LintCase], settings: KnowledgeSettings) throws -> [Verdict] {
    let database = try LoadlineDatabase()
    return try database.write { connection in
      var settings = settings
      settings.includesOffByDefault = true
      try base.store(in: connection, settings: settings)
      var index = try MemoryIndex(connection)
      var verdicts: [Verdict] = []
      for lintCase in cases {
        try index.addRepository(name: "\(verdicts.count)")
        try add(lintCase, to: &index)
        verdicts.append(Verdict(lintCase: lintCase))
      }
      guard index.lastRepository > 0 else { return [] }
      let all = Array(1...index.lastRepository)
      try Links(connection).renew(repositories: all)
      _ = try Judge(connection, now: Moment.now).run(changedRepositories: all)
      try collect(into: &verdicts, connection)
      return verdicts
    }
  }

  private func add(_ lintCase: LintCase, to index: inout MemoryIndex) throws {
    try index.addFile(
      path: lintCase.path, name: name(lintCase.path, kind: lintCase.kind), bytes: Array(lintCase.text.utf8))
    for (path, text) in lintCase.otherFiles.sorted(by: { $0.key < $1.key }) where path != lintCase.path {
      guard case .candidate(let name) = ContainerFileName.verdict(path) else { continue }
      try index.addFile(path: path, name: name, bytes: Array(text.utf8))
    }
  }

  private func name(_ path: String, kind: String) -> ContainerFileName {
    ContainerFileName(
      kind: kind == "compose" ? .compose : .dockerfile, environment: .base, scope: .product, templateSuffix: nil)
  }

  private func collect(into verdicts: inout [Verdict], _ connection: Connection) throws {
    let rows = try connection.rows(
      """
      SELECT f.rule_id, f.line, file.repository_id FROM finding AS f JOIN file ON file.file_id = f.file_id
      WHERE f.status = 'open'
      """)
    for row in rows {
      guard let repository = row.integer("repository_id"), let rule = row.text("rule_id") else { continue }
      for alias in aliases[rule] ?? [] {
        verdicts[Int(repository) - 1].lines[alias, default: []].insert(row.integer("line").map(Int.init) ?? 0)
      }
    }
  }
}
