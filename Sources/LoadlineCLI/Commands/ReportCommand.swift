import ArgumentParser
import Loadline

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Writes the compliance report from the database: HTML to read, CSV to compute with.",
    discussion: """
      Examples:
        loadline report
        loadline report --db org.db --out /srv/www/containers --title "Container files"
        loadline report --report-format csv --raw
        loadline report --scope all
      """)

  @OptionGroup var report: ReportOptions
  @OptionGroup var database: DatabaseOption
  @OptionGroup var configuration: ConfigurationOption

  func run() throws {
    let audit = try AuditDatabase(existing: database.path, configuration: configuration.load())
    let written = try audit.report(report.request())
    Output.print("\(written.sentence)\n  report    \(written.index)\n")
  }
}

/// What the report shows and where it goes.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("out"), help: ArgumentHelp("The report's folder.", valueName: "folder"), completion: .directory)
  var output = "loadline-report"

  @Option(
    name: .customLong("report-format"),
    help: ArgumentHelp("html, csv, or both with a comma between.", valueName: "formats"))
  var formats = "html,csv"

  @Option(help: ArgumentHelp("The day the report is drawn for; today.", valueName: "day"))
  var asOf: String?

  @Option(help: ArgumentHelp("First day of trends and of what changed.", valueName: "day"))
  var since: String?

  @Option(
    help: ArgumentHelp("Which files count: product, test, example, vendored, generated or all.", valueName: "scope"))
  var scope = "product"

  @Option(help: ArgumentHelp("Only files of this owner.", valueName: "owner"))
  var owner: String?

  @Option(help: "Title of the report.")
  var title: String?

  @Flag(help: "Leave CSV cells that a spreadsheet would run as they are.")
  var raw = false

  func request() throws -> ReportRequest {
    let names = formats.split(separator: ",").map(String.init)
    let known = names.compactMap(ReportRequest.Format.init)
    guard known.count == names.count, !known.isEmpty else {
      throw LoadlineError(.input, "--report-format is html, csv, or html,csv, not '\(formats)'")
    }
    var request = ReportRequest(output: output)
    request.formats = Set(known)
    request.asOf = asOf
    request.since = since
    request.scope = scope
    request.owner = owner
    request.title = title
    request.isRaw = raw
    return request
  }
}
