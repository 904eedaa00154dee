import Crawl
import Foundation
import Store
import Testing

@Suite struct CrawlerTests {
  let crawl: CrawlFixture
  var folder: TemporaryFolder { crawl.folder }

  init() throws {
    crawl = try CrawlFixture()
  }

  @Test func theFirstCrawlStoresThePresent() async throws {
    let app = try folder.repository("team/app")
    try app.commit(["Dockerfile": "FROM a\n", "old/Dockerfile": "FROM o\n"], at: 1_000_000_000)
    let head = try app.commit(
      ["Dockerfile": "FROM b\n", "tests/compose.yaml": "services: {}\n", "old/Dockerfile": nil], at: 1_500_000_000)
    try app.git(["config", "remote.origin.url", "https://u:p@example.org/app"])
    let summary = try await crawl.crawl()
    #expect(summary.repositories == 1)
    #expect(summary.repositoriesChanged == 1)
    #expect(summary.candidates == 2)
    #expect(summary.contentsAdded == 2)
    #expect(
      try crawl.intervals() == [
        "team/app|Dockerfile|FROM b|\(at(1_500_000_000))|-|-|-|-|-",
        "team/app|tests/compose.yaml|services: {}|\(at(1_500_000_000))|-|-|-|-|-",
      ])
    #expect(
      try crawl.rows(
        "SELECT name, form, remote_url, default_branch, head_commit, head_at, status, is_shallow, history_from, present_to FROM repository"
      ) == [
        "team/app|checkout|https://example.org/app|main|\(head)|\(at(1_500_000_000))|scanned|0|-|-"
      ])
    #expect(
      try crawl.rows("SELECT path, folder, name, kind, environment, scope, is_template FROM file ORDER BY path") == [
        "Dockerfile||Dockerfile|dockerfile|base|product|0",
        "tests/compose.yaml|tests|compose.yaml|compose|base|test|0",
      ])
    #expect(
      try crawl.rows(
        "SELECT repositories, repositories_changed, candidates, contents_added, finished_at IS NULL FROM scan")
        == ["1|1|2|2|0"])
  }

  @Test(arguments: [true, false])
  func everyCrawlLeavesAllIndices(_ isFirst: Bool) async throws {
    let indices = "SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name"
    let all = try crawl.rows(indices)
    try folder.write("loose/Dockerfile", "FROM a\n")
    if !isFirst {
      try await crawl.crawl()
      // As a first crawl leaves it that is stopped.
      try crawl.database.withoutTransaction { try FactIndices($0).drop() }
      #expect(try crawl.rows(indices).count < all.count - 30)
    }
    try await crawl.crawl()
    #expect(try crawl.rows(indices) == all)
  }

  @Test(arguments: [CrawlRequest.Source.head, .worktree])
  func aSecondCrawlWritesTheScanAndNothingElse(_ source: CrawlRequest.Source) async throws {
    let app = try folder.repository("app")
    try app.commit([
      "Dockerfile": "FROM a\n", "Dockerfile.md": "x", "sub/Dockerfile": String(repeating: "#", count: 5000),
    ])
    try app.git(["config", "core.symlinks", "true"])
    try folder.write("loose/compose.yaml", "services: {}\n")
    _ = try folder.repository("empty")
    try folder.write("broken/.git", "nonsense")
    try folder.link("out", to: "/usr")
    try await crawl.crawl(source: source) { $0.sizeLimit = 1000 }
    var before = try crawl.tableSizes()
    before["scan", default: 0] += 1
    let repositories = try crawl.rows("SELECT * FROM repository ORDER BY 1")
    var changed: [Int64]?
    let summary = try await crawl.crawl(source: source, adjust: { $0.sizeLimit = 1000 }, changed: { changed = $0 })
    #expect(try crawl.tableSizes() == before)
    #expect(try crawl.rows("SELECT * FROM repository ORDER BY 1") == repositories)
    #expect(changed == [])
    #expect(summary.repositories == 4)
    #expect(summary.repositoriesChanged == 0)
    #expect(summary.repositoriesFailed == 1)
  }

  /// What cannot be read is tried again, but the same failure is nothing new.
  @Test func whatIsBrokenOrEmptyIsNotNewEachTime() async throws {
    _ = try folder.repository("empty")
    let headless = try folder.repository("headless")
    try headless.commit(["Dockerfile": "FROM a\n"])
    let commit = try headless.git(["rev-parse", "HEAD"])
    try shell("rm .git/objects/\(commit.prefix(2))/\(commit.dropFirst(2))", in: headless.url)
    let app = try folder.repository("app")
    try app.commit(["Dockerfile": "FROM a\n"])
    try app.commit(["Dockerfile": "FROM b\n"])
    try app.git(["config", "uploadpack.allowFilter", "true"])
    try app.git(["clone", "-q", "--filter=tree:0", "file://\(app.url.path)", "../partial"])
    let blobless = try folder.repository("blobless")
    let blob = try blobless.blob("FROM gone\n")
    try blobless.commit(["Dockerfile": "FROM gone\n"])
    try shell("rm .git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))", in: blobless.url)
    try await crawl.crawl(history: .all)
    var before = try crawl.tableSizes()
    let repositories = try crawl.rows("SELECT * FROM repository ORDER BY 1")
    for _ in 0..<2 {
      before["scan", default: 0] += 1
      let summary = try await crawl.crawl(history: .all)
      #expect(summary.repositoriesChanged == 0)
      #expect(try crawl.tableSizes() == before)
      #expect(try crawl.rows("SELECT * FROM repository ORDER BY 1") == repositories)
    }
    #expect(
      try crawl.rows("SELECT name, status FROM repository ORDER BY 1") == [
        "app|scanned", "blobless|scanned", "empty|empty", "headless|failed", "partial|scanned",
      ])
    try shell("rm -rf partial/.git && cp -r app/.git partial/.git", in: folder.url)
    try await crawl.crawl(history: .all)
    #expect(
      try crawl.rows("SELECT count(*) FROM file_version JOIN file USING (file_id) WHERE path = 'Dockerfile'") == ["5"])
  }

  @Test func equalContentsAreOneRow() async throws {
    for name in ["a", "b", "c"] {
      try folder.repository(name).commit(["Dockerfile": "FROM same\n", "x/Dockerfile": "FROM same\n"])
    }
    try await crawl.crawl()
    #expect(try crawl.rows("SELECT count(*) FROM content") == ["1"])
    #expect(try crawl.rows("SELECT count(*), count(DISTINCT content_id) FROM file_version") == ["6|1"])
  }

  @Test func oneBlobReadAsTwoKindsIsTwoContents() async throws {
    try folder.repository("a").commit(["Dockerfile": "", ".dockerignore": ""])
    try await crawl.crawl()
    #expect(try crawl.rows("SELECT count(*), count(DISTINCT blob_id) FROM content") == ["2|1"])
  }

  @Test func commitsSinceTheLastCrawlAreFollowedOneByOne() async throws {
    let app = try folder.repository("app")
    try app.commit(["Dockerfile": "FROM a\n", "gone/Dockerfile": "FROM g\n"], at: 1_000)
    try await crawl.crawl()
    let second = try app.commit(["Dockerfile": "FROM b\n"], at: 2_000)
    let third = try app.commit(["Dockerfile": "FROM c\n", "gone/Dockerfile": nil], at: 3_000)
    var changed: [Int64]?
    try await crawl.crawl(changed: { changed = $0 })
    #expect(
      try crawl.intervals() == [
        "app|Dockerfile|FROM a|\(at(1_000))|\(at(2_000))|-|\(second)|changed|-",
        "app|Dockerfile|FROM b|\(at(2_000))|\(at(3_000))|\(second)|\(third)|changed|-",
        "app|Dockerfile|FROM c|\(at(3_000))|-|\(third)|-|-|-",
        "app|gone/Dockerfile|FROM g|\(at(1_000))|\(at(3_000))|-|\(third)|deleted|-",
      ])
    #expect(changed?.count == 1)
    #expect(try crawl.rows("SELECT scan_id, files_changed FROM scan_repository") == ["1|2", "2|5"])
  }

  @Test func aRewrittenBranchIsTakenAsItIs() async throws {
    let app = try folder.repository("app")
    try app.commit(["Dockerfile": "FROM a\n", "same/Dockerfile": "FROM s\n"], at: 1_000)
    try await crawl.crawl()
    try app.git(["checkout", "-q", "--orphan", "other"])
    let head = try app.commit(["Dockerfile": "FROM b\n"], at: 500)
    try await crawl.crawl()
    #expect(
      try crawl.intervals() == [
        "app|Dockerfile|FROM a|\(at(1_000))|\(at(1_000))|-|\(head)|changed|-",
        "app|Dockerfile|FROM b|\(at(1_000))|-|\(head)|-|-|-",
        "app|same/Dockerfile|FROM s|\(at(1_000))|-|-|-|-|-",
      ])
  }

  @Test func aRenamedFileIsKnownByItsOrigin() async throws {
    let app = try folder.repository("app")
    let text = "FROM a\nRUN one\nRUN two\nRUN three\nRUN four\n"
    try app.commit(["a/Dockerfile": text, "b/Dockerfile": text, "other/Dockerfile": "FROM o\n"], at: 1_000)
    try await crawl.crawl()
    let head = try app.commit(
      [
        "a/Dockerfile": nil, "moved/a/Dockerfile": text, "b/Dockerfile": nil, "moved/b/Dockerfile": text + "RUN five\n",
        "other/Dockerfile": nil, "unlike/Dockerfile": "FROM x\nRUN y\n",
      ], at: 2_000)
    try await crawl.crawl()
    let endings = try crawl.rows(
      """
      SELECT f.path, v.ended_by, v.to_commit, o.path FROM file_version AS v JOIN file AS f USING (file_id)
      LEFT JOIN file AS o ON o.file_id = f.renamed_from_file_id ORDER BY f.path
      """)
    #expect(
      endings == [
        "a/Dockerfile|renamed|\(head)|-", "b/Dockerfile|renamed|\(head)|-", "moved/a/Dockerfile|-|-|a/Dockerfile",
        "moved/b/Dockerfile|-|-|b/Dockerfile", "other/Dockerfile|deleted|\(head)|-", "unlike/Dockerfile|-|-|-",
      ])
  }

  @Test(arguments: [false, true])
  func whatIsNoLongerCrawledIsNoTrouble(_ isExcluded: Bool) async throws {
    try folder.write("app/Dockerfile", String(repeating: "#", count: 2000))
    try folder.repository("app").commit([:])
    _ = try folder.repository("stays")
    let first = try await crawl.crawl(source: .worktree) { $0.sizeLimit = 1000 }
    #expect(first.isIncomplete)
    if !isExcluded { try shell("rm -rf app", in: folder.url) }
    let second = try await crawl.crawl(source: .worktree) { request in
      request.sizeLimit = 1000
      if isExcluded { request.excludedRepositories = ["app"] }
    }
    #expect(!second.isIncomplete)
    #expect(try crawl.rows("SELECT * FROM diagnostic") == [])
  }

  @Test func repositoriesThatLeaveAndReturn() async throws {
    let app = try folder.repository("app")
    try app.commit(["Dockerfile": "FROM a\n"], at: 1_000)
    _ = try folder.repository("stays")
    try await crawl.crawl()
    let hidden = try TemporaryFolder()
    try shell("mv app \(hidden.url.path)", in: folder.url)
    var changed: [Int64]?
    try await crawl.crawl(changed: { changed = $0 })
    let left = crawl.now
    #expect(changed?.count == 1)
    #expect(try crawl.intervals() == ["app|Dockerfile|FROM a|\(at(1_000))|\(at(left))|-|-|left|-"])
    #expect(try crawl.rows("SELECT name, present_to FROM repository ORDER BY 1") == ["app|\(at(left))", "stays|-"])
    try await crawl.crawl()
    #expect(try crawl.rows("SELECT present_to FROM repository WHERE name = 'app'") == ["\(at(left))"])
    try shell("mv app \(folder.url.path)", in: hidden.url)
    try await crawl.crawl()
    #expect(
      try crawl.intervals() == [
        "app|Dockerfile|FROM a|\(at(1_000))|\(at(left))|-|-|left|-",
        "app|Dockerfile|FROM a|\(at(crawl.now))|-|-|-|-|-",
      ])
    #expect(try crawl.rows("SELECT present_to FROM repository WHERE name = 'app'") == ["-"])
  }

  @Test func aRootThatMovedKeepsItsRepositories() async throws {
    for name in ["kept", "dropped"] { try folder.repository("one/\(name)").commit(["Dockerfile": "FROM \(name)\n"]) }
    try await crawl.crawl(roots: [folder.path.appending("one")])
    try shell("mv one two && rm -r two/dropped", in: folder.url)
    let summary = try await crawl.crawl(roots: [folder.path.appending("two")])
    #expect(summary.contentsAdded == 0)
    #expect(
      try crawl.rows("SELECT name, location LIKE '%/two/kept', present_to IS NULL FROM repository ORDER BY name") == [
        "dropped|0|0", "kept|1|1",
      ])
  }

  @Test func otherRootsAreLeftAlone() async throws {
    try folder.repository("one/a").commit(["Dockerfile": "FROM a\n"])
    try folder.repository("two/b").commit(["Dockerfile": "FROM b\n"])
    try await crawl.crawl(roots: [folder.path.appending("one")])
    try await crawl.crawl(roots: [folder.path.appending("two")])
    #expect(try crawl.rows("SELECT name, present_to FROM repository ORDER BY 1") == ["a|-", "b|-"])
  }

  @Test func repositoriesOfOneNameBelowTwoRootsAreTwo() async throws {
    for root in ["one", "two"] { try folder.repository("\(root)/app").commit(["Dockerfile": "FROM \(root)\n"]) }
    let (one, two) = (folder.path.appending("one"), folder.path.appending("two"))
    try await crawl.crawl(roots: [one])
    for _ in 0..<2 {
      try await crawl.crawl(roots: [two])
      try await crawl.crawl(roots: [one])
    }
    #expect(
      try crawl.rows("SELECT name, location, present_to FROM repository ORDER BY repository_id") == [
        "app|\(one.appending("app").text)|-",
        "\(two.appending("app").text)|\(two.appending("app").text)|-",
      ])
    #expect(try crawl.rows("SELECT count(*) FROM file_version") == ["2"])
  }

  @Test func aRepositoryThatBreaksKeepsItsStateAndRecovers() async throws {
    let app = try folder.repository("app")
    try app.commit(["Dockerfile": "FROM a\n"], at: 1_000)
    try await crawl.crawl()
    try shell("mv app/.git/objects app/.git/hidden", in: folder.url)
    let summary = try await crawl.crawl()
    #expect(summary.repositoriesFailed == 1)
    #expect(summary.isIncomplete)
    #expect(try crawl.rows("SELECT status, reason LIKE '%objects%' FROM repository") == ["failed|1"])
    #expect(try crawl.intervals() == ["app|Dockerfile|FROM a|\(at(1_000))|-|-|-|-|-"])
    try shell("mv app/.git/hidden app/.git/objects", in: folder.url)
    let second = try app.commit(["Dockerfile": "FROM b\n"], at: 2_000)
    try await crawl.crawl()
    #expect(try crawl.rows("SELECT status, reason FROM repository") == ["scanned|-"])
    #expect(
      try crawl.intervals() == [
        "app|Dockerfile|FROM a|\(at(1_000))|\(at(2_000))|-|\(second)|changed|-",
        "app|Dockerfile|FROM b|\(at(2_000))|-|\(second)|-|-|-",
      ])
  }

  @Test func theWorktreeIsWhatLiesOnTheDisk() async throws {
    let app = try folder.repository("app")
    try app.commit(["Dockerfile": "FROM a\n"], at: 1_000)
    try folder.write("app/Dockerfile", "FROM edited\n")
    try folder.write("app/untracked/compose.yaml", "services: {}\n")
    try await crawl.crawl(source: .worktree)
    let first = crawl.now
    #expect(
      try crawl.intervals() == [
        "app|Dockerfile|FROM edited|\(at(first))|-|-|-|-|-",
        "app|untracked/compose.yaml|services: {}|\(at(first))|-|-|-|-|-",
      ])
    try await crawl.crawl()
    #expect(try crawl.rows("SELECT path FROM current_file") == ["Dockerfile"])
  }

  @Test func singleFilesMirrorsAndFoldersAreCrawled() async throws {
    let app = try folder.repository("app")
    try app.commit(["Dockerfile": "FROM a\n"], at: 1_000)
    try app.git(["clone", "-q", "--bare", ".", folder.url.appending(path: "org/mirror.git").path])
    try folder.write("loose/x/Dockerfile", "FROM l\n")
    try await crawl.crawl(roots: ["app/Dockerfile", "org", "loose"].map { folder.path.appending($0) })
    #expect(
      try crawl.rows(
        "SELECT r.name, r.form, r.status, f.path FROM repository AS r JOIN current_file AS f USING (repository_id) ORDER BY 1"
      ) == [
        "Dockerfile|file|scanned|Dockerfile", "loose|folder|scanned|x/Dockerfile", "mirror|bare|scanned|Dockerfile",
      ])
  }

  @Test func theWorktreeHasNoHistory() async throws {
    await #expect(throws: CrawlError.self) { try await crawl.crawl(history: .all, source: .worktree) }
  }

  @Test func aMissingRootIsAnErrorAndLeavesNoScan() async throws {
    await #expect(throws: CrawlError.self) { try await crawl.crawl(roots: [folder.path.appending("nowhere")]) }
    #expect(try crawl.rows("SELECT count(*) FROM scan") == ["0"])
  }

  @Test func aCrawlThatIsStoppedIsCompletedByTheNext() async throws {
    struct Stop: Error {}
    let app = try folder.repository("app")
    try app.commit(["Dockerfile": "FROM a\n"], at: 1_000)
    var request = CrawlRequest(roots: [folder.path], loadlineVersion: "test")
    request.now = 5_000
    await #expect(throws: Stop.self) {
      try await Crawler(crawl.database, request).run(conclude: { _, _ in throw Stop() })
    }
    #expect(try crawl.rows("SELECT count(*) FROM content") == ["1"])
    #expect(try crawl.intervals() == [])
    #expect(try crawl.rows("SELECT finished_at FROM scan") == ["-"])
    let summary = try await crawl.crawl()
    #expect(summary.contentsAdded == 0)
    #expect(try crawl.intervals() == ["app|Dockerfile|FROM a|\(at(1_000))|-|-|-|-|-"])
  }

  @Test func twoCrawlsAtOnceAreOneTooMany() async throws {
    _ = try folder.repository("app")
    let database = try LoadlineDatabase(path: folder.url.appending(path: "loadline.db").path)
    let request = CrawlRequest(roots: [folder.path.appending("app")], loadlineVersion: "test")
    let other = Process()
    other.executableURL = URL(filePath: "/usr/bin/env")
    other.arguments = [
      "flock", folder.url.appending(path: "loadline.db-crawl").path, "sh", "-c", "echo held; read line",
    ]
    let (input, output) = (Pipe(), Pipe())
    other.standardInput = input
    other.standardOutput = output
    try other.run()
    _ = output.fileHandleForReading.availableData
    await #expect(throws: CrawlError.self) { try await Crawler(database, request).run() }
    try input.fileHandleForWriting.close()
    other.waitUntilExit()
    _ = try await Crawler(database, request).run()
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "loadline.db-crawl").path))
  }

  @Test func storedTextsAreTakenApartAnewByANewerVersion() async throws {
    let app = try folder.repository("app")
    try app.commit(["Dockerfile": "FROM a\n", "x/Dockerfile": "FROM b\n"], at: 1_000)
    try await crawl.crawl()
    let before = try crawl.intervals()
    try crawl.database.write { try $0.execute("UPDATE content SET facts_version = 0") }
    let highest = try crawl.rows("SELECT max(content_id) FROM content")
    var changed: [Int64] = []
    let summary = try await crawl.crawl(changed: { changed = $0 })
    #expect(summary.contentsAdded == 0)
    #expect(summary.repositoriesChanged == 0)
    #expect(changed == [1])
    #expect(
      try crawl.rows("SELECT count(*), min(facts_version) > 0, min(content_id) > \(highest[0]) FROM content") == [
        "2|1|1"
      ])
    #expect(try crawl.intervals() == before)
  }

  @Test func aRenewalThatIsStoppedIsJudgedByTheNextCrawl() async throws {
    struct Stop: Error {}
    try folder.repository("app").commit(["Dockerfile": "FROM a\n"], at: 1_000)
    try folder.repository("other").commit([".env": "A=1\n"], at: 1_000)
    try await crawl.crawl()
    try crawl.database.write { connection in
      try connection.execute("INSERT INTO setting SELECT 'judged_content_id', max(content_id) FROM content")
      try connection.execute("UPDATE content SET facts_version = 0 WHERE kind = 'dockerfile'")
    }
    let request = CrawlRequest(roots: [folder.path], loadlineVersion: "test")
    await #expect(throws: Stop.self) {
      try await Crawler(crawl.database, request).run(conclude: { _, _ in throw Stop() })
    }
    var changed: [Int64] = []
    try await crawl.crawl(changed: { changed = $0 })
    let app = try crawl.rows("SELECT repository_id FROM repository WHERE name = 'app'")
    #expect(changed.map(String.init) == app)
  }
}
