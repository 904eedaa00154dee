import Store

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
}

extension AuditDatabase {
  /// The bars of a gate that are not met.
  ///
  /// - Parameter gate: The bars.
  /// - Returns: A sentence for each; empty where all are met.
  /// - Throws: ``LoadlineError`` where the database cannot be read.
  public func reasonsToStop(at gate: Gate) throws(LoadlineError) -> [String] {
    try translatingErrors {
      try database.read { connection in
        [
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

  private static func newReason(_ gate: Gate, _ connection: Connection) throws -> String? {
    guard let maximum = gate.maximumNew else { return nil }
    let since = try gate.since.map(Value.text) ?? connection.value("SELECT date(?, '-30 days')", [.text(Moment.today)])
    let count =
      try connection.value(
        """
        SELECT count(*) FROM finding
        WHERE status = 'open' AND first_seen >= ?1 AND (?2 = 'all' OR scope = ?2)
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
