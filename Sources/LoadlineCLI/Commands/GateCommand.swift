import ArgumentParser
import Loadline

struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Sets the exit code by what the database says, for schedulers and pipelines.",
    discussion: """
      Exit code 1 where a bar is not met, with the reason; 0 where all are.

      Examples:
        loadline gate --min-rate 0.8
        loadline gate --fail-on critical
        loadline gate --max-new 0 --since 2026-08-01
      """)

  @Option(help: ArgumentHelp("Least compliance rate, from 0 to 1.", valueName: "rate"))
  var minRate: Double?

  @Option(help: ArgumentHelp("Most findings that came since the day of --since.", valueName: "count"))
  var maxNew: Int?

  @Option(help: ArgumentHelp("The day from which findings are new; 30 days ago.", valueName: "day"))
  var since: String?

  @Option(help: ArgumentHelp("Least severity that no open finding may have.", valueName: "severity"))
  var failOn: Severity?

  @Option(
    help: ArgumentHelp("Which files count: product, test, example, vendored, generated or all.", valueName: "scope"))
  var scope = "product"

  @OptionGroup var database: DatabaseOption

  func run() throws {
    guard minRate != nil || maxNew != nil || failOn != nil else {
      throw LoadlineError(.input, "there is no bar: give --min-rate, --max-new or --fail-on")
    }
    var gate = Gate()
    gate.minimumRate = minRate
    gate.maximumNew = maxNew
    gate.since = since
    gate.failOn = failOn
    gate.scope = scope
    let reasons = try AuditDatabase(existing: database.path).reasonsToStop(at: gate)
    guard reasons.isEmpty else {
      Output.print(reasons.map { $0 + "\n" }.joined())
      throw ExitCode(1)
    }
    Output.print("every bar is met\n")
  }
}
