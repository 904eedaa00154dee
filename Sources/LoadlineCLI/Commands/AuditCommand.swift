import ArgumentParser
import Loadline

struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Crawls, judges and reports: the main job in one command.",
    discussion: """
      Examples:
        loadline audit ~/src
        loadline audit /srv/mirrors --db org.db --out /srv/www/containers
        loadline audit . --no-history
      """)

  @Argument(help: "Folders of repositories, repositories, bare mirrors or files.", completion: .directory)
  var roots: [String] = []

  @OptionGroup var crawl: CrawlOptions
  @Flag(inversion: .prefixedNo, help: "Read the history of the default branches too, for trends from the first day.")
  var history = true

  @OptionGroup var report: ReportOptions
  @OptionGroup var database: DatabaseOption
  @OptionGroup var configuration: ConfigurationOption

  func run() async throws {
    let settings = try crawl.configured(configuration.load())
    let request = try crawl.request(roots: roots, history: history ? .all : nil, settings)
    let audit = try AuditDatabase(path: database.path, configuration: settings)
    let crawled = try await crawl.run(request, audit)
    let written = try audit.report(report.request())
    Output.print(
      """
      \(crawled.sentence)
      \(written.sentence)

        report    \(written.index)
        database  \(database.path)
        ask it    loadline query --db \(database.path) worst-repositories

      """)
    if crawled.hasTrouble { throw ExitCode(3) }
  }
}
