import Crawl
import Foundation
import Store
import Testing

/// A database, and crawls into it of one folder.
final class CrawlFixture {
  let folder: TemporaryFolder
  let database: LoadlineDatabase
  /// The clock of the crawls, which moves a day with each.
  private(set) var now = 1_700_000_000

  init() throws {
    folder = try TemporaryFolder()
    database = try LoadlineDatabase()
  }

  init(sharing folder: TemporaryFolder) throws {
    self.folder = folder
    database = try LoadlineDatabase()
  }

  @discardableResult
  func crawl(
    history: CrawlRequest.History? = nil,
    source: CrawlRequest.Source = .head,
    roots: [DiskPath]? = nil,
    adjust: (inout CrawlRequest) -> Void = { _ in },
    changed: ([Int64]) -> Void = { _ in }
  ) async throws -> CrawlSummary {
    now += 86_400
    var request = CrawlRequest(roots: roots ?? [folder.path], loadlineVersion: "test")
    request.history = history
    request.source = source
    request.now = now
    adjust(&request)
    return try await Crawler(database, request).run(conclude: { _, repositories in changed(repositories) })
  }

  /// Rows of a query, each as its values with bars between them.
  func rows(_ sql: String, _ arguments: [Value] = []) throws -> [String] {
    try database.read { connection in
      try connection.rows(sql, arguments).map { row in row.values.map { $0.text ?? "-" }.joined(separator: "|") }
    }
  }

  /// All intervals with the texts they point at, in an order that does not depend on keys.
  func intervals() throws -> [String] {
    try rows(
      """
      SELECT r.name, f.path, replace(rtrim(t.text, char(10)), char(10), ';'), v.valid_from, v.valid_to, v.from_commit, v.to_commit,
        v.ended_by, o.path
      FROM file_version AS v JOIN file AS f USING (file_id) JOIN repository AS r USING (repository_id)
      LEFT JOIN content_text AS t USING (content_id) LEFT JOIN file AS o ON o.file_id = f.renamed_from_file_id
      ORDER BY r.name, f.path, v.valid_from, v.file_version_id
      """)
  }

  /// The number of rows of every table that has any.
  func tableSizes() throws -> [String: Int64] {
    try database.read { connection in
      let tables = try connection.rows("SELECT name FROM sqlite_schema WHERE type = 'table'").compactMap { $0[0].text }
      let sizes = try tables.map { ($0, try connection.value("SELECT count(*) FROM \"\($0)\"").integer ?? 0) }
      return Dictionary(uniqueKeysWithValues: sizes)
    }
  }
}

/// What a test reads as a time.
func at(_ time: Int) -> String { Timestamp.text(time) }
