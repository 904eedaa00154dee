import Foundation
import Testing

/// The main job from end to end, and the report that comes of it.
@Suite struct AuditCommandTests {
  let example: ExampleOrganisation

  init() throws { example = try ExampleOrganisation.shared.get() }

  @Test func saysWhatItDidAndWhereToLook() {
    #expect(example.audit.status == 0, "\(example.audit)")
    #expect(example.audit.output.hasPrefix("crawled 6 repositories"), "\(example.audit)")
    #expect(example.audit.output.contains("loadline-report/index.html"), "\(example.audit)")
    #expect(example.audit.output.contains("loadline.db"), "\(example.audit)")
    #expect(example.audit.errors.isEmpty, "\(example.audit)")
  }

  @Test func nothingToCrawlIsAnError() throws {
    let folder = try TemporaryFolder()
    let noRoot = try folder.program.run(["audit"])
    #expect(noRoot.status == 2, "\(noRoot)")
    let missing = try folder.program.run(["audit", "no/such/folder"])
    #expect(missing.status == 2, "\(missing)")
    #expect(missing.errors.contains("no/such/folder"), "\(missing)")
  }

  @Test func everyFigureOfTheFrontPageEqualsTheSQL() throws {
    let product = "scope = 'product'"
    let files =
      "SELECT count(*) FROM current_file WHERE kind IN ('dockerfile', 'compose', 'dockerignore') AND \(product)"
    let rated = "\(files) AND is_rated = 1"
    let open = "SELECT count(*) FROM finding WHERE status = 'open' AND \(product)"
    let answers = "FROM compliance WHERE \(product)"
    let queries = [
      "repositories": "SELECT count(*) FROM repository",
      "repositories_failed": "SELECT count(*) FROM repository WHERE status = 'failed'",
      "repositories_empty": "SELECT count(*) FROM repository WHERE status IN ('empty', 'skipped')",
      "files": files,
      "files_judged": rated,
      "files_partial": "\(rated) AND parse_status = 'partial'",
      "contents": files.replacing("count(*)", with: "count(DISTINCT content_id)"),
      "open_questions": "SELECT count(*) FROM open_question WHERE \(product)",
      "files_template": "\(files) AND path LIKE '%.j2'",
      "files_not_read": "\(files) AND parse_status IN ('failed', 'skipped')",
      "open": open,
      "critical": "\(open) AND severity = 'critical'",
      "high": "\(open) AND severity = 'high'",
      "medium": "\(open) AND severity = 'medium'",
      "low": "\(open) AND severity = 'low'",
      "info": "\(open) AND severity = 'info'",
      "exempt": "SELECT sum(exempt) \(answers)",
      "unknown": "SELECT sum(unknown) \(answers)",
      "rate": "SELECT round(1.0 * sum(pass) / sum(pass + fail), 4) \(answers)",
      "strict_rate": "SELECT round(1.0 * sum(pass) / sum(pass + fail + exempt), 4) \(answers)",
    ]
    let page = try String(contentsOf: example.report.appending(path: "index.html"), encoding: .utf8)
    let figures = page.matches(of: /<data value="([^"]*)" data-figure="summary\.([a-z_]+)">/)
    #expect(Set(figures.map { String($0.2) }) == Set(queries.keys))
    for figure in figures {
      let sql = try #require(queries[String(figure.2)])
      #expect(try example.value(sql) == figure.1, "\(figure.2)")
    }
  }

  @Test func everyPageThatIsLinkedIsThere() throws {
    let pages = try FileManager.default.subpathsOfDirectory(atPath: example.report.path)
    let html = pages.filter { $0.hasSuffix(".html") }
    #expect(html.count > ExampleOrganisation.repositories.count)
    for page in html {
      let url = example.report.appending(path: page)
      let text = try String(contentsOf: url, encoding: .utf8)
      for link in text.matches(of: /(?:href|src)="([^"#]+)[^"]*"/).map({ String($0.1) }) where !link.contains(":") {
        let target = url.deletingLastPathComponent().appending(path: link).standardizedFileURL
        #expect(FileManager.default.fileExists(atPath: target.path), "\(page) links to \(link)")
      }
    }
  }

  @Test func aReportOfOneDayIsAlwaysTheSame() throws {
    /// Each file's lines, but for those that say when it was made.
    func report(_ name: String) throws -> [String: [Substring]] {
      let outcome = try example.program.run(["report", "--as-of", "2026-08-31", "--out", name])
      try #require(outcome.status == 0, "\(outcome)")
      let folder = example.folder.appending(path: name)
      let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      return try Dictionary(
        uniqueKeysWithValues: paths.filter { $0.contains(".") }.map { path in
          let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
          return (path, text.split(separator: "\n").filter { !$0.contains(/Made by Loadline at|generated_at/) })
        })
    }
    let first = try report("first")
    let second = try report("second")
    #expect(first.keys == second.keys)
    for (path, lines) in first { #expect(second[path] == lines, "\(path)") }
    #expect(first["index.html"]?.contains { $0.contains("31 August 2026") } == true)
  }

  @Test func theTablesAreThereAsCSV() throws {
    let findings = try String(contentsOf: example.report.appending(path: "data/findings.csv"), encoding: .utf8)
    let lines = findings.split(whereSeparator: \.isNewline).count
    let open = try example.value("SELECT count(*) FROM finding WHERE status = 'open' AND scope = 'product'")
    #expect(String(lines - 1) == open)
  }
}
