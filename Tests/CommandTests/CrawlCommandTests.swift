import Foundation
import Testing

/// What the database holds of repositories with history.
@Suite struct CrawlCommandTests {
  let example: ExampleOrganisation

  init() throws { example = try ExampleOrganisation.shared.get() }

  @Test func everyRepositoryIsScanned() throws {
    let rows = try example.rows("SELECT name, status FROM repository ORDER BY name")
    #expect(rows == ExampleOrganisation.repositories.map { [$0, "scanned"] })
  }

  @Test(arguments: ExampleOrganisation.repositories)
  func everyContainerFileIsIndexed(repository: String) throws {
    let tree = try example.git(repository, ["ls-tree", "-r", "--name-only", "HEAD"])
    let listed = tree.split(separator: "\n").map(String.init).filter { path in
      let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
      return name.contains("dockerfile") || name.contains("compose") || name.hasPrefix(".env")
        || name == ".dockerignore" || name == "codeowners"
    }
    let indexed = try example.rows("SELECT path FROM current_file WHERE repository = '\(repository)' ORDER BY path")
    #expect(!listed.isEmpty)
    #expect(indexed.map { $0[0] } == listed.sorted())
  }

  @Test(arguments: [
    ("non-root-user", "Dockerfile", "2025-01-13", "2025-06-16"),
    ("base-image-not-latest", "Dockerfile", "2025-01-13", "2025-02-17"),
    ("base-image-not-latest", "admin/Dockerfile", "2026-05-18", "2026-08-10"),
    ("no-secrets-in-image", "admin/Dockerfile", "2026-05-18", ""),
  ])
  func findingsHaveALife(rule: String, path: String, first: String, fixed: String) throws {
    let rows = try example.rows(
      """
      SELECT date(first_seen), date(fixed_at), status, length(first_commit) FROM finding
      WHERE repository = 'web/shop' AND rule_id = '\(rule)' AND path = '\(path)'
      """)
    #expect(rows == [[first, fixed, fixed.isEmpty ? "open" : "fixed", "40"]])
  }

  @Test func nothingIsFixedInAFrozenRepository() throws {
    let status = "SELECT DISTINCT status FROM finding WHERE repository = 'legacy/billing'"
    #expect(try example.rows(status) == [["open"]])
  }

  @Test func aSuppressionKeepsItsReason() throws {
    let rows = try example.rows(
      """
      SELECT path, exemption_reason FROM finding
      WHERE repository = 'data/reports' AND rule_id = 'slim-base-image' AND status = 'exempt'
      """)
    #expect(rows == [["notebooks/Dockerfile", "analysts compile extensions in the running container"]])
  }

  @Test func whatNobodyCanSeeIsUnknown() throws {
    let outcomes = try example.rows(
      """
      SELECT outcome FROM control_result
      WHERE repository = 'ml/training' AND path = 'Dockerfile.serve' AND rule_id = 'pinned-base-image'
      """)
    #expect(outcomes == [["unknown"]])
  }

  @Test(arguments: [
    ("platform/gateway", "build/templates/Dockerfile.j2", "product", "0"),
    ("platform/gateway", "third_party/geoip/Dockerfile", "vendored", "1"),
    ("platform/gateway", "test/integration/docker-compose.test.yml", "test", "1"),
    ("web/shop", "admin/Dockerfile", "product", "1"),
  ])
  func scopesAreTold(repository: String, path: String, scope: String, isRated: String) throws {
    let rows = try example.rows(
      "SELECT scope, is_rated FROM current_file WHERE repository = '\(repository)' AND path = '\(path)'")
    #expect(rows == [[scope, isRated]])
  }

  @Test func theGoodRepositoryIsTheBest() throws {
    let rows = try example.rows(
      """
      SELECT repository FROM compliance WHERE scope = 'product'
      GROUP BY repository ORDER BY sum(pass) * 1.0 / sum(pass + fail) DESC, repository
      """
    ).map { $0[0] }
    #expect(rows.first == "web/storefront")
    #expect(rows.last == "legacy/billing")
  }

