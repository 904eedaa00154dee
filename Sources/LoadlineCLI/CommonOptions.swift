public import ArgumentParser
import Foundation
public import Loadline

/// Where the database is.
struct DatabaseOption: ParsableArguments {
  @Option(name: .customLong("db"), help: ArgumentHelp("The database file.", valueName: "file"), completion: .file())
  var path = "loadline.db"
}

/// Where the configuration is.
struct ConfigurationOption: ParsableArguments {
  @Option(
    help: ArgumentHelp("The configuration; loadline.yml in this folder where there is one.", valueName: "file"),
    completion: .file(extensions: ["yml", "yaml"]))
  var config: String?

  func load() throws -> Configuration {
    try config.map { try Configuration(path: $0) } ?? Self.standard()
  }

  /// The configuration that counts where none is named.
  static func standard() throws -> Configuration {
    guard FileManager.default.fileExists(atPath: "loadline.yml") else { return Configuration() }
    return try Configuration(path: "loadline.yml")
  }
}

/// Which rules are judged.
struct RulesOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Rules to judge: 'all' for those off by default too, or ids with commas between.", valueName: "ids"))
  var rules: String?

  func apply(to configuration: inout Configuration) {
    guard let rules else { return }
    configuration.ruleSelection =
      rules == "all" ? .all : .only(rules.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) })
  }
}

/// Whether an installed ShellCheck looks at the scripts of Dockerfiles.
struct ShellCheckOption: ParsableArguments {
  @Flag(name: .customLong("shellcheck"), help: "Have an installed ShellCheck look at the scripts of Dockerfiles.")
  var isOn = false

  @Option(
    name: .customLong("shellcheck-program"),
    help: ArgumentHelp("The ShellCheck to use; the first on PATH where not given.", valueName: "file"),
    completion: .file())
  var path: String?

  func program() throws -> ShellCheckProgram? {
    isOn || path != nil ? try ShellCheckProgram(path: path) : nil
  }
}

extension Severity: ExpressibleByArgument {}
extension QueryResult.Format: ExpressibleByArgument {}
extension CheckResult.Format: ExpressibleByArgument {}
extension ParsedFile.Format: ExpressibleByArgument {}
extension ParsedFile.Kind: ExpressibleByArgument {}
