import Dispatch
import Store
import Synchronization

/// Judges the past of repositories by what looks at files side by side: on several connections, each with some of the
/// repositories, where there is much of it.
struct HistoryRun {
  let judge: RepositoryJudge
  /// The database of the connection, where others may read it at the same time.
  let database: LoadlineDatabase?
  /// How many connections judge at once.
  let jobs: Int
  /// Below so many files at moments, other connections cost more than they save.
  var least: Int64 = 20_000

  /// A repository with the moments at which it is judged, in their order.
  struct Past: Sendable {
    let repository: Int64
    let moments: [String]
    /// How many files it ever had.
    let files: Int64
    let versions: Int64

    /// What it costs to judge it, in files at moments.
    var cost: Int64 { Int64(moments.count) * files }
  }

  /// So many versions of files are copied for other connections at once, which bounds the memory.
  private static let most: Int64 = 50_000

  func judge(_ all: SideBySide, _ pasts: [Past]) throws {
    let cost = pasts.reduce(0) { $0 + $1.cost }
    guard jobs > 1, pasts.count > 1, cost >= least, let database, try !hasAnswers(all, pasts),
      try database.hasCommittedContents(of: connection)
    else {
      return try judge.judge(all, rounds: Self.rounds(of: pasts))
    }
    // A view shows other connections what is committed, whatever stands in front of its tables.
    let views = Set(
      try connection.rows("SELECT name FROM sqlite_schema WHERE type = 'view' AND name <> 'current_file'")
        .compactMap { $0[0].text })
    let (viewers, others) = all.parted { sql in
      sql.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains { views.contains(String($0)) }
    }
    for wave in Self.waves(of: pasts) { try judge(others, Self.groups(of: wave, jobs), on: database) }
    if !viewers.isEmpty { try judge.judge(viewers, rounds: Self.rounds(of: pasts)) }
  }

  /// Whether there is anything that the first moment could continue.
  private func hasAnswers(_ all: SideBySide, _ pasts: [Past]) throws -> Bool {
    let files = """
      file_id IN (SELECT file_id FROM file WHERE repository_id IN (
        \(pasts.map { String($0.repository) }.joined(separator: ", "))))
      """
    let rules = "rule_number IN (\(all.rules.map { String($0.number) }.joined(separator: ", ")))"
    let patterns = Array(repeating: "?", count: all.patterns.count).joined(separator: ", ")
    return try connection.value(
      """
      SELECT EXISTS (SELECT 1 FROM file_result WHERE \(rules) AND \(files))
        OR EXISTS (SELECT 1 FROM file_finding WHERE \(rules) AND \(files))
        OR EXISTS (SELECT 1 FROM pattern_adoption WHERE pattern_id IN (\(patterns)) AND \(files))
      """, all.patterns.map { .text($0.id) }) == 1
  }

  private var connection: Connection { judge.connection }

  private func judge(_ all: SideBySide, _ groups: [[Past]], on database: LoadlineDatabase) throws {
    let evidence = Mutex(
      try Dictionary(
        uniqueKeysWithValues: groups.enumerated().map { group, pasts in
          (group, try Evidence(connection, repositories: pasts.map(\.repository)))
        }))
    let answers = Mutex<[Int: Result<HistoryAnswers, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: groups.count) { [today = judge.today, now = judge.now] group in
      let result = Result {
        try database.snapshot { reader in
          try reader.script("PRAGMA main.cache_size = -8000")
          // Shown once, it is only in the way.
          try evidence.withLock { $0.removeValue(forKey: group) }?.show(to: reader)
          let judge = RepositoryJudge(connection: reader, today: today, now: now)
          try judge.judge(all, rounds: Self.rounds(of: groups[group]))
          return try HistoryAnswers(of: reader)
        }
      }
      answers.withLock { $0[group] = result }
    }
    for group in groups.indices {
      try answers.withLock { $0.removeValue(forKey: group) }?.get().write(to: connection)
    }
  }

  /// Each repository at its first moment, then each at its second, and so on.
  private static func rounds(of pasts: [Past]) -> [[RepositoryScene.Moment]] {
    var rounds: [[RepositoryScene.Moment]] = []
    for past in pasts {
      for (round, moment) in past.moments.enumerated() {
        if round == rounds.count { rounds.append([]) }
        rounds[round].append(RepositoryScene.Moment(repository: past.repository, time: moment))
      }
    }
    return rounds
  }

  private static func waves(of pasts: [Past]) -> [[Past]] {
    var waves: [[Past]] = [[]]
    var versions: Int64 = 0
    for past in pasts {
      if versions > 0, versions + past.versions > most {
        waves.append([])
        versions = 0
      }
      waves[waves.count - 1].append(past)
      versions += past.versions
    }
    return waves
  }

  /// As many groups of about the same cost.
  private static func groups(of pasts: [Past], _ count: Int) -> [[Past]] {
    var groups = Array(repeating: [Past](), count: count)
    var costs = Array(repeating: Int64(0), count: count)
    for past in pasts.sorted(by: { $0.cost > $1.cost }) {
      let lightest = costs.indices.min { costs[$0] < costs[$1] } ?? 0
      groups[lightest].append(past)
      costs[lightest] += past.cost
    }
    return groups.filter { !$0.isEmpty }
  }
}
