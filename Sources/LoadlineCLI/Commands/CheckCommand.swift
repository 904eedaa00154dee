import ArgumentParser
import Loadline

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    _superCommandName: "loadline",
    abstract: "Judges files or folders, without a database.",
    discussion: """
      Examples:
        loadline check Dockerfile
        loadline check .                                    every container file below this folder
        loadline check --format json --fail-on high Dockerfile compose.yaml
        loadline check --format sarif . > loadline.sarif    for a code host; junit for a build server
        cat Dockerfile | loadline check -                   reads a Dockerfile from standard input
      """,
    version: LoadlineVersion.current)

  @Argument(help: "Files or folders; - for a Dockerfile on standard input.", completion: .file())
  var paths: [String]

  @Option(help: "How to print: text, json, github, sarif or junit.")
  var format = CheckResult.Format.text

  @Option(help: ArgumentHelp("Least severity that makes the exit code 1; none for never.", valueName: "severity"))
  var failOn = "low"

  @Option(help: ArgumentHelp("Judge as of a day, as 2026-08-22, instead of today.", valueName: "day"))
  var asOf: String?

  @OptionGroup var shellCheck: ShellCheckOption
  @OptionGroup var rules: RulesOption
  @OptionGroup var configuration: ConfigurationOption

  func validate() throws {
    guard failOn == "none" || Severity(rawValue: failOn) != nil else {
      throw ValidationError("--fail-on is critical, high, medium, low, info or none, not '\(failOn)'")
    }
  }

  func run() throws {
    var settings = try configuration.load()
    rules.apply(to: &settings)
    let check = Check(
      paths: paths, configuration: settings, format: format, bar: Severity(rawValue: failOn), asOf: asOf,
      shellCheck: try shellCheck.program())
    let code = try check.run()
    if code != 0 { throw ExitCode(code) }
  }
}
