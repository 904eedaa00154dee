import Foundation
package import Store
import Syntax

/// Writes the report of a database: pages, tables, and a list of what is there.
///
///     var options = ReportOptions(folder: "loadline-report", generatedAt: now)
///     options.title = "Container compliance of the platform"
///     let report = try ReportWriter(database: database, options: options).write()
///
/// All of it is of one state of the database. The same database and options make the same bytes.
package struct ReportWriter {
  private let database: LoadlineDatabase
  private let options: ReportOptions

  package init(database: LoadlineDatabase, options: ReportOptions) {
    self.database = database
    self.options = options
  }

  /// What was written.
  package struct Report: Sendable, Hashable {
    /// The folder.
    package let folder: String
    /// The page to open first; nil where no pages were asked for.
    package let firstPage: String?
    package let pages: Int
    package let tables: Int
    /// Rows in all tables.
    package let rows: Int
    /// Adjusted rate, from 0 to 1; nil where nothing was judged.
    package let rate: Double?
    package let openFindings: Int
  }

  /// Writes it beside the folder and puts it in place at the end, so that readers never see half a report.
  package func write() throws -> Report {
    try checkOptions()
    let output = try OutputFolder(replacing: options.folder)
    do {
      let report = try database.snapshot { try write($0, output) }
      try output.publish()
      return report
    } catch {
      output.discard()
      throw error
    }
  }

  private func write(_ connection: Connection, _ output: OutputFolder) throws -> Report {
    let lastDay = try connection.value("SELECT date(max(started_at)) FROM scan").text
    let asOf = options.asOf ?? lastDay ?? String(options.generatedAt.prefix(10))
    if let since = options.since, since > asOf {
      throw ReportError("since \(since): the report is of \(asOf), before it: give a day that is not later")
    }
    try Perspective(connection: connection).install(
      asOf: lastDay.map { asOf < $0 } == true ? asOf : nil, owner: options.owner)
    let catalog = try DatasetCatalog.datasets()
    var pass = DatasetPass(connection: connection, options: options, output: output)
    try pass.run(catalog)
    var pages = 0
    if options.formats.contains(.html) {
      let library = try PageLibrary()
      let chrome = Chrome(options: options, asOf: asOf, style: library.style, catalog: catalog)
      pages = try Site(
        connection: connection, chrome: chrome, tables: pass.tables, groups: pass.groups, output: output,
        library: library
      ).write()
    }
    let summary = pass.tables.summary
    let report = Report(
      folder: output.target.path, firstPage: pages > 0 ? output.target.appending(path: "index.html").path : nil,
      pages: pages, tables: pass.counts.count, rows: pass.counts.reduce(0) { $0 + $1.rows },
      rate: summary?.real("rate"), openFindings: Int(summary?.number("open") ?? 0))
    try output.write(try manifest(asOf: asOf, pages: pages, pass.counts), to: OutputFolder.marker)
    return report
  }

  private func checkOptions() throws {
    let scopes = ["product", "test", "example", "vendored", "generated", "all"]
    guard scopes.contains(options.scope) else {
      throw ReportError("the scope \(options.scope) is not known: use \(scopes.joined(separator: ", "))")
    }
    for (name, day) in [("as-of", options.asOf), ("since", options.since)] {
      guard let day, !CalendarDay.isValid(day) else { continue }
      throw ReportError("\(name) \(day): not a day: write it as 2026-08-31")
    }
    guard !options.formats.isEmpty else { throw ReportError("no format is left: use html, csv or both") }
  }

  private struct Manifest: Encodable {
    struct Entry: Encodable {
      let name: String
      let path: String
      let rows: Int
    }

    let version = OutputFolder.Mark().version
    let generator = OutputFolder.Mark().generator
    let title: String
    let asOf: String
    let scope: String
    let owner: String?
    let generatedAt: String
    let pages: Int
    let datasets: [Entry]

    enum CodingKeys: String, CodingKey {
      case version, generator, title, scope, owner, pages, datasets
      case asOf = "as_of"
      case generatedAt = "generated_at"
    }
  }

  private func manifest(asOf: String, pages: Int, _ counts: [(name: String, rows: Int)]) throws -> String {
    let manifest = Manifest(
      title: options.title, asOf: asOf, scope: options.scope, owner: options.owner, generatedAt: options.generatedAt,
      pages: pages,
      datasets: counts.map { Manifest.Entry(name: $0.name, path: DatasetPass.path(of: $0.name), rows: $0.rows) })
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(manifest), as: UTF8.self) + "\n"
  }
}
