import Foundation
import Store

/// The results of one scanner on their way into the database.
struct ExternalRun {
  let connection: Connection
  let places: ResultPlaces
  let tool: String
  let runs: [SARIFDocument.Run]

  private struct Found: Hashable {
    let rule: String
    let place: ResultPlaces.Place
    let message: String
    let line: Int?
    let endLine: Int?
    let level: String
    let isSuppressed: Bool
  }

  private static let levels: Set<String> = ["error", "warning", "note", "none"]

  func store() throws -> ImportedResults {
    let now = Date.now
    let time = RunTime(runs.flatMap(\.times), now: now)
    try connection.execute("INSERT OR IGNORE INTO external_tool (name) VALUES (?)", [.text(tool)])
    let toolID = try connection.value("SELECT external_tool_id FROM external_tool WHERE name = ?", [.text(tool)])
    let found = Array(Set(runs.flatMap(results))).sorted { ($0.line ?? 0, $0.message) < ($1.line ?? 0, $1.message) }
    var covered = Set(found.map(\.place.repositoryID))
    if let named = places.namedID { covered.insert(named) }
    let current = try covered.filter { try renewState(of: $0, toolID, time.text) }
    let counted = found.filter { current.contains($0.place.repositoryID) }
    var new = 0
    var occurrences: [[String]: Int] = [:]
    for result in counted {
      let identity = [result.rule, String(result.place.repositoryID ?? 0), result.place.path, result.message]
      occurrences[identity, default: 0] += 1
      if try insert(result, occurrence: occurrences[identity] ?? 1, toolID, time.text) { new += 1 }
    }
    let fixed = try current.reduce(0) { try $0 + fix(toolID, repository: $1, time.text) }
    let unmapped = found.count { $0.place.repositoryID == nil }
    let version = runs.lazy.compactMap { $0.tool.driver.version ?? $0.tool.driver.semanticVersion }.first
    try connection.execute(
      """
      INSERT INTO external_import (external_tool_id, tool_version, ran_at, imported_at, results, unmapped)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [
        toolID, Value(version), .text(time.text), .text(now.formatted(.iso8601)), Value(found.count), Value(unmapped),
      ])
    return ImportedResults(
      tool: tool, results: found.count, new: new, fixed: fixed, unmapped: unmapped,
      outdated: found.count - counted.count, hasUnreadableTime: time.isUnreadable)
  }

  /// Returns whether no later run is known. Keys that are NULL are no conflict to SQLite, so that none is left to it.
  private func renewState(of repository: Int64?, _ toolID: Value, _ ranAt: String) throws -> Bool {
    let place = [toolID, Value(repository)]
    let known = try connection.value(
      "SELECT ran_at FROM external_state WHERE external_tool_id = ? AND repository_id IS ?", place)
    if let known = known.text, known > ranAt { return false }
    try connection.execute("DELETE FROM external_state WHERE external_tool_id = ? AND repository_id IS ?", place)
    try connection.execute(
      "INSERT INTO external_state (external_tool_id, repository_id, ran_at) VALUES (?, ?, ?)", place + [.text(ranAt)])
    return true
  }

  private func results(of run: SARIFDocument.Run) -> [Found] {
    (run.results ?? []).compactMap { result in
      // A scanner may also say what is well.
      guard result.kind == nil || ["fail", "open", "review"].contains(result.kind) else { return nil }
      let (id, rule) = run.rule(of: result)
      let place = result.locations?.first?.physicalLocation
      let level = result.level ?? rule?.defaultConfiguration?.level ?? "warning"
      return Found(
        rule: id, place: places.place(of: run.path(of: place) ?? ""),
        message: run.message(of: result, rule).withoutLogins,
        line: place?.region?.startLine, endLine: place?.region?.endLine,
        level: Self.levels.contains(level) ? level : "warning",
        isSuppressed: result.suppressions?.contains { $0.status != "rejected" } ?? false)
    }
  }

  private func record(of rule: String) -> SARIFDocument.Rule? {
    runs.lazy.compactMap { $0.tool.driver.rules?.first { $0.id == rule } }.first
  }

  /// Returns whether no earlier run had it.
  private func insert(_ found: Found, occurrence: Int, _ toolID: Value, _ ranAt: String) throws -> Bool {
    let rule = try ruleID(found.rule, toolID)
    let repository = Value(found.place.repositoryID)
    let path = Value.text(found.place.path)
    let state: [Value] = [
      Value(found.line), Value(found.endLine), .text(found.level), Value(found.isSuppressed), .text(ranAt),
    ]
    let text: [Value] = [.text(found.message), Value(occurrence)]
    try connection.execute(
      """
      UPDATE external_finding SET line = ?, end_line = ?, level = ?, is_suppressed = ?, last_seen = ?
      WHERE external_rule_id = ? AND repository_id IS ? AND path = ? AND message = ? AND occurrence = ?
        AND fixed_at IS NULL
      """, state + [rule, repository, path] + text)
    guard connection.changes == 0 else { return false }
    if found.place.repositoryID != nil {
      // An earlier import could not tell the repository.
      try connection.execute(
        """
        UPDATE external_finding SET line = ?1, end_line = ?2, level = ?3, is_suppressed = ?4,
          last_seen = max(last_seen, ?5), repository_id = ?7, path = ?8, file_id = (SELECT file_id FROM file WHERE repository_id = ?7 AND path = ?8)
        WHERE external_rule_id = ?6 AND repository_id IS NULL AND path = ?11 AND message = ?9 AND occurrence = ?10
          AND fixed_at IS NULL
        """, state + [rule, repository, path] + text + [.text(found.place.written)])
      guard connection.changes == 0 else { return false }
    }
    // Another log of the same moment ended it.
    let isEnded = try connection.row(
      """
      SELECT 1 FROM external_finding WHERE external_rule_id = ? AND repository_id IS ? AND path = ? AND message = ?
        AND occurrence = ? AND fixed_at >= ?
      """, [rule, repository, path] + text + [.text(ranAt)])
    guard isEnded == nil else { return false }
    try connection.execute(
      """
      INSERT INTO external_finding (line, end_line, level, is_suppressed, first_seen, last_seen, external_rule_id,
        repository_id, path, message, occurrence, file_id)
      VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10,
        (SELECT file_id FROM file WHERE repository_id = ?7 AND path = ?8))
      """, state + [rule, repository, path] + text)
    return true
  }

  private func ruleID(_ rule: String, _ toolID: Value) throws -> Value {
    let known = try connection.value(
      "SELECT external_rule_id FROM external_rule WHERE external_tool_id = ? AND rule = ?", [toolID, .text(rule)])
    guard known == .null else { return known }
    let record = record(of: rule)
    try connection.execute(
      "INSERT INTO external_rule (external_tool_id, rule, title, help_uri) VALUES (?, ?, ?, ?)",
      [toolID, .text(rule), Value(record?.shortDescription?.text ?? record?.name), Value(record?.helpUri)])
    return .integer(connection.lastInsertedID)
  }

  /// Ends what this run had no more in a repository. Returns how many.
  private func fix(_ toolID: Value, repository: Int64?, _ ranAt: String) throws -> Int {
    try connection.execute(
      """
      UPDATE external_finding SET fixed_at = ?1
      WHERE repository_id IS ?2 AND fixed_at IS NULL AND last_seen < ?1 AND external_rule_id IN (
        SELECT external_rule_id FROM external_rule WHERE external_tool_id = ?3)
      """, [.text(ranAt), Value(repository), toolID])
    return connection.changes
  }
}
