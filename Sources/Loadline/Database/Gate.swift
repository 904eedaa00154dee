import Store
import Syntax

/// Bars that an organisation sets itself, for a scheduler to stop at.
public struct Gate: Sendable, Hashable {
  /// Least compliance rate, from 0 to 1.
  public var minimumRate: Double?
  /// Most findings that came since ``since`` and are open.
  public var maximumNew: Int?
  /// The day from which findings are new, as 2026-08-01; nil for 30 days ago.
  public var since: String?
  /// Least severity that no open finding may have.
  public var failOn: Severity?
  /// Which files count: a scope, or `all`.
  public var scope = "product"

  /// A gate without bars.
  public init() {}

  private static let scopes = ["product", "test", "example", "vendored", "generated", "all"]

  /// A bar that nothing could miss would let everything pass.
  func validate() throws(LoadlineError) {
    if let minimumRate, !(0...1).contains(minimumRate) {
      throw LoadlineError(.input, "the least rate \(minimumRate) is not from 0 to 1: write 80 % as 0.8")
    }
    if let maximumNew, maximumNew < 0 {
      throw LoadlineError(.input, "the most new findings cannot be \(maximumNew): write 0 for none")
    }
    if let since, !CalendarDay.isValid(since) {
      throw LoadlineError(.input, "since '\(since)': not a day: write it as 2026-08-01")
    }
    if let since, since > Moment.today {
      throw LoadlineError(.input, "since '\(since)' is in the future: give a day that has begun")
    }
    guard Self.scopes.contains(scope) else {
      throw LoadlineError(.input, "the scope '\(scope)' is not known: use \(Self.scopes.joined(separator: ", "))")
    }
  }
}

extension AuditDatabase {
  /// The bars of a gate that are not met.
  ///
  /// - Parameter gate: The bars.
  /// - Returns: A sentence for each; empty where all are met.
  /// - Throws: ``LoadlineError`` where a bar makes no sense, or the database cannot be read.
  public func reasonsToStop(at gate: Gate) throws(LoadlineError) -> [String] {
    try gate.validate()
    return try translatingErrors {
      try database.read { connection in
        try requireFinishedCrawl(connection)
        return [
          try Self.rateReason(gate, connection), try Self.newReason(gate, connection),
          try Self.severityReason(gate, connection),
        ].compactMap(\.self)
      }
    }
  }

  private static func rateReason(_ gate: Gate, _ connection: Connection) throws -> String? {
    guard let minimum = gate.minimumRate else { return nil }
    let rate = try connection.value(
      """
      SELECT CAST(sum(pass) AS REAL) / nullif(sum(pass + fail), 0) FROM compliance WHERE ?1 = 'all' OR scope = ?1
      """, [.text(gate.scope)]
    ).real
    guard let rate else { return "nothing was judged, so there is no rate" }
    return rate < minimum ? "the compliance rate is \(percent(rate)), under \(percent(minimum))" : nil
  }

  /// What was there already when a crawl first read its repository did not come since then.
  private static func newReason(_ gate: Gate, _ connection: Connection) throws -> String? {
    guard let maximum = gate.maximumNew else { return nil }
    let since = try gate.since.map(Value.text) ?? connection.value("SELECT date(?, '-30 days')", [.text(Moment.today)])
    let count =
      try connection.value(
        """
        SELECT count(*) FROM finding AS n JOIN repository AS r ON r.repository_id = n.repository_id
        WHERE n.status = 'open' AND n.first_seen >= ?1 AND (?2 = 'all' OR n.scope = ?2)
          AND (r.history_from IS NOT NULL OR r.present_from < ?1
            OR n.first_seen > (SELECT min(v.valid_from) FROM file_version AS v WHERE v.file_id = n.file_id))
        """, [since, .text(gate.scope)]
      ).integer ?? 0
    return count > maximum ? "\(count) findings are new since \(since.text ?? ""), more than \(maximum)" : nil
  }

  private static func severityReason(_ gate: Gate, _ connection: Connection) throws -> String? {
    guard let bar = gate.failOn else { return nil }
    let over = Severity.allCases.filter { $0 >= bar }.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    let count =
      try connection.value(
        """
        SELECT count(*) FROM finding
        WHERE status = 'open' AND severity IN (\(over)) AND (?1 = 'all' OR scope = ?1)
        """, [.text(gate.scope)]
      ).integer ?? 0
    return count > 0 ? "\(count) open findings are of severity \(bar.rawValue) or over" : nil
  }

  private static func percent(_ rate: Double) -> String {
    "\((rate * 1000).rounded() / 10) %"
  }
}
