import ArgumentParser
import Loadline

/// How the knowledge is printed.
enum KnowledgeFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract: "Lists the rules, searches them, or tests an organisation's own.",
    discussion: """
      Examples:
        loadline rules                                      lists all
        loadline rules secret                               those that speak of secrets
        loadline rules --format json
        loadline explain pinned-base-image                  one rule, whole
        loadline rules test ./our-rules                     checks records and runs their examples
        loadline rules coverage                             other tools' checks, and the rules for them
      """,
    subcommands: [ListRulesCommand.self, TestRulesCommand.self, CoverageCommand.self],
    defaultSubcommand: ListRulesCommand.self)
}

struct ListRulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the rules, or searches them.")

  @Argument(help: "Words to search for, or a rule's id.")
  var words: [String] = []

  @Option(help: "How to print: text or json.")
  var format = KnowledgeFormat.text

  @OptionGroup var configuration: ConfigurationOption

  func run() throws {
    let library = try KnowledgeLibrary(configuration: configuration.load())
    let search = words.joined(separator: " ")
    Output.print(format == .json ? library.rulesJSON(matching: search) : library.ruleList(matching: search))
  }
}

struct TestRulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Checks the records of a folder and runs their examples.",
    discussion: """
      The folder holds `rules` and, where there are any, `patterns`; or Markdown records themselves.

      Example:
        loadline rules test ./our-rules
      """)

  @Argument(help: "The folder.", completion: .directory)
  var folder: String

  func run() throws {
    let result = try RecordTests(folder: folder).run()
    Output.print(result.text)
    if result.failures > 0 { throw ExitCode(1) }
  }
}

struct CoverageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage", abstract: "Lists which checks of other tools are which rules here, as Markdown.",
    discussion: """
      Example:
        loadline rules coverage > coverage.md
      """)

  @OptionGroup var configuration: ConfigurationOption

  func run() throws {
    Output.print(try KnowledgeLibrary(configuration: configuration.load()).coverage())
  }
}

struct PatternsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "patterns",
    abstract: "Lists the patterns and anti-patterns, searches them, or prints one with its templates.",
    discussion: """
      Examples:
        loadline patterns                                   lists all
        loadline patterns multi-stage-build                 one pattern, whole
        loadline patterns dockerignore --raw > .dockerignore
        loadline patterns compose-environment-split --raw --template 2 > compose.override.yaml
        loadline patterns volume                            those that speak of volumes
      """)

  @Argument(help: "A pattern's id, or words to search for.")
  var words: [String] = []

  @Flag(help: "Print the first template alone, ready for a file.")
  var raw = false

  @Option(help: ArgumentHelp("With --raw, which template to print, from 1.", valueName: "number"))
  var template = 1

  @Option(help: "How to print: text or json.")
  var format = KnowledgeFormat.text

  @OptionGroup var configuration: ConfigurationOption

  func validate() throws {
    guard !raw || !words.isEmpty else {
      throw ValidationError(
        "--raw prints a template of one pattern: name it, as in loadline patterns dockerignore --raw")
    }
  }

  func run() throws {
    let library = try KnowledgeLibrary(configuration: configuration.load())
    let text = words.joined(separator: " ")
    if raw {
      Output.print(try library.template(of: text, number: template))
    } else if format == .json {
      Output.print(library.patternsJSON(matching: text))
    } else {
      Output.print(try library.patternText(text))
    }
  }
}

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explains a rule or a pattern: why, what to do, how it is judged, examples.",
    discussion: """
      Examples:
        loadline explain non-root-user
        loadline explain hadolint:DL3007                    finds ours by another tool's id
        loadline explain multi-stage-build --format json
      """)

  @Argument(help: "A rule's id, another tool's as hadolint:DL3007, or a pattern's id.")
  var id: String

  @Option(help: "How to print: text or json.")
  var format = KnowledgeFormat.text

  @OptionGroup var configuration: ConfigurationOption

  func run() throws {
    let library = try KnowledgeLibrary(configuration: configuration.load())
    Output.print(try format == .json ? library.explanationJSON(of: id) : library.explanation(of: id))
  }
}
