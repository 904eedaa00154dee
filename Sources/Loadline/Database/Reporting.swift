import Report
import Store

/// What to report, and where to.
public struct ReportRequest: Sendable, Hashable {
  /// The report's folder; an older report in it is replaced whole.
  public var output: String
  /// What is written.
  public var formats: Set<Format> = [.html, .csv]
  /// Title; nil for that of the configuration.
  public var title: String?
  /// Day the report is drawn for, as 2026-08-31; nil for the day of the last crawl.
  public var asOf: String?
  /// First day of what changed; nil for a month before.
  public var since: String?
  /// Which files count: product, test, example, vendored, generated or all.
  public var scope = "product"
  /// Only files of this owner; nil for all.
  public var owner: String?
  /// Whether CSV cells that a spreadsheet would run stay as they are.
  public var isRaw = false

  /// What a report is written as.
  public enum Format: String, Sendable, CaseIterable {
    /// Pages to read.
    case html
    /// Tables to compute with.
    case csv
  }

  /// Asks for a report of everything into a folder.
  public init(output: String) {
    self.output = output
  }
}

/// What a report holds and where it is.
public struct ReportOutcome: Sendable, Hashable {
  /// The page to open first; the folder where there are no pages.
  public let index: String
  /// Pages written.
  public let pages: Int
  /// Tables written.
  public let tables: Int
  /// The compliance rate, from 0 to 1; nil where nothing was judged.
  public let rate: Double?
  /// Open findings.
  public let openFindings: Int

  /// The outcome in a sentence.
  public var sentence: String {
    let compliance = rate.map { "\(($0 * 1000).rounded() / 10) % compliant" } ?? "nothing judged"
    return "reported \(compliance), \(openFindings) open findings, in \(pages) pages and \(tables) tables"
  }
}

extension AuditDatabase {
  /// Writes the report, from one state of the database.
  ///
  /// - Parameter request: What to report, and where to.
  /// - Returns: What was written.
  /// - Throws: ``LoadlineError`` where the request is wrong or the folder cannot be written.
  @discardableResult
  public func report(_ request: ReportRequest) throws(LoadlineError) -> ReportOutcome {
    var options = ReportOptions(folder: request.output, generatedAt: Moment.now)
    options.formats = Set(request.formats.compactMap { ReportOptions.Format(rawValue: $0.rawValue) })
    if let title = request.title ?? configuration.reportTitle { options.title = title }
    options.asOf = request.asOf
    options.since = request.since
    options.scope = request.scope
    options.owner = request.owner
    options.isRaw = request.isRaw
    return try translatingErrors {
      try database.read { try requireFinishedCrawl($0) }
      let written = try ReportWriter(database: database, options: options).write()
      return ReportOutcome(
        index: written.firstPage ?? written.folder, pages: written.pages, tables: written.tables, rate: written.rate,
        openFindings: written.openFindings)
    }
  }
}
