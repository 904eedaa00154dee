import Crawl
import Foundation
import Judge
import Knowledge
import Store

/// What to crawl, and how.
public struct CrawlRequest: Sendable, Hashable {
  /// Folders of repositories, repositories, bare mirrors, plain folders or files.
  public var roots: [String]
  /// Whether to read what lies on the disk instead of the committed state of HEAD.
  public var readsWorktree = false
  /// How much of the history to read; nil for the present alone.
  public var history: History?
  /// The part of the repositories that is this crawl's, such as 3 of 16; nil for all.
  public var shard: Shard?
  /// How many files are taken apart at once; nil for as many as there are cores.
  public var jobs: Int?
  /// The ShellCheck that looks at the scripts of Dockerfiles; nil for none.
  public var shellCheck: ShellCheckProgram?

  /// A part of the repositories. A repository's part hangs on its name alone, so it is the same everywhere and always.
  public struct Shard: Sendable, Hashable {
    /// From 1.
    public let number: Int
    /// How many parts there are.
    public let count: Int

    /// Reads a part such as 3/16.
    ///
    /// - Parameter text: Number and count.
    /// - Throws: ``LoadlineError`` where it is none.
    public init(_ text: String) throws(LoadlineError) {
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let number = parts[0], let count = parts[1], CrawlShard(number: number, of: count) != nil
      else { throw LoadlineError(.input, "'\(text)' is no part: write it as 3/16, from 1/16 to 16/16") }
      self.number = number
      self.count = count
    }
  }

  /// How much of the history of the default branches is read.
  public enum History: Sendable, Hashable {
    /// All that git holds.
    case all
    /// From a day on, as 2024-01-01, or of a span of time until now, as 2y.
    case since(String)
  }

  /// Asks for the present state of the roots.
  public init(roots: [String]) {
    self.roots = roots
  }
}

/// What a crawl and its judgement did.
public struct CrawlOutcome: Sendable, Hashable {
  /// Repositories seen.
  public let repositories: Int
  /// Repositories that had something new.
  public let repositoriesChanged: Int
  /// Repositories that could not be read.
  public let repositoriesFailed: Int
  /// Container files in the database now.
  public let files: Int
  /// Contents taken apart and judged for the first time.
  public let contentsAdded: Int
  /// Whether something could not be read; `loadline query diagnostics` says what.
  public let hasTrouble: Bool
  /// What was read otherwise than one might think, a sentence each.
  public let notes: [String]
  /// How long it took.
  public let seconds: Double

  /// The outcome in a sentence.
  public var sentence: String {
    let seen = repositories == 1 ? "1 repository" : "\(repositories) repositories"
    var parts = ["\(seen) (\(repositoriesChanged) changed)", "\(contentsAdded) new contents judged"]
    parts.append("\(files) container files in the database")
    if repositoriesFailed > 0 { parts.append("\(repositoriesFailed) repositories could not be read") }
    return "crawled \(parts.joined(separator: ", ")) in \((seconds * 10).rounded() / 10) s"
  }
}

extension AuditDatabase {
  /// Indexes repositories, judges what is new, and makes both visible in one step.
  ///
  /// - Parameters:
  ///   - request: What to crawl.
  ///   - progress: Called now and then, on any thread, with a line that says how far it is.
  /// - Returns: What was done.
  /// - Throws: ``LoadlineError`` where a root is not there, another crawl is at work, or the database cannot be written.
  @discardableResult
  public func crawl(
    _ request: CrawlRequest, progress: @escaping @Sendable (String) -> Void = { _ in }
  ) async throws(LoadlineError) -> CrawlOutcome {
    let knowledge = try KnowledgeLibrary(configuration: configuration)
    let crawler = Crawler(database, try inner(request))
    do {
      let summary = try await crawler.run(
        progress: { progress($0.text) },
        prepare: {
          guard let program = request.shellCheck else { return }
          progress("asking ShellCheck")
          try askShellCheck(program, jobs: request.jobs ?? ProcessInfo.processInfo.activeProcessorCount)
        },
        conclude: { try judge($0, knowledge, changedRepositories: $1, jobs: request.jobs) })
      try database.settle()
      return try database.read { connection in
        let files = try connection.value("SELECT count(*) FROM current_file").integer ?? 0
        let failedRules = try connection.value("SELECT count(*) FROM diagnostic WHERE kind = 'rule'").integer ?? 0
        let notes = try connection.rows(
          "SELECT path || ' ' || message FROM diagnostic WHERE kind = 'inside-repository' ORDER BY path"
        ).compactMap { $0[0].text }
        return CrawlOutcome(
          repositories: summary.repositories, repositoriesChanged: summary.repositoriesChanged,
          repositoriesFailed: summary.repositoriesFailed, files: Int(files), contentsAdded: summary.contentsAdded,
          hasTrouble: summary.isIncomplete || failedRules > 0, notes: notes, seconds: summary.seconds)
      }
    } catch {
      throw LoadlineError(translating: error)
    }
  }

  private func inner(_ request: CrawlRequest) throws(LoadlineError) -> Crawl.CrawlRequest {
    var inner = Crawl.CrawlRequest(roots: request.roots.map { DiskPath($0) }, loadlineVersion: LoadlineVersion.current)
    inner.source = request.readsWorktree ? .worktree : .head
    inner.excludedRepositories = configuration.excludedRepositories
    inner.excludedPaths = configuration.excludedPaths
    inner.shard = request.shard.flatMap { CrawlShard(number: $0.number, of: $0.count) }
    if let jobs = request.jobs {
      guard jobs > 0 else { throw LoadlineError(.input, "\(jobs) jobs do no work: give 1 or more") }
      inner.jobs = jobs
    }
    if let limit = configuration.maximumFileSize { inner.sizeLimit = limit }
    switch request.history {
    case nil: break
    case .all: inner.history = .all
    case .since(let day):
      let span = try? Retention(day)
      guard let date = span?.start(before: .now) ?? (try? Date(day, strategy: .iso8601.year().month().day())) else {
        throw LoadlineError(.input, "'\(day)' is neither a day nor a span of time: write it as 2024-01-01 or 2y")
      }
      guard date <= .now else {
        throw LoadlineError(.input, "\(day) is in the future: give a day on which the history may begin")
      }
      inner.history = .since(Int(date.timeIntervalSince1970))
    }
    return inner
  }
}

extension CrawlProgress {
  fileprivate var text: String {
    switch self {
    case .discovering: "looking for repositories"
    case .reading(let done, let total, let contents):
      "reading \(done) of \(total) repositories, \(contents) new contents"
    case .concluding: "judging"
    }
  }
}
