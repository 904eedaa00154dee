import Crawl
import Foundation
import Store
import Testing

/// However a history comes into the database, the same rows must come of it.
@Suite struct IncrementalHistoryTests {
  let folder: TemporaryFolder
  let app: GitFixture

  init() throws {
    folder = try TemporaryFolder()
    app = try folder.repository("app")
  }

  private static let long = (0..<20).map { "RUN step-\($0)\n" }.joined()

  /// Commits of every sort, one step at a time.
  private func step(_ number: Int) throws {
    let time = 1_000_000 + number * 1000
    switch number {
    case 0: try app.commit(["README.md": "hello"], at: time)
    case 1: try app.commit(["Dockerfile": "FROM a\n" + Self.long, "x/compose.yaml": "services: {}\n"], at: time)
    case 2: try app.commit(["Dockerfile": "FROM b\n" + Self.long], at: time)
    // Clocks that run backwards, and two changes within a second.
    case 3: try app.commit(["Dockerfile": "FROM c\n" + Self.long, "y/Dockerfile": "FROM y\n"], at: 900_000)
    case 4: try app.commit(["y/Dockerfile": "FROM z\n"], at: 900_000)
    case 5: try app.commit(["Dockerfile": nil, "build/Dockerfile": "FROM d\n" + Self.long], at: time)
    case 6:
      try app.git(["checkout", "-q", "-b", "side"])
      try app.commit(["side/Dockerfile": "FROM s1\n"], at: time)
      try app.commit(["side/Dockerfile": "FROM s2\n"], at: time + 1)
      try app.git(["checkout", "-q", "main"])
      try app.commit(["x/compose.yaml": nil], at: time + 2)
      try app.git(["merge", "-q", "--no-commit", "side"])
      try app.commitIndex(at: time + 3)
    case 7: try app.commit(["build/Dockerfile": nil, "Dockerfile": "FROM d\n" + Self.long], at: time)
    case 8: try app.commit(["x/compose.yaml": "services: {}\n", "other.txt": "x"], at: time)
    default: try app.commit(["Dockerfile": "FROM \(number)\n" + Self.long, ".env": "A=\(number)\n"], at: time)
    }
  }

