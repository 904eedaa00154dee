import ArgumentParser
import Loadline

struct ConfigurationCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Looks after loadline.yml.", subcommands: [Import.self])

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Prints what other tools' settings are in loadline.yml.",
      discussion: """
        Reads .hadolint.yaml, .checkov.yaml, .trivyignore, .trivyignore.yaml, .dclintrc and .compose-lint.yml, and prints
        rules, parameters and exemptions. What has no counterpart is listed on standard error.

        Example:
          loadline config import .hadolint.yaml .trivyignore > loadline.yml
        """)

    @Argument(help: "Other tools' configurations.", completion: .file())
    var files: [String]

    @OptionGroup var configuration: ConfigurationOption

    func run() throws {
      let texts = try files.map { (name: $0, text: try InputFile($0).read()) }
      let imported = try ImportedConfiguration(files: texts, configuration: configuration.load())
      Output.print(imported.yaml)
      for leftover in imported.leftovers { Output.note(TerminalText.visible(leftover)) }
    }
  }
}
