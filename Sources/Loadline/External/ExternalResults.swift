import Foundation
import Store

extension AuditDatabase {
  /// Takes in what other scanners found, as SARIF. Results of one scanner in several logs count as one run.
  ///
  /// A finding that an earlier run had and this one has no more is fixed, in the repositories that this run has results
  /// of, and in the one that is named; what lies in no repository is taken for one. A run that is older than what is
  /// known of a repository says nothing of it any more.
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
    return try rewriting {
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
  /// Results about repositories of which a later run is known; they are left out.
  public let outdated: Int
  /// Whether its logs name a time at which it cannot have run; the time of the import stands for it.
  public let hasUnreadableTime: Bool

  /// The same in a sentence.
  public var sentence: String {
    var parts = ["\(tool): \(results) results, \(new) new, \(fixed) fixed"]
    if unmapped > 0 {
      parts.append("\(unmapped) are in no repository known here (name it with --repository or --root)")
    }
    if outdated > 0 { parts.append("\(outdated) were left out, for a later run is known") }
    if hasUnreadableTime { parts.append("the time it names is none of the past, so it counts as run now") }
    return parts.joined(separator: "; ")
  }
}
