/// What to write, of what, and where.
package struct ReportOptions: Sendable {
  package enum Format: String, Sendable, CaseIterable {
    case html, csv
  }

  /// The folder to write; it is replaced as a whole.
  package var folder: String
  package var formats: Set<Format> = [.html, .csv]
  package var title = "Container compliance"
  /// Day of the report, as 2026-08-31; nil for the day of the last crawl. An earlier day is made up from the history.
  package var asOf: String?
  /// First day that counts as changed; nil for a month before ``asOf``.
  package var since: String?
  /// product, test, example, vendored, generated, or all.
  package var scope = "product"
  /// Only files of this owner; nil for all files.
  package var owner: String?
  /// When the report was made, ISO 8601; the report has no clock of its own.
  package var generatedAt: String
  /// True to write CSV cells as they are, for machines.
  package var isRaw = false
  /// Most findings that one page shows; the CSV has them all.
  package var findingsPerPage = 200

  package init(folder: String, generatedAt: String) {
    self.folder = folder
    self.generatedAt = generatedAt
  }

  /// What the datasets are given.
  var arguments: [String: String] {
    var arguments = ["scope": scope, "title": title]
    if let asOf { arguments["as_of"] = asOf }
    if let since { arguments["since"] = since }
    return arguments
  }
}
