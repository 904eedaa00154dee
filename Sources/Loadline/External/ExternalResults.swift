import Foundation
import Store

extension AuditDatabase {
  /// Takes in what other scanners found, as SARIF. Results of one scanner in several logs count as one run.
  ///
  /// A finding that an earlier run had and this one has no more is fixed, in the repositories that this run has results
  /// of, and in the one that is named.
  ///
  /// - Parameters:
  ///   - logs: The names of the logs and their bytes.
  ///   - repository: The repository that relative paths are below; nil where the logs say it themselves.
  ///   - root: The folder that relative paths are below; nil for none.
  /// - Returns: What was taken in.
  /// - Throws: ``LoadlineError`` where a log is no SARIF, or there is no such repository.
  @discardableResult
  public func importSARIF(
    _ logs: [(name: String, bytes: [UInt8])], repository: String? = nil, root: String? = nil
  ) throws(LoadlineError) -> [ImportedResults] {
    var runs: [String: [SARIFDocument.Run]] = [:]
    for log in logs {
      for run in try SARIFDocument.read(log.bytes, file: log.name).runs { runs[run.toolName, default: []].append(run) }
    }
    let absoluteRoot = root.map { URL(filePath: $0).standardizedFileURL.path(percentEncoded: false) }
    return try translatingErrors {
      try database.write { connection in
        let places = try ResultPlaces(connection, repository: repository, root: absoluteRoot)
        return try runs.sorted { $0.key < $1.key }.map { tool, runs in
          try ExternalRun(connection: connection, places: places, tool: tool, runs: runs).store()
        }
      }
    }
  }
}

/// What came of the results of one scanner.
public struct ImportedResults: Sendable, Hashable {
  /// The scanner.
  public let tool: String
  /// Results in its logs.
  public let results: Int
  /// Findings that no earlier run had.
  public let new: Int
  /// Findings that an earlier run had, and this one no more.
  public let fixed: Int
  /// Results about no file of a repository that is known here; they are stored without one.
  public let unmapped: Int

  /// The same in a sentence.
  public var sentence: String {
    let rest =
      unmapped == 0 ? "" : "; \(unmapped) are in no repository known here (name it with --repository or --root)"
    return "\(tool): \(results) results, \(new) new, \(fixed) fixed\(rest)"
  }
}

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
    let now = Moment.now
    let ranAt = runs.compactMap(\.ranAt).max().map(Self.inSeconds) ?? now
    let found = Array(Set(runs.flatMap(results))).sorted { ($0.line ?? 0, $0.message) < ($1.line ?? 0, $1.message) }
    try connection.execute("INSERT OR IGNORE INTO external_tool (name) VALUES (?)", [.text(tool)])
    let toolID = try connection.value("SELECT external_tool_id FROM external_tool WHERE name = ?", [.text(tool)])
    var new = 0
    var occurrences: [[String]: Int] = [:]
    for result in found {
      let identity = [result.rule, String(result.place.repositoryID ?? 0), result.place.path, result.message]
      occurrences[identity, default: 0] += 1
      if try insert(result, occurrence: occurrences[identity] ?? 1, toolID, ranAt) { new += 1 }
    }
    let fixed = try fix(toolID, repositories: Set(found.compactMap(\.place.repositoryID)), ranAt)
    let unmapped = found.count { $0.place.repositoryID == nil }
    let version = runs.lazy.compactMap { $0.tool.driver.version ?? $0.tool.driver.semanticVersion }.first
    try connection.execute(
      """
      INSERT INTO external_import (external_tool_id, tool_version, ran_at, imported_at, results, unmapped)
      VALUES (?, ?, ?, ?, ?, ?)
      """, [toolID, Value(version), .text(ranAt), .text(now), Value(found.count), Value(unmapped)])
    return ImportedResults(tool: tool, results: found.count, new: new, fixed: fixed, unmapped: unmapped)
  }

  private func results(of run: SARIFDocument.Run) -> [Found] {
    (run.results ?? []).compactMap { result in
      // A scanner may also say what is well.
      guard result.kind == nil || ["fail", "open", "review"].contains(result.kind) else { return nil }
      let (id, rule) = run.rule(of: result)
      let place = result.locations?.first?.physicalLocation
      let level = result.level ?? rule?.defaultConfiguration?.level ?? "warning"
      return Found(
        rule: id, place: places.place(of: run.path(of: place) ?? ""), message: run.message(of: result, rule),
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
    let place: [Value] = [
      Value(found.line), Value(found.endLine), .text(found.level), Value(found.isSuppressed), .text(ranAt),
    ]
    try connection.execute(
      """
      UPDATE external_finding SET line = ?, end_line = ?, level = ?, is_suppressed = ?, last_seen = max(last_seen, ?)
      WHERE external_rule_id = ? AND repository_id IS ? AND path = ? AND message = ? AND occurrence = ?
        AND fixed_at IS NULL
      """, place + [rule, repository, .text(found.place.path), .text(found.message), Value(occurrence)])
    guard connection.changes == 0 else { return false }
    try connection.execute(
      """
      INSERT INTO external_finding (line, end_line, level, is_suppressed, first_seen, last_seen, external_rule_id,
        repository_id, path, message, occurrence, file_id)
      VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8, ?9, ?10,
        (SELECT file_id FROM file WHERE repository_id = ?7 AND path = ?8))
      """, place + [rule, repository, .text(found.place.path), .text(found.message), Value(occurrence)])
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

  /// Ends what this run had no more. Returns how many.
  private func fix(_ toolID: Value, repositories: Set<Int64>, _ ranAt: String) throws -> Int {
    var fixed = 0
    for id in repositories.union(places.namedID.map { [$0] } ?? []) {
      try connection.execute(
        """
        UPDATE external_finding SET fixed_at = ?1
        WHERE repository_id = ?2 AND fixed_at IS NULL AND last_seen < ?1 AND external_rule_id IN (
          SELECT external_rule_id FROM external_rule WHERE external_tool_id = ?3)
        """, [.text(ranAt), .integer(id), toolID])
      fixed += connection.changes
    }
    return fixed
  }

  /// Times with fractions of a second, as some scanners write them, without.
  private static func inSeconds(_ time: String) -> String {
    guard let dot = time.firstIndex(of: ".") else { return time }
    return time[..<dot] + (time.hasSuffix("Z") ? "Z" : "")
  }
}
