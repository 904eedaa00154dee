import Facts
import Judge
import Knowledge
import Store

extension AuditDatabase {
  /// Judges what is new since the last time: new contents, changed repositories, changed rules and exemptions.
  ///
  /// A crawl does this by itself; it is for when only rules, parameters or exemptions changed.
  ///
  /// - Throws: ``LoadlineError`` where a record is wrong or the database cannot be written.
  public func judgeAgain() throws(LoadlineError) {
    let knowledge = try KnowledgeLibrary(configuration: configuration)
    _ = try translatingErrors { try database.write { try judge($0, knowledge, changedRepositories: []) } }
  }

  /// Ties files together and judges, in the transaction of the connection.
  @discardableResult
  func judge(
    _ connection: Connection, _ knowledge: KnowledgeLibrary, changedRepositories: [Int64]
  ) throws -> Judge.Summary {
    try knowledge.base.store(in: connection, settings: knowledge.settings)
    try knowledge.base.renewImageLives(in: connection)
    try Links(connection).renew(repositories: changedRepositories)
    let everyRepository = try connection.rows("SELECT repository_id FROM repository").compactMap { $0[0].integer }
    let ownersChanged = try ownersHaveChanged(connection)
    try FileOwners(connection).renew(
      repositories: ownersChanged ? everyRepository : changedRepositories, assignments: ownerAssignments)
    return try Judge(connection, now: Moment.now).run(
      changedRepositories: changedRepositories, waivers: configuration.waivers,
      countedTools: configuration.suppressions.map(Set.init),
      recountedRepositories: ownersChanged ? everyRepository : [])
  }

  /// Makes rules whose answers hang on a table be judged again.
  func forgetJudgement(ofRulesReading table: String, _ connection: Connection) throws {
    try connection.execute(
      """
      UPDATE rule SET judged_fingerprint = NULL
      WHERE instr(applies_sql || violations_sql || coalesce(unknown_sql, ''), ?) > 0
      """, [.text(table)])
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
