import Crawl
import Foundation
import Store
import Testing

/// What is read, what is left out, and that each is accounted for.
@Suite struct CoverageTests {
  let crawl: CrawlFixture
  var folder: TemporaryFolder { crawl.folder }

  init() throws {
    crawl = try CrawlFixture()
  }

  @Test func everyCandidateIsAccountedFor() async throws {
    let app = try folder.repository("app")
    try app.stage(Array("Dockerfile".utf8), text: "FROM a\n")
    try app.stage(Array("big/Dockerfile".utf8), text: String(repeating: "#\n", count: 1000))
    try app.stage(
      Array("lfs/Dockerfile".utf8), text: "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    try app.stage(Array("link/Dockerfile".utf8), text: "../Dockerfile", mode: "120000")
    try app.stage(Array("lib".utf8), object: String(repeating: "1", count: 40), mode: "160000")
    let lost = try app.blob("FROM lost\n")
    try app.stage(Array("lost/Dockerfile".utf8), object: lost, mode: "100644")
    try app.stage(Array("dockerfile.go".utf8), text: "package main\n")
    try app.stage([0xFF] + Array("/Dockerfile".utf8), text: "FROM b\n")
    try app.commitIndex(at: 1_000)
    try shell("rm -f .git/objects/\(lost.prefix(2))/\(lost.dropFirst(2))", in: app.url)
    let summary = try await crawl.crawl { $0.sizeLimit = 1000 }
    #expect(summary.isIncomplete)
    #expect(
      try crawl.rows(
        """
        SELECT f.path, c.parse_status IS 'skipped', d.kind FROM current_file AS f JOIN content AS c USING (content_id)
        LEFT JOIN diagnostic AS d ON d.content_id = c.content_id AND c.parse_status = 'skipped' ORDER BY f.path
        """) == [
          "Dockerfile|0|-", "\\xff/Dockerfile|0|-", "big/Dockerfile|1|too-large", "lfs/Dockerfile|1|lfs-pointer",
          "lost/Dockerfile|1|missing-object",
        ])
    #expect(
      try crawl.rows("SELECT path, kind FROM diagnostic WHERE repository_id IS NOT NULL ORDER BY path") == [
        "dockerfile.go|lookalike", "lib|submodule", "link/Dockerfile|symlink",
      ])
  }

  @Test func whatCouldNotBeReadIsTriedAgain() async throws {
    let app = try folder.repository("app")
    try app.commit(["Dockerfile": String(repeating: "#\n", count: 1000)], at: 1_000)
    try await crawl.crawl { $0.sizeLimit = 1000 }
    #expect(try crawl.rows("SELECT parse_status, size FROM content") == ["skipped|2000"])
    try await crawl.crawl()
    #expect(try crawl.rows("SELECT parse_status = 'skipped', size, line_count FROM content") == ["0|2000|1000"])
    #expect(try crawl.rows("SELECT count(*) FROM diagnostic WHERE kind = 'too-large'") == ["0"])
    #expect(
      try crawl.rows("SELECT count(*) FROM file_version JOIN content USING (content_id) WHERE valid_to IS NULL") == [
        "1"
      ])
  }

  @Test func excludedFilesAreNotIndexed() async throws {
    let app = try folder.repository("app")
    try app.commit(["Dockerfile": "FROM a\n", "legacy/Dockerfile": "FROM l\n"], at: 1_000)
    try await crawl.crawl { $0.excludedPaths = ["/legacy"] }
    #expect(try crawl.rows("SELECT path FROM current_file") == ["Dockerfile"])
    #expect(try crawl.rows("SELECT path, kind FROM diagnostic") == ["legacy/Dockerfile|excluded"])
    try await crawl.crawl()
    #expect(try crawl.rows("SELECT path FROM current_file ORDER BY 1") == ["Dockerfile", "legacy/Dockerfile"])
  }

  @Test(arguments: [CrawlRequest.Source.head, .worktree])
  func excludesOfRepositoriesAndOfPathsAreKeptApart(_ source: CrawlRequest.Source) async throws {
    for name in ["app", "tools"] {
      try folder.repository(name).commit(["app/Dockerfile": "FROM a\n", "tools/Dockerfile": "FROM t\n"], at: 1_000)
    }
    try await crawl.crawl(source: source) { request in
      request.excludedRepositories = ["tools"]
      request.excludedPaths = ["app"]
    }
    #expect(try crawl.rows("SELECT repository, path FROM current_file") == ["app|tools/Dockerfile"])
    #expect(try crawl.rows("SELECT path, kind FROM diagnostic") == ["app/Dockerfile|excluded"])
  }

  @Test func anExcludedRepositoryIsSkippedAndSaysSo() async throws {
    let app = try folder.repository("app")
    try app.commit(["Dockerfile": "FROM a\n"], at: 1_000)
    try folder.repository("other").commit(["Dockerfile": "FROM o\n"], at: 1_000)
    try await crawl.crawl()
    try await crawl.crawl { $0.excludedRepositories = ["app"] }
    let skipped = crawl.now
    #expect(
      try crawl.rows("SELECT name, status, reason, present_to FROM repository ORDER BY 1") == [
        "app|skipped|kept out by the configuration|-", "other|scanned|-|-",
      ])
    #expect(try crawl.intervals().first == "app|Dockerfile|FROM a|\(at(1_000))|\(at(skipped))|-|-|left|-")
    let again = try await crawl.crawl { $0.excludedRepositories = ["app"] }
    #expect(again.repositoriesChanged == 0)
    try await crawl.crawl()
    #expect(try crawl.rows("SELECT status FROM repository") == ["scanned", "scanned"])
    #expect(try crawl.rows("SELECT repository FROM current_file ORDER BY 1") == ["app", "other"])
  }
}
