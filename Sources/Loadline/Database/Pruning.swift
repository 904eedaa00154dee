import Crawl
import Foundation
import Judge
import Store

/// How much of the past is kept.
public struct Retention: Sendable, Hashable {
  private let count: Int
  private let unit: Unit

  private enum Unit: String {
    case years, months, days

    var component: Calendar.Component {
      switch self {
      case .years: .year
      case .months: .month
      case .days: .day
      }
    }
  }

  /// Reads a span such as 3y, 18m or 90d.
  ///
  /// - Parameter text: A number and one of y, m and d.
  /// - Throws: ``LoadlineError`` where it is none.
  public init(_ text: String) throws(LoadlineError) {
    let units: [Character: Unit] = ["y": .years, "m": .months, "d": .days]
    guard let last = text.last, let unit = units[last], let count = Int(text.dropLast()), (1...100_000).contains(count)
    else { throw LoadlineError(.input, "'\(text)' is no span of time: write it as 3y, 18m or 90d") }
    self.count = count
    self.unit = unit
  }

  /// The moment that lies so long before another.
  func start(before date: Date) -> Date? {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar.date(byAdding: unit.component, value: -count, to: date)
  }

  fileprivate func floor(_ connection: Connection) throws -> String? {
    try connection.value("SELECT date((SELECT max(started_at) FROM scan), ?)", [.text("-\(count) \(unit.rawValue)")])
      .text
  }
}

/// What pruning took out.
public struct PruningOutcome: Sendable, Hashable {
  /// The day from which on the past is kept.
  public let floor: String
  /// Versions of files that ended before it.
  public let versions: Int
  /// Contents that only those had.
  public let contents: Int
}

extension AuditDatabase {
  /// Forgets the past before a day: versions of files that ended by then, and contents that only those had.
  ///
  /// The state at that day and all that came after stays, so trends are what they were from that day on, and findings are
  /// as old as they were. Later crawls do not read again what was pruned.
  ///
  /// - Parameter retention: How much is kept, counted back from the last crawl.
  /// - Returns: What was taken out.
  /// - Throws: ``LoadlineError`` where the database cannot be written, or holds no crawl.
  public func prune(keeping retention: Retention) throws(LoadlineError) -> PruningOutcome {
    try rewriting {
      try database.write { connection in
        try requireFinishedCrawl(connection)
        guard let day = try retention.floor(connection),
          let time = try? Date(day, strategy: .iso8601.year().month().day())
        else { throw LoadlineError(.input, "so long ago is no day: keep less") }
        let floor = "\(day)T00:00:00Z"
        let contents = try connection.value("SELECT count(*) FROM content").integer ?? 0
        try connection.execute(Self.outliving, [.text(floor)])
        let versions =
          try connection.value(
            "SELECT count(*) FROM file_version WHERE valid_to <= ?", [.text(floor)]
          ).integer ?? 0
        for table in ["file_version", "file_result", "file_finding", "pattern_adoption"] {
          try connection.execute("DELETE FROM \(table) WHERE valid_to <= ?", [.text(floor)])
        }
        try HistoryFloor.raise(to: Int(time.timeIntervalSince1970), connection)
        try Judge(connection, now: Moment.now).tellAgain()
        try FileRemoval(connection: connection).remove(Self.emptyFiles)
        try ContentRemoval(connection).removeUnused()
        let left = try connection.value("SELECT count(*) FROM content").integer ?? 0
        return PruningOutcome(floor: day, versions: Int(versions), contents: Int(contents - left))
      }
    }
  }

  /// The findings that were there at the floor, with the time since when: their first versions go.
  private static let outliving = """
    INSERT OR REPLACE INTO pruned_finding (file_id, rule_number, kind, subject, occurrence, floor, first_seen, first_commit)
    SELECT file_id, rule_number, kind, subject, occurrence, ?1, first_seen, first_commit FROM finding_life
    WHERE first_seen < ?1 AND (ended_at IS NULL OR ended_at > ?1)
    """

  private static let emptyFiles = """
    SELECT file_id FROM file AS f WHERE NOT EXISTS (SELECT 1 FROM file_version AS v WHERE v.file_id = f.file_id)
    """
}
