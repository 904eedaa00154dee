import ArgumentParser
import Foundation
import Loadline

struct CrawlCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crawl",
    abstract: "Indexes and judges repositories, and writes what is new into the database.",
    discussion: """
      Reads the committed state of HEAD unless --worktree is given. A crawl that finds nothing new writes one row.

      Examples:
        loadline crawl ~/src
        loadline crawl ~/src --history                      with all of the default branches' history
        loadline crawl ~/src --history-since 2024-01-01
        loadline crawl ~/src --shard 3/16 --db 3.db         one of sixteen machines; `loadline db merge` unites them
        loadline crawl . --worktree                         what lies on the disk, committed or not
      """)

  @Argument(help: "Folders of repositories, repositories, bare mirrors or files.", completion: .directory)
  var roots: [String] = []

  @OptionGroup var crawl: CrawlOptions
  @Flag(help: "Read all of the history of the default branches.")
  var history = false

  @Option(
    help: ArgumentHelp(
      "Read the history from a day on, as 2024-01-01, or of a time until now, as 2y, 18m or 90d.", valueName: "since"))
  var historySince: String?

  @Option(help: ArgumentHelp("Crawl only a part of the repositories, as 3/16.", valueName: "part"))
  var shard: String?

  @OptionGroup var database: DatabaseOption
  @OptionGroup var configuration: ConfigurationOption

  func run() async throws {
    let settings = try crawl.configured(configuration.load())
    let reach: CrawlRequest.History? = historySince.map { .since($0) } ?? (history ? .all : nil)
    var request = try crawl.request(roots: roots, history: reach, settings)
    request.shard = try shard.map { try CrawlRequest.Shard($0) }
    let crawled = try await crawl.run(request, AuditDatabase(path: database.path, configuration: settings))
    Output.print(crawled.sentence + "\n")
    if crawled.hasTrouble { throw ExitCode(3) }
  }
}

/// What audit and crawl have in common.
struct CrawlOptions: ParsableArguments {
  @Flag(help: "Read what lies on the disk instead of the committed state of HEAD.")
  var worktree = false

  @Option(help: ArgumentHelp("How many files are taken apart at once; as many as there are cores.", valueName: "count"))
  var jobs: Int?

  @OptionGroup var shellCheck: ShellCheckOption
  @OptionGroup var rules: RulesOption

  func configured(_ configuration: Configuration) -> Configuration {
    var configuration = configuration
    rules.apply(to: &configuration)
    return configuration
  }

  func request(roots: [String], history: CrawlRequest.History?, _ settings: Configuration) throws -> CrawlRequest {
    let all = roots.isEmpty ? settings.roots : roots
    guard !all.isEmpty else {
      throw LoadlineError(.input, "there is nothing to crawl: name a folder, or set roots in loadline.yml")
    }
    // Asked before the database is opened, so that a slip of the pen leaves no empty one behind.
    if let missing = all.first(where: { !FileManager.default.fileExists(atPath: $0) }) {
      throw LoadlineError(.input, "\(missing) is not there: check its name")
    }
    var request = CrawlRequest(roots: all)
    request.readsWorktree = worktree
    request.history = worktree ? nil : history
    request.jobs = jobs
    request.shellCheck = try shellCheck.program()
    return request
  }

  func run(_ request: CrawlRequest, _ audit: AuditDatabase) async throws -> CrawlOutcome {
    let line = ProgressLine()
    defer { line.clear() }
    let outcome = try await audit.crawl(request) { line.show($0) }
    line.clear()
    for note in outcome.notes { Output.note(TerminalText.visible(note)) }
    return outcome
  }
}
