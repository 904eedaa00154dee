import ArgumentParser
import Loadline

struct JudgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "judge",
    abstract: "Judges all that is stored again, where rules, parameters or exemptions changed, without a crawl.",
    discussion: """
      The past is judged too, so that a trend is always drawn under one set of rules. The report marks the day, and says
      which findings came and went by it.

      Examples:
        loadline judge
        loadline judge --config loadline.yml --db org.db
      """)

  @OptionGroup var rules: RulesOption
  @OptionGroup var database: DatabaseOption
  @OptionGroup var configuration: ConfigurationOption

  func run() throws {
    var settings = try configuration.load()
    rules.apply(to: &settings)
    let judged = try AuditDatabase(existing: database.path, configuration: settings).judgeAgain()
    Output.print(judged.sentence + "\n")
  }
}
