import Crawl
import Foundation
import Store

/// A Loadline database and the configuration it is filled and read under: the main entry of the library.
///
///     let audit = try AuditDatabase(path: "loadline.db")
///     try audit.crawl(CrawlRequest(roots: ["/srv/checkouts"]))
///     try audit.report(ReportRequest(output: "report"))
public struct AuditDatabase: Sendable {
  /// Path of the file.
  public let path: String
  /// What `loadline.yml` says.
  public let configuration: Configuration
  let database: LoadlineDatabase

  /// Opens a database, and makes it where there is none.
  ///
  /// - Parameters:
  ///   - path: Path of the file.
  ///   - configuration: What it is filled and read under.
  /// - Throws: ``LoadlineError`` where it cannot be opened, or was written by a newer version.
  public init(path: String, configuration: Configuration = Configuration()) throws(LoadlineError) {
    self.path = path
    self.configuration = configuration
    database = try translatingErrors { try LoadlineDatabase(path: path) }
  }

  /// Opens a database that is there.
  ///
  /// - Parameters:
  ///   - existing: Path of the file.
  ///   - configuration: What it is filled and read under.
  /// - Throws: ``LoadlineError`` where there is none, or it cannot be opened.
  public init(existing: String, configuration: Configuration = Configuration()) throws(LoadlineError) {
    guard FileManager.default.fileExists(atPath: existing) else {
      throw LoadlineError(
        .input, "there is no database at \(existing): make one with `loadline crawl`, or name another with --db")
    }
    try self.init(path: existing, configuration: configuration)
  }

  /// Runs `body` while no crawl is at work: what it is about to point at would be taken for unused, and what is rewritten
  /// under it would be written anew from what it remembers.
  func rewriting<T>(_ body: () throws -> T) throws(LoadlineError) -> T {
    try translatingErrors {
      let lock = try CrawlLock(database: path)
      defer { withExtendedLifetime(lock) {} }
      try database.withoutTransaction { try FactIndices($0).restore() }
      return try body()
    }
  }

  /// Half a crawl shows nothing, which must not read as nothing wrong.
  func requireFinishedCrawl(_ connection: Connection) throws {
    guard try connection.row("SELECT 1 FROM scan WHERE finished_at IS NOT NULL LIMIT 1") == nil else { return }
    throw LoadlineError(
      .input, "no crawl into \(path) was finished: run `loadline crawl` again, it goes on where it was")
  }
}

/// The present moment, as the database writes it.
enum Moment {
  static var now: String {
    Timestamp.text(Timestamp.now())
  }

  static var today: String { String(now.prefix(10)) }
}
