import ArgumentParser
import Foundation
import Loadline
import SQLiteMemory

/// Runs the command and turns what comes of it into an exit code: 0 fine, 1 findings at or over the bar, 2 the command
/// or its input is wrong, 3 done but something could not be read.
@main
enum Main {
  static func main() async {
    SQLiteMemoryStopCounting()
    SQLiteMemoryShareArenas()
    do {
      if let paths = pathsToCheck {
        exit(try Check(paths: paths, configuration: ConfigurationOption.standard()).run())
      }
      var command = try parsedCommand()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let error as LoadlineError {
      fail(error.message)
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      let isWrong = LoadlineCommand.exitCode(for: error) != .success
      let message = LoadlineCommand.fullMessage(for: error)
      (isWrong ? FileHandle.standardError : .standardOutput).write(Data((message + "\n").utf8))
      exit(isWrong ? 2 : 0)
    }
  }

  /// The paths of a check without options, which would take a tenth of its time to parse.
  private static var pathsToCheck: [String]? {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.first == "check" else { return nil }
    let paths = Array(arguments.dropFirst())
    return paths.isEmpty || paths.contains { $0.hasPrefix("-") && $0 != "-" } ? nil : paths
  }

  /// A check is parsed as a command of its own: through the root, looking at the other commands and for completion scripts
  /// would take a tenth of its time. What is wrong with its arguments the root says, which knows its whole name.
  private static func parsedCommand() throws -> any ParsableCommand {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.first == CheckCommand._commandName,
      let check = try? CheckCommand.parseAsRoot(Array(arguments.dropFirst()))
    else { return try LoadlineCommand.parseAsRoot(arguments.map(argument)) }
    return check
  }

  /// SQL may begin with a comment, which looks like an option; no option holds a line end, or a blank behind its dashes.
  private static func argument(_ text: String) -> String {
    text.hasPrefix("-- ") || text.hasPrefix("--") && text.contains(where: \.isNewline) ? " " + text : text
  }

  private static func fail(_ message: String) -> Never {
    let lines = message.split(separator: "\n").map { TerminalText.visible(String($0)) }
    Output.note("loadline: " + lines.joined(separator: "\n"))
    exit(2)
  }
}

struct LoadlineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "loadline",
    abstract: "Tells whether an organisation's Dockerfiles and Compose files follow good practice.",
    discussion: """
      The main job in one command:
        loadline audit ~/src              crawls every repository below ~/src, writes loadline.db and loadline-report/

      Then ask:
        loadline query worst-repositories
        loadline query "SELECT repository, path, message FROM finding WHERE status = 'open' AND severity = 'high'"
        loadline explain hadolint:DL3006

      Exit codes: 0 fine, 1 findings at or over the bar, 2 the command or its input is wrong, 3 done, but some
      repositories or files could not be read.
      """,
    version: LoadlineVersion.current,
    subcommands: [
      AuditCommand.self, CrawlCommand.self, JudgeCommand.self, CheckCommand.self, ReportCommand.self, QueryCommand.self,
      GateCommand.self, StudyCommand.self, RulesCommand.self, PatternsCommand.self, ExplainCommand.self,
      SchemaCommand.self, ParseCommand.self, ImportCommand.self, PublishCommand.self, DatabaseCommand.self,
      ConfigurationCommand.self,
    ])
}