  @Test(arguments: [CrawlRequest.History.all, .since(1_003_500), .since(0), .since(2_000_000)])
  func oneCrawlOrManyMakeTheSameRows(_ history: CrawlRequest.History) async throws {
    let incremental = try CrawlFixture(sharing: folder)
    for number in 0..<11 {
      try step(number)
      if number >= 3 { try await incremental.crawl(history: number % 2 == 1 || number == 4 ? history : nil) }
    }
    let full = try CrawlFixture(sharing: folder)
    try await full.crawl(history: history)
    let rows = try full.intervals()
    if history == .all {
      #expect(try incremental.intervals() == rows)
      #expect(rows.count == 14, "\(rows)")
      #expect(rows.allSatisfy { !$0.contains("|-|-|-|-|-|") })
    }
    #expect(try full.rows("SELECT count(*) FROM file_version WHERE valid_to < valid_from") == ["0"])
    #expect(
      try incremental.rows("SELECT path, blob_id FROM current_file JOIN content USING (content_id) ORDER BY 1")
        == full.rows("SELECT path, blob_id FROM current_file JOIN content USING (content_id) ORDER BY 1"))
  }

  @Test func theHistoryOfAllSaysWhatHappened() async throws {
    for number in 0..<6 { try step(number) }
    let crawl = try CrawlFixture(sharing: folder)
    try await crawl.crawl(history: .all)
    let rows = try crawl.rows(
      """
      SELECT f.path, v.valid_from, v.valid_to, v.ended_by, o.path FROM file_version AS v JOIN file AS f USING (file_id)
      LEFT JOIN file AS o ON o.file_id = f.renamed_from_file_id ORDER BY f.path, v.valid_from, v.file_version_id
      """)
    #expect(
      rows == [
        "Dockerfile|\(at(1_001_000))|\(at(1_002_000))|changed|-",
        "Dockerfile|\(at(1_002_000))|\(at(1_002_000))|changed|-",
        "Dockerfile|\(at(1_002_000))|\(at(1_005_000))|renamed|-",
        "build/Dockerfile|\(at(1_005_000))|-|-|Dockerfile", "x/compose.yaml|\(at(1_001_000))|-|-|-",
        "y/Dockerfile|\(at(1_002_000))|\(at(1_002_000))|changed|-", "y/Dockerfile|\(at(1_002_000))|-|-|-",
      ])
    #expect(try crawl.rows("SELECT history_from, head_at FROM repository") == ["\(at(1_000_000))|\(at(1_005_000))"])
  }

  @Test func aLimitBeginsWithTheStateAtThatTime() async throws {
    let crawl = try CrawlFixture(sharing: folder)
    for number in 0..<3 { try step(number) }
    try await crawl.crawl(history: .since(1_001_500))
    #expect(try crawl.rows("SELECT history_from FROM repository") == [at(1_001_000)])
    let rows = try crawl.rows(
      "SELECT path, valid_from, from_commit IS NULL FROM file_version JOIN file USING (file_id) ORDER BY 1, 2")
    #expect(
      rows == [
        "Dockerfile|\(at(1_001_000))|1", "Dockerfile|\(at(1_002_000))|0", "x/compose.yaml|\(at(1_001_000))|1",
      ])
  }

  @Test func historyOnceReadIsNotLostAndWidensOnDemand() async throws {
    let crawl = try CrawlFixture(sharing: folder)
    for number in 0..<8 { try step(number) }
    try await crawl.crawl()
    #expect(try crawl.rows("SELECT count(*) FROM file_version WHERE valid_to IS NOT NULL") == ["0"])
    try await crawl.crawl(history: .since(1_004_500))
    let some = try crawl.intervals()
    try await crawl.crawl(history: .all)
    let all = try crawl.intervals()
    #expect(all.count > some.count)
    let summary = try await crawl.crawl(history: .since(1_004_500))
    #expect(summary.repositoriesChanged == 0)
    #expect(try await crawl.crawl().repositoriesChanged == 0)
    #expect(try await crawl.crawl(history: .all).repositoriesChanged == 0)
    #expect(try crawl.intervals() == all)
  }

  @Test func aRewrittenHistoryIsReadAnew() async throws {
    let crawl = try CrawlFixture(sharing: folder)
    for number in 0..<6 { try step(number) }
    try await crawl.crawl(history: .all)
    try app.git(["reset", "-q", "--hard", "HEAD~3"])
    try app.commit(["Dockerfile": "FROM new\n"], at: 1_009_000)
    try await crawl.crawl()
    let full = try CrawlFixture(sharing: folder)
    try await full.crawl(history: .all)
    #expect(try crawl.intervals() == full.intervals())
    #expect(try crawl.rows("SELECT path FROM file ORDER BY 1") == ["Dockerfile", "x/compose.yaml"])
  }

  @Test func anotherDefaultBranchIsReadAnew() async throws {
    let crawl = try CrawlFixture(sharing: folder)
    for number in 0..<4 { try step(number) }
    try app.git(["checkout", "-q", "-b", "trunk", "HEAD~2"])
    try app.commit(["z/Dockerfile": "FROM trunk\n"], at: 1_020_000)
    try app.git(["checkout", "-q", "main"])
    try await crawl.crawl(history: .all)
    #expect(try crawl.rows("SELECT default_branch FROM repository") == ["main"])
    try app.git(["checkout", "-q", "trunk"])
    try await crawl.crawl()
    let full = try CrawlFixture(sharing: folder)
    try await full.crawl(history: .all)
    #expect(try crawl.intervals() == full.intervals())
    #expect(try crawl.rows("SELECT default_branch FROM repository") == ["trunk"])
    #expect(
      try crawl.rows("SELECT path FROM current_file ORDER BY 1") == ["Dockerfile", "x/compose.yaml", "z/Dockerfile"])
  }

  /// Replacements are of the clone, not of the history: whoever has another clone would see another past.
  @Test func aGraftedCloneIsReadAsItsCommitsSay() async throws {
    for number in 0..<4 { try step(number) }
    let plain = try CrawlFixture(sharing: folder)
    try await plain.crawl(history: .all)
    try app.git(["replace", "--graft", "HEAD"])
    let grafted = try CrawlFixture(sharing: folder)
    try await grafted.crawl(history: .all)
    #expect(try grafted.intervals() == plain.intervals())
  }

  @Test func aCommitOfTheFutureIsAsOldAsTheNext() async throws {
    try app.commit(["Dockerfile": "FROM a\n"], at: 1_500_000_000)
    try app.commit(["Dockerfile": "FROM b\n"], at: 3_800_000_000)
    try app.commit(["Dockerfile": "FROM c\n"], at: 1_600_000_000)
    try app.commit(["Dockerfile": "FROM d\n"], at: 3_800_000_000)
    let crawl = try CrawlFixture(sharing: folder)
    try await crawl.crawl(history: .all)
    let first = crawl.now
    try app.commit(["Dockerfile": "FROM e\n"], at: first + 3600)
    try await crawl.crawl()
    #expect(
      try crawl.rows("SELECT valid_from, valid_to FROM file_version ORDER BY file_version_id") == [
        "\(at(1_500_000_000))|\(at(1_600_000_000))", "\(at(1_600_000_000))|\(at(1_600_000_000))",
        "\(at(1_600_000_000))|\(at(first))", "\(at(first))|\(at(first + 3600))", "\(at(first + 3600))|-",
      ])
  }

  @Test func aHeadOfTheFutureIsOfTheCrawl() async throws {
    try app.commit(["Dockerfile": "FROM a\n"], at: 3_800_000_000)
    let crawl = try CrawlFixture(sharing: folder)
    try await crawl.crawl()
    #expect(try crawl.rows("SELECT valid_from FROM file_version") == [at(crawl.now)])
    try await crawl.crawl(history: .all)
    #expect(try crawl.rows("SELECT history_from FROM repository") == [at(crawl.now)])
  }

  @Test func aShallowCloneSaysWhereItsHistoryBegins() async throws {
    for number in 0..<6 { try step(number) }
    let clone = folder.url.appending(path: "clone")
    try app.git(["clone", "-q", "--depth", "3", "file://\(app.url.path)", clone.path])
    let crawl = try CrawlFixture(sharing: folder)
    try await crawl.crawl(history: .all, roots: [folder.path.appending("clone")])
    #expect(try crawl.rows("SELECT is_shallow, history_from, status FROM repository") == ["1|\(at(900_000))|scanned"])
    #expect(
      try crawl.rows("SELECT path FROM file_version JOIN file USING (file_id) WHERE from_commit IS NULL ORDER BY 1")
        == [
          "Dockerfile", "x/compose.yaml", "y/Dockerfile",
        ])
    try GitFixture(clone).git(["fetch", "-q", "--unshallow"])
    try await crawl.crawl(history: .all, roots: [folder.path.appending("clone")])
    #expect(try crawl.rows("SELECT is_shallow, history_from FROM repository") == ["0|\(at(1_000_000))"])
  }

  @Test func freshShallowClonesAddToWhatIsStored() async throws {
    let clone = folder.url.appending(path: "clone")
    let crawl = try CrawlFixture(sharing: folder)
    for number in 0..<9 {
      try step(number)
      guard number % 4 == 0 else { continue }
      try shell("rm -rf clone", in: folder.url)
      let depth = number == 4 ? "3" : "1"
      try app.git(["clone", "-q", "--depth", depth, "file://\(app.url.path)", clone.path])
      try await crawl.crawl(history: .all, roots: [folder.path.appending("clone")])
    }
    #expect(try crawl.rows("SELECT is_shallow, history_from FROM repository") == ["1|\(at(1_000_000))"])
    #expect(
      try crawl.rows("SELECT path FROM current_file ORDER BY 1") == [
        "Dockerfile", "side/Dockerfile", "x/compose.yaml", "y/Dockerfile",
      ])
    #expect(try crawl.rows("SELECT count(*) FROM file_version WHERE valid_to IS NOT NULL") == ["1"])
  }

  @Test func aPartialCloneWithoutItsPastIsKnownAsItIs() async throws {
    for number in 0..<3 { try step(number) }
    try app.git(["config", "uploadpack.allowFilter", "true"])
    let clone = folder.url.appending(path: "clone")
    try app.git(["clone", "-q", "--filter=tree:0", "file://\(app.url.path)", clone.path])
    let crawl = try CrawlFixture(sharing: folder)
    try await crawl.crawl(history: .all, roots: [folder.path.appending("clone")])
    #expect(try crawl.rows("SELECT status, history_from FROM repository") == ["scanned|-"])
    #expect(try crawl.rows("SELECT path FROM current_file ORDER BY 1") == ["Dockerfile", "x/compose.yaml"])
    #expect(try crawl.rows("SELECT kind, severity FROM diagnostic WHERE content_id IS NULL") == ["unreadable|error"])
  }
}
