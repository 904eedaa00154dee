import Crawl
import Facts
import Foundation
import Judge
import Knowledge
import Store

/// Judges files without a database file.
///
/// The files are judged as one repository in memory, so that rules that look at files side by side see them all.
public struct Checker: Sendable {
  private let configuration: Configuration
  private let knowledge: KnowledgeLibrary

  /// Makes a checker.
  ///
  /// - Parameter configuration: Which rules hold, and what is exempt.
  /// - Throws: ``LoadlineError`` where the configuration or a record is wrong.
  public init(configuration: Configuration = Configuration()) throws(LoadlineError) {
    self.configuration = configuration
    knowledge = try KnowledgeLibrary(configuration: configuration)
  }

  /// Judges files, and the container files in folders.
  ///
  /// - Parameter paths: Files, folders, or `-` for a Dockerfile on standard input.
  /// - Returns: What was found.
  /// - Throws: ``LoadlineError`` where a path is not there, or the database in memory fails.
  public func check(paths: [String]) throws(LoadlineError) -> CheckResult {
    let (sources, troubles) = try CheckedFiles(configuration: configuration).find(paths)
    return try translatingErrors {
      let database = try LoadlineDatabase()
      return try database.write { connection in
        try knowledge.base.store(in: connection, settings: knowledge.settings)
        var index = try MemoryIndex(connection)
        try index.addRepository(name: ".")
        for file in sources { try index.addFile(path: file.path, name: file.name, bytes: file.bytes) }
        try Links(connection).renew(repositories: [1])
        _ = try Judge(connection, now: Moment.now).run(
          changedRepositories: [1], waivers: configuration.waivers,
          countedTools: configuration.suppressions.map(Set.init), findingsOnly: true)
        return try result(connection, sources: sources, troubles: troubles)
      }
    }
  }

  private func result(
    _ connection: Connection, sources: [CheckedFile], troubles: [CheckResult.Diagnostic]
  ) throws -> CheckResult {
    let asked = zip(Int64(1)..., sources).filter(\.1.isAsked)
    let names = Dictionary(uniqueKeysWithValues: asked.map { ($0, $1.shownPath) })
    let aliases = Dictionary(
      uniqueKeysWithValues: knowledge.base.rules.map { ($0.id, $0.aliases.map(\.description).sorted()) })
    let findings = try connection.rows(Self.findingsSQL).compactMap { row -> CheckResult.Finding? in
      guard let rule = row.text("rule_id"), let file = row.integer("file_id"), let path = names[file],
        let severity = row.text("severity").flatMap(Severity.init)
      else { return nil }
      let line = row.integer("line").map(Int.init)
      return CheckResult.Finding(
        rule: rule, severity: severity, path: path, line: line,
        endLine: row.integer("end_line").map(Int.init) ?? line, subject: row.text("subject") ?? "",
        message: row.text("message") ?? "", aliases: aliases[rule] ?? [])
    }
    let diagnostics = try connection.rows(Self.diagnosticsSQL).compactMap { row -> CheckResult.Diagnostic? in
      let file = row.integer("file_id")
      guard let path = file.map({ names[$0] }) ?? row.text("path") ?? "" else { return nil }
      return CheckResult.Diagnostic(
        path: path,
        line: row.integer("line").map(Int.init), kind: row.text("kind") ?? "", message: row.text("message") ?? "",
        isError: row.text("severity") == "error")
    }
    return CheckResult(files: asked.count, findings: findings, diagnostics: troubles + diagnostics)
  }

  /// The end of a finding is that of the instruction, or the service, that begins on its line.
  private static let findingsSQL = """
    SELECT f.rule_id, f.severity, f.file_id, f.line, f.subject, f.message,
      coalesce(
        (SELECT max(i.end_line) FROM instruction AS i WHERE i.content_id = v.content_id AND i.line = f.line),
        (SELECT max(s.end_line) FROM service AS s WHERE s.content_id = v.content_id AND s.line = f.line)) AS end_line
    FROM finding AS f JOIN file_version AS v ON v.file_id = f.file_id
    WHERE f.status = 'open' ORDER BY f.file_id, f.line, f.rule_id, f.subject, f.message
    """

  private static let diagnosticsSQL = """
    SELECT v.file_id, d.path, d.line, d.kind, d.severity, d.message
    FROM diagnostic AS d LEFT JOIN file_version AS v ON v.content_id = d.content_id
    ORDER BY v.file_id, d.line, d.diagnostic_id
    """
}

extension Configuration {
  var waivers: [Waiver] {
    exemptions.map {
      Waiver(
        rule: $0.rule, repository: $0.repository, path: $0.path, reason: $0.reason, grantedBy: $0.grantedBy,
        until: $0.until)
    }
  }
}
