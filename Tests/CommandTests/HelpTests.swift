import Foundation
import Testing

/// Whoever meets a command for the first time learns from its help how it is used.
@Suite struct HelpTests {
  static let commands = [
    "audit", "crawl", "judge", "check", "report", "query", "gate", "study", "rules", "patterns", "explain", "schema",
    "parse",
    "import", "publish", "db", "config",
  ]
  static let nested = [
    "db info", "db check", "db prune", "db merge", "db vacuum", "import images", "import sarif", "config import",
    "rules test", "rules coverage",
  ]

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func listsEveryCommand() throws {
    let help = try folder.program.run(["--help"])
    #expect(help.status == 0, "\(help)")
    let listed = help.output.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }.dropFirst().compactMap { line in
      line.hasPrefix("  ") && !line.hasPrefix("   ") ? line.split(separator: " ").first.map(String.init) : nil
    }
    #expect(listed.filter { $0 != "See" && $0 != "help" } == Self.commands)
  }

  @Test(arguments: commands.filter { !["db", "import", "config"].contains($0) } + nested)
  func showsAnExample(command: String) throws {
    let help = try folder.program.run(command.split(separator: " ").map(String.init) + ["--help"])
    #expect(help.status == 0, "\(help)")
    #expect(help.errors.isEmpty)
    #expect(help.output.contains("Example"), "\(help)")
    #expect(help.output.contains("loadline \(command)"), "\(help)")
  }

  /// Missing arguments would be complained about first, so every command gets what it needs.
  @Test(arguments: [
    "audit .", "crawl .", "judge", "check .", "report", "query x", "gate", "study", "rules", "patterns", "explain x",
    "schema", "parse x",
    "publish x", "db info", "db check", "db prune --keep 3y", "db merge x", "db vacuum", "import images x",
    "import sarif x", "config import x", "rules test x", "rules coverage",
  ])
  func refusesAnUnknownOption(command: String) throws {
    let outcome = try folder.program.run(command.split(separator: " ").map(String.init) + ["--no-such-option"])
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("--no-such-option"), "\(outcome)")
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func completesInTheShell(shell: String) throws {
    let outcome = try folder.program.run(["--generate-completion-script", shell])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains("audit"))
  }
}