  @Test func aBareMirrorGivesTheSame() throws {
    let mirrors = try TemporaryFolder()
    let checkout = example.folder.appending(path: "repositories/web/shop").path
    let clone = ["git", "clone", "--quiet", "--mirror", checkout, "web/shop.git"]
    let cloned = try Program.run(URL(filePath: "/usr/bin/env"), clone, in: mirrors.url)
    try #require(cloned.status == 0, "\(cloned)")
    let crawl = try mirrors.program.run(["crawl", ".", "--history"])
    #expect(crawl.status == 0, "\(crawl)")
    let sql = """
      SELECT rule_id, path, line, subject, status, first_seen, fixed_at FROM finding
      WHERE repository = 'web/shop' ORDER BY 1, 2, 3, 4, 5, 6, 7
      """
    let answers = try [example.program, mirrors.program].map { try $0.run(["query", sql, "--format", "csv"]).output }
    #expect(answers[0].contains("base-image-not-latest"))
    #expect(answers[0] == answers[1])
  }

  @Test func aSecondCrawlChangesNothing() throws {
    let tables = try example.rows(
      """
      SELECT name FROM sqlite_schema
      WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT IN ('scan', 'scan_repository') ORDER BY name
      """
    ).map { $0[0] }
    #expect(tables.count > 20)
    let copy = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: example.folder.appending(path: "loadline.db"), to: copy.url.appending(path: "loadline.db"))
    func dump(_ table: String) throws -> String {
      let outcome = try copy.program.run(["query", "SELECT * FROM \"\(table)\"", "--format", "ndjson"])
      try #require(outcome.status == 0, "\(outcome)")
      return outcome.output
    }
    let before = try tables.map(dump)
    let place = example.folder.appending(path: "repositories").path
    let crawl = try copy.program.run(["crawl", place, "--history"])
    #expect(crawl.status == 0, "\(crawl)")
    #expect(crawl.output.hasPrefix("crawled 6 repositories"), "\(crawl)")
    for (table, old) in zip(tables, before) {
      #expect(try dump(table) == old, "\(table) changed")
    }
  }

  @Test func aRootBelowTheTopOfARepositoryIsToldOf() throws {
    let folder = try TemporaryFolder()
    try folder.write(".git/HEAD", "ref: refs/heads/main\n")
    try folder.write("service/Dockerfile", "FROM scratch\n# loadline ignore=no-such-rule\n")
    let outcome = try folder.program.run(["crawl", "service"])
    #expect(outcome.errors.contains("service lies inside the repository "), "\(outcome)")
    #expect(outcome.status == 0, "\(outcome)")
    let asked = try folder.program.run(["crawl", "service", "--worktree"])
    #expect(asked.errors.isEmpty, "\(asked)")
  }

  @Test func aSuppressionOfNoRuleIsStored() throws {
    let folder = try TemporaryFolder()
    try folder.write("service/Dockerfile", "FROM debian:12\n# loadline ignore=no-sodo,no-sudo\nRUN sudo make\n")
    try folder.program.run(["crawl", "service"])
    let told = ["query", "SELECT kind, line, message FROM file_diagnostic", "--format", "csv"]
    let first = try folder.program.run(told)
    #expect(first.output.contains("unknown-rule,2,") && first.output.contains("did you mean 'no-sudo'?"), "\(first)")
    try folder.write(
      "rules/no-sodo.md",
      """
      ---
      id: no-sodo
      title: Name a version
      target: dockerfile
      severity: low
      confidence: high
      category: style
      message: "{subject} floats"
      since: 0.1.0
      ---
      A floating tag moves.

      ## Fix
      Name one.

      ## Applies
      ```sql
      SELECT content_id FROM stage
      ```

      ## Violations
      ```sql
      SELECT content_id, line, image AS subject FROM stage WHERE tag = 'latest'
      ```

      ## Examples
      ```dockerfile violates
      FROM python:latest
      ```
      ```findings
      1: python:latest floats
      ```
      ```dockerfile passes
      FROM python:3.13
      ```

      """)
    try folder.write("loadline.yml", "knowledge: [rules]\n")
    let again = try folder.program.run(["crawl", "service"])
    #expect(again.status == 0, "\(again)")
    #expect(try !folder.program.run(told).output.contains("unknown-rule"), "a rule of that name came")
  }
}
