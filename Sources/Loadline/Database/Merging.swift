import Knowledge
import Store

/// What came of a merge.
public struct MergeOutcome: Sendable, Hashable {
  /// Repositories that were taken in.
  public internal(set) var repositories = 0
  /// Repositories of which this database kept what it had.
  public internal(set) var kept: [KeptRepository] = []

  /// A repository that was not taken in.
  public struct KeptRepository: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// The database that it was not taken from.
    public let database: String
    /// Why.
    public let reason: Reason
  }

  /// Why a repository was not taken in.
  public enum Reason: String, Sendable, Hashable {
    /// What is here is of a later commit, or of a later crawl of the same one.
    case isEarlier = "earlier"
    /// What is here goes further back.
    case isShallower = "shallower"

    /// The reason in a sentence.
    public var sentence: String {
      switch self {
      case .isEarlier: "what is here is of a later commit or crawl"
      case .isShallower: "the history here goes further back; crawl it there with as much history to take it in"
      }
    }
  }
}

extension AuditDatabase {
  /// SQLite attaches ten databases at most, of which some are left to others.
  private static let partsAtOnce = 8

  /// Takes in what other databases hold: of crawls of other parts of the repositories, or of other machines.
  ///
  /// Contents are the same where git's id of the blob is. Where two databases hold a repository of one name, the later
  /// state counts, unless less of its past is known there. Results of other scanners, sizes of images and answers of
  /// ShellCheck come along. What is taken in is judged here, under this configuration.
  ///
  /// - Parameter paths: The other databases; they are left as they are.
  /// - Returns: How many repositories were taken in, and which were not. Those that are the same here count as neither.
  /// - Throws: ``LoadlineError`` where one of them is no database of a finished crawl, or a crawl is at work on this one.
  @discardableResult
  public func merge(_ paths: [String]) throws(LoadlineError) -> MergeOutcome {
    let knowledge = try KnowledgeLibrary(configuration: configuration)
    for path in paths {
      if let file = FileIdentity(of: path), file == FileIdentity(of: self.path) {
        throw LoadlineError(.input, "\(path) is the database that is merged into: name the others")
      }
      let part = try AuditDatabase(existing: path)
      try translatingErrors {
        try part.database.read { try part.requireFinishedCrawl($0) }
        try part.database.close()
      }
    }
    return try rewriting {
      var outcome = MergeOutcome()
      for start in stride(from: 0, to: paths.count, by: Self.partsAtOnce) {
        try merge(paths[start..<min(start + Self.partsAtOnce, paths.count)], knowledge, &outcome)
      }
      try database.settle()
      return outcome
    }
  }

  /// Copies several databases and judges what came of it once, in one transaction.
  private func merge(_ paths: ArraySlice<String>, _ knowledge: KnowledgeLibrary, _ outcome: inout MergeOutcome) throws {
    let parts = zip(1..., paths).map { (name: "part\($0)", path: $1) }
    try database.attaching(parts) { connection in
      // What is remembered of pruned findings names rules, which must be there before.
      try knowledge.base.store(in: connection, settings: knowledge.settings)
      var changed: Set<Int64> = []
      for part in parts {
        let merge = DatabaseMerge(connection: connection, part: part.name)
        let taken = try merge.run()
        changed.formUnion(taken.repositories)
        for row in taken.kept {
          outcome.kept.append(.init(name: row.name, database: part.path, reason: row.reason))
        }
        outcome.repositories += taken.repositories.count
        for table in taken.tablesWithNews { try forgetJudgement(ofRulesReading: table, connection) }
      }
      try judge(connection, knowledge, changedRepositories: changed.sorted())
    }
  }
}
