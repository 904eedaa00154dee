import Report
import Store
import Syntax

/// What to study, and where to write it.
public struct StudyRequest: Sendable, Hashable {
  /// The folder; an older study in it is replaced whole.
  public var output: String
  /// Day of the study, as 2026-08-31; nil for that of the last crawl.
  public var asOf: String?
  /// Which files count: product, test, example, vendored, generated or all.
  public var scope = "product"

  /// Asks for a study of everything into a folder.
  public init(output: String) {
    self.output = output
  }
}

extension AuditDatabase {
  /// Writes the measures of published research, of what the database holds: support and violations of rules, smells per file
  /// and base images by year, survival of findings.
  ///
  /// The same facts, rules and day make the same bytes.
  ///
  /// - Parameter request: What to study, and where to write it.
  /// - Returns: A row a table, with the number of its rows.
  /// - Throws: ``LoadlineError`` where the request is wrong or the folder cannot be written.
  @discardableResult
  public func study(_ request: StudyRequest) throws(LoadlineError) -> QueryResult {
    if let day = request.asOf, !CalendarDay.isValid(day) {
      throw LoadlineError(.input, "as of '\(day)': not a day: write it as 2026-08-01")
    }
    return try translatingErrors {
      try database.read { try requireFinishedCrawl($0) }
      let tables = try StudyWriter(
        database: database, folder: request.output, asOf: request.asOf, scope: request.scope,
        version: LoadlineVersion.current
      ).write()
      return QueryResult(columns: ["table", "rows"], rows: tables.map { [.text($0.name), Value($0.rows)] })
    }
  }
}
