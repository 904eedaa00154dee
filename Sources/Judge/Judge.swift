package import Store

/// Brings the judgement up to date with the facts, the rules and the exemptions: only what is new, or whose rule changed,
/// is judged.
///
/// Everything happens in the transaction of the connection, so readers see a crawl and its judgement together.
package struct Judge {
  private let connection: Connection
  /// The moment of this judgement, ISO 8601 in UTC.
  private let now: String
  private let affordable: Int64
  private let database: LoadlineDatabase?
  private let jobs: Int

  /// - Parameters:
  ///   - connection: In the transaction that makes the facts visible.
  ///   - now: The moment of this judgement, ISO 8601 in UTC.
  ///   - affordable: Up to how many files, each counted at each change, the past of a repository is judged exactly by what
  ///     looks at files side by side; beyond, at the ends of months.
  ///   - database: The database of the connection, where others may read its contents at the same time.
  ///   - jobs: How many connections judge contents at once.
  package init(
    _ connection: Connection, now: String, affordable: Int64 = 5000, database: LoadlineDatabase? = nil, jobs: Int = 1
  ) {
    self.database = database
    self.jobs = max(1, jobs)
    self.connection = connection
    self.now = now
    self.affordable = affordable
  }

  /// What a judgement did.
  package struct Summary: Sendable, Hashable {
    /// Contents judged for the first time.
    package var contents = 0
    /// Repositories whose files were judged side by side.
    package var repositories = 0
    /// Rules that were new or changed, so that all that is stored was judged again by them.
    package var changedRules: [String] = []
    /// The moment of the judgement, under which its changes are noted.
    package var moment = ""
  }

  /// Judges what is new.
  ///
  /// - Parameters:
  ///   - changedRepositories: Repositories with new or ended versions of files.
  ///   - waivers: The exemptions of the configuration.
  ///   - countedTools: Tools whose inline suppressions count beside our own; nil for all.
  ///   - recountedRepositories: Repositories whose files have other owners now.
  /// - Returns: What was judged.
  /// - Throws: A ``StoreError`` where the database cannot be written; a rule that fails is no error, its answers are.
  package func run(
    changedRepositories: [Int64], waivers: [Waiver] = [], countedTools: Set<String>? = nil,
    recountedRepositories: [Int64] = []
  ) throws -> Summary {
    let exemptions = Exemptions(connection: connection, today: today)
    let rules = try connection.rows("SELECT * FROM rule WHERE is_enabled = 1 ORDER BY rule_number")
    let stale = rules.filter { $0["fingerprint"] != $0["judged_fingerprint"] }.compactMap(RuleText.init)
    let all = rules.compactMap(RuleText.init)
    var summary = Summary(changedRules: stale.map(\.id).sorted(), moment: now)

    try RuleFailure.forget(connection, keeping: Set(all.map(\.id)).subtracting(stale.map(\.id)))
    if !stale.isEmpty { try exemptions.tieAll() }
    let newContents = try contentsToJudge()
    if stale.isEmpty, let newContents { try exemptions.tie(contents: newContents) }
    let mustRejudgeAll = try exemptions.count(tools: countedTools, new: newContents)
    let expired = try exemptions.expire()
    let arrived = try Arrivals(connection: connection, today: today).take()
    let stalePatterns = try patternsToJudge()
    try judgeContents(all, stale: mustRejudgeAll ? all : stale, stalePatterns, new: newContents)
    summary.contents = newContents?.count ?? 0

    let repositories = try repositoriesToJudge(
      changed: changedRepositories + expired + arrived, all: mustRejudgeAll || !stale.isEmpty || !stalePatterns.isEmpty)
    let waiversChanged = try exemptions.replace(waivers)
    let staleRules = mustRejudgeAll ? all : stale
    try forget(staleRules.filter { $0.target != .organisation } + stale, in: ["file_result", "file_finding"])
    let patterns = try Adoption(connection: connection).patterns(inRepositories: true)
    try judgeRepositories(
      SideBySide(rules: all.filter { $0.target == .repository }, patterns: patterns),
      staleRules: Set(staleRules.map(\.number)), stalePatterns: stalePatterns, repositories)
    summary.repositories = repositories.count
    let isFirst = try connection.row("SELECT 1 FROM rule_set LIMIT 1") == nil
    let isOtherRuleSet = try RuleSetRecord(connection: connection, now: now).note()
    let tellsAll = waiversChanged || isOtherRuleSet
    let reached = repositories.isEmpty && !tellsAll ? [] : try judgeOrganisation(all, stale: stale)
    let told = try repositoriesToJudge(changed: repositories + reached, all: tellsAll)
    if !told.isEmpty {
      let lives = FindingLives(connection: connection, today: today)
      if !isFirst, tellsAll || mustRejudgeAll || !expired.isEmpty {
        try JudgementChanges(connection: connection, now: now).around(rules: stale) {
          try lives.tell(repositories: told)
        }
      } else {
        try lives.tell(repositories: told)
      }
    }
    let counted = Set(told).union(recountedRepositories).sorted()
    if !counted.isEmpty {
      try TrendCounts(connection: connection, today: today).count(repositories: counted)
    }
    try remember(newContents)
    return summary
  }

  /// Tells the lives of findings and the trends anew, from the answers that are there.
  package func tellAgain() throws {
    let all = try repositoriesToJudge(changed: [], all: true)
    try FindingLives(connection: connection, today: today).tell(repositories: all)
    try TrendCounts(connection: connection, today: today).count(repositories: all)
  }

  private func judgeContents(
    _ rules: [RuleText], stale: [RuleText], _ stalePatterns: Set<String>, new: ClosedRange<Int64>?
  ) throws {
    let patterns = try Adoption(connection: connection).patterns(inRepositories: false)
    let judged = try connection.value("SELECT value FROM setting WHERE name = 'judged_content_id'").text.flatMap(
      Int64.init)
    try forget(stale, in: ["content_answer", "content_finding"])
    for id in stalePatterns { try connection.execute("DELETE FROM pattern_adoption WHERE pattern_id = ?", [.text(id)]) }
    if let judged, judged > 0 {
      let first = try connection.value("SELECT min(content_id) FROM content").integer ?? 1
      if first <= judged { try run(stale, patterns.filter { stalePatterns.contains($0.id) }).judge(first...judged) }
      if !stale.isEmpty { try VerdictWriter(connection: connection, today: today, rules: stale).sweep() }
    }
    if let new { try run(rules, patterns).judge(new) }
  }

  private func run(_ rules: [RuleText], _ patterns: [Adoption.Pattern]) -> JudgingRun {
    JudgingRun(
      connection: connection, database: database, jobs: jobs, rules: rules,
      patterns: patterns, today: today)
  }

  private var today: String { String(now.prefix(10)) }

  private func patternsToJudge() throws -> Set<String> {
    Set(
      try connection.rows("SELECT pattern_id FROM pattern WHERE fingerprint IS NOT judged_fingerprint")
        .compactMap { $0[0].text })
  }

  private func judgeRepositories(
    _ all: SideBySide, staleRules: Set<Int64>, stalePatterns: Set<String>, _ repositories: [Int64]
  ) throws {
    guard !repositories.isEmpty else { return }
    let judge = RepositoryJudge(connection: connection, today: today, now: now)
    let run = HistoryRun(judge: judge, database: database, jobs: jobs)
    let history = RepositoryHistory(connection: connection, run: run, affordable: affordable)
    let anew = SideBySide(
      rules: all.rules.filter { staleRules.contains($0.number) },
      patterns: all.patterns.filter { stalePatterns.contains($0.id) })
    let onwards = SideBySide(
      rules: all.rules.filter { !staleRules.contains($0.number) },
      patterns: all.patterns.filter { !stalePatterns.contains($0.id) })
    try history.judgeAll(anew, repositories: repositories)
    try history.judgeNew(onwards, repositories: repositories)
    try judge.judge(all, repositories: repositories)
    try history.remember(repositories)
  }

  /// Judges all repositories together. Returns those in which that changed an answer.
  private func judgeOrganisation(_ rules: [RuleText], stale: [RuleText]) throws -> [Int64] {
    let judge = RepositoryJudge(connection: connection, today: today, now: now)
    return try OrganisationJudge(connection: connection, judge: judge).judge(
      rules.filter { $0.target == .organisation }, new: stale.filter { $0.target == .organisation })
  }

  /// Takes out the answers of rules, in one walk through each table.
  private func forget(_ rules: [RuleText], in tables: [String]) throws {
    guard !rules.isEmpty else { return }
    let numbers = rules.map { String($0.number) }.joined(separator: ", ")
    for table in tables { try connection.execute("DELETE FROM \(table) WHERE rule_number IN (\(numbers))") }
  }

  /// Contents that no judgement has seen: keys rise in the order of discovery, so they are a range.
  private func contentsToJudge() throws -> ClosedRange<Int64>? {
    let judged = try connection.value("SELECT value FROM setting WHERE name = 'judged_content_id'").text.flatMap(
      Int64.init)
    let first = (judged ?? 0) + 1
    let last = try connection.value("SELECT max(content_id) FROM content").integer ?? 0
    return first <= last ? first...last : nil
  }

  private func repositoriesToJudge(changed: [Int64], all: Bool) throws -> [Int64] {
    guard all else { return Set(changed).sorted() }
    return try connection.rows("SELECT repository_id FROM repository ORDER BY 1").compactMap { $0[0].integer }
  }

  private func remember(_ new: ClosedRange<Int64>?) throws {
    if let new {
      try connection.execute(
        "INSERT OR REPLACE INTO setting (name, value) VALUES ('judged_content_id', ?)", [.text(String(new.upperBound))])
    }
    try connection.execute(
      "UPDATE rule SET judged_fingerprint = fingerprint WHERE is_enabled = 1 AND judged_fingerprint IS NOT fingerprint")
    try connection.execute(
      "UPDATE pattern SET judged_fingerprint = fingerprint WHERE judged_fingerprint IS NOT fingerprint")
  }
}
