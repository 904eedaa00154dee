import Store

/// Writes the pages.
struct Site {
  let connection: Connection
  let chrome: Chrome
  let tables: Tables
  let groups: RowGroups
  let output: OutputFolder
  let library: PageLibrary

  /// How many pages are in hand at a time: while some are rendered, side by side, the next are read.
  private static let batch = 64

  /// Writes all pages, and returns how many.
  func write() throws -> Int {
    let links = Links(tables)
    let concealing = Set(
      try connection.rows("SELECT rule_id FROM rule WHERE conceals_line = 1").compactMap { $0.text("rule_id") })
    var count = try writeLists(links)
    for folder in ["repository", "rule", "pattern"] { try output.makeFolder(folder) }
    let repositories = RepositoryPages(
      connection: connection, chrome: chrome, tables: tables, links: links, concealing: concealing)
    count += try write("repository", tables["repositories"], by: "repository", links.repositories, repositories.page)
    let rules = RulePages(
      connection: connection, chrome: chrome, tables: tables, links: links, concealing: concealing,
      repositories: groups.ruleRepositories)
    count += try write("rule", tables["rules"], by: "rule_id", links.rules, rules.page)
    let patterns = PatternPages(
      connection: connection, chrome: chrome, links: links, adopters: groups.adopters, candidates: groups.candidates)
    count += try write("pattern", tables["pattern-adoption"], by: "pattern_id", links.patterns, patterns.page)
    return count
  }

  private func writeLists(_ links: Links) throws -> Int {
    let lists = ListPages(chrome: chrome, tables: tables, links: links)
    let pages = [
      ("index", FrontPage(chrome: chrome, tables: tables, links: links).fields), ("repositories", lists.repositories),
      ("rules", lists.rules), ("patterns", lists.patterns), ("frameworks", lists.frameworks),
      ("exemptions", lists.exemptions), ("coverage", lists.coverage), ("datasets", lists.datasets),
    ]
    for (name, fields) in pages { try output.write(try library.render(name, fields), to: "\(name).html") }
    return pages.count
  }

  /// Writes a page for each row, with the template and into the folder of that name.
  private func write(
    _ template: String, _ rows: [Row], by column: String, _ slugs: Slugs, _ page: (Row) throws -> Fields
  ) throws -> Int {
    let renderer = Renderer(library: library, output: output, template: template)
    defer { renderer.wait() }
    for start in stride(from: 0, to: rows.count, by: Self.batch) {
      let part = rows[start..<min(start + Self.batch, rows.count)]
      let jobs = try part.compactMap { row in
        try row.text(column).flatMap { slugs[$0] }.map { (path: "\(template)/\($0).html", fields: try page(row)) }
      }
      try renderer.start(jobs)
    }
    try renderer.finish()
    return rows.count
  }
}
