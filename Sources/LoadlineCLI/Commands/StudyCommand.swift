import ArgumentParser
import Loadline

struct StudyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study",
    abstract: "Writes the measures of published research as tables that anyone can reproduce.",
    discussion: """
      Support and violation rate of each rule, smells per file by year, base images by year, and how long findings survive:
      CSV files, the SQL that made them, and a manifest with the fingerprints of what went in. The same history, rules and
      day make the same bytes.

      Examples:
        loadline study --out study
        loadline study --out study --as-of 2026-06-30 --scope all
      """)

  @Option(help: ArgumentHelp("The folder to write.", valueName: "folder"), completion: .directory)
  var out = "loadline-study"

  @Option(
    help: ArgumentHelp("Day of the study, as 2026-06-30; that of the last crawl where not given.", valueName: "day"))
  var asOf: String?

  @Option(help: "Which files count: product, test, example, vendored, generated or all.")
  var scope = "product"

  @OptionGroup var database: DatabaseOption

  func run() throws {
    var request = StudyRequest(output: out)
    request.asOf = asOf
    request.scope = scope
    let tables = try AuditDatabase(existing: database.path).study(request)
    Output.print(tables.text(as: .table))
  }
}
