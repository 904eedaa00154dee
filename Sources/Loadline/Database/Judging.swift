import Facts
import Foundation
import Judge
import Knowledge
import Store

/// What judging again did to the findings of code that did not change.
public struct JudgementOutcome: Sendable, Hashable {
  /// Rules that were new or changed, so that everything was judged by them.
  public let changedRules: [String]
  /// Findings that are told of now and were not before.
  public let came: Int
  /// Findings that are told of no more.
  public let went: Int
  /// Findings that were open and are exempt now.
  public let exempted: Int
  /// Findings that were exempt and are open now.
  public let returned: Int

  /// The outcome in a sentence.
  public var sentence: String {
    guard !changedRules.isEmpty || came + went + exempted + returned > 0 else { return "nothing to judge again" }
    return "judged by \(changedRules.count) new or changed rules: \(came) findings came, \(went) went, "
      + "\(exempted) are exempt now, \(returned) no longer"
  }
}

extension AuditDatabase {
  /// Judges what is new since the last time: new contents, changed repositories, changed rules and exemptions.
  ///
  /// A crawl does this by itself; it is for when only rules, parameters or exemptions changed.
  ///
  /// - Returns: What was done.
  /// - Throws: ``LoadlineError`` where a record is wrong or the database cannot be written.
  @discardableResult
  public func judgeAgain() throws(LoadlineError) -> JudgementOutcome {
    let knowledge = try KnowledgeLibrary(configuration: configuration)
    return try rewriting {
      let summary = try database.write { connection in
        try requireFinishedCrawl(connection)
        return try judge(connection, knowledge, changedRepositories: [])
      }
      try database.settle()
      return try database.read { connection in
        let effects = try connection.row(
          """
          SELECT sum(came) AS came, sum(went) AS went, sum(exempted) AS exempted, sum(returned) AS returned
          FROM judgement_change WHERE judged_at = ?
          """, [.text(summary.moment)])
        return JudgementOutcome(
          changedRules: summary.changedRules, came: Int(effects?.integer("came") ?? 0),
          went: Int(effects?.integer("went") ?? 0), exempted: Int(effects?.integer("exempted") ?? 0),
          returned: Int(effects?.integer("returned") ?? 0))
      }
    }
  }

  /// Each holds some tens of megabytes.
  private static let mostReaders = 4

  /// Ties files together and judges, in the transaction of the connection, on as many connections as there are jobs; nil
  /// for one for each core.
  @discardableResult
  func judge(
    _ connection: Connection, _ knowledge: KnowledgeLibrary, changedRepositories: [Int64], jobs: Int? = nil
  ) throws -> Judge.Summary {
    try knowledge.base.store(in: connection, settings: knowledge.settings)
    try knowledge.base.renewImageLives(in: connection)
    try Links(connection).renew(repositories: changedRepositories)
    let everyRepository = try connection.rows("SELECT repository_id FROM repository").compactMap { $0[0].integer }
    let ownersChanged = try ownersHaveChanged(connection)
    try FileOwners(connection).renew(
      repositories: ownersChanged ? everyRepository : changedRepositories, assignments: ownerAssignments)
    let summary = try Judge(
      connection, now: Moment.now, database: database.path == nil ? nil : database,
      jobs: min(jobs ?? ProcessInfo.processInfo.activeProcessorCount, Self.mostReaders)
    ).run(
      changedRepositories: changedRepositories, waivers: configuration.waivers,
      countedTools: configuration.suppressions.map(Set.init),
      recountedRepositories: ownersChanged ? everyRepository : [])
    try SuppressedRules(connection: connection, known: Set(knowledge.base.rules.map(\.id))).diagnose()
    return summary
  }

  /// Makes rules whose answers hang on a table be judged again.
  func forgetJudgement(ofRulesReading table: String, _ connection: Connection) throws {
    try connection.execute(
      """
      UPDATE rule SET judged_fingerprint = NULL
      WHERE instr(applies_sql || violations_sql || coalesce(unknown_sql, ''), ?) > 0
      """, [.text(table)])
  }

  /// Contents that were judged without ShellCheck's answers are judged again.
  func askShellCheck(_ program: ShellCheckProgram, jobs: Int) throws {
    let run = ShellCheckRun(
      program: program, jobs: jobs, read: { try database.read($0) }, write: { try database.write($0) })
    try run.run { connection, first in
      let judged = try connection.value("SELECT value FROM setting WHERE name = 'judged_content_id'").text
      guard let judged = judged.flatMap(Int64.init), first <= judged else { return }
      try forgetJudgement(ofRulesReading: "shellcheck_", connection)
    }
  }

  private var ownerAssignments: [OwnerAssignment] {
    configuration.owners.map { OwnerAssignment(owner: $0.owner, repository: $0.repository, path: $0.path) }
  }

  /// Whether the configuration names other owners than when they were last found.
  private func ownersHaveChanged(_ connection: Connection) throws -> Bool {
    let parts = ownerAssignments.flatMap { [$0.owner, $0.repository ?? "*", $0.path ?? "*"] }
    let fingerprint = Value.text(Fingerprint.of(parts))
    guard try connection.value("SELECT value FROM setting WHERE name = 'owners_fingerprint'") != fingerprint else {
      return false
    }
    try connection.execute(
      "INSERT OR REPLACE INTO setting (name, value) VALUES ('owners_fingerprint', ?)", [fingerprint])
    return true
  }
}
