import Store

/// Where the page of a repository, a rule or a pattern lies.
struct Links: Sendable {
  let repositories: Slugs
  let rules: Slugs
  let patterns: Slugs

  init(_ tables: Tables) {
    repositories = Slugs(tables["repositories"].compactMap { $0.text("repository") })
    rules = Slugs(tables["rules"].compactMap { $0.text("rule_id") })
    patterns = Slugs(tables["pattern-adoption"].compactMap { $0.text("pattern_id") })
  }

  func repository(_ name: String, root: String) -> Field { link(repositories[name], in: "repository", root) }
  func rule(_ id: String, root: String) -> Field { link(rules[id], in: "rule", root) }
  func pattern(_ id: String, root: String) -> Field { link(patterns[id], in: "pattern", root) }

  private func link(_ slug: String?, in folder: String, _ root: String) -> Field {
    Field(slug.map { "\(root)\(folder)/\($0).html" })
  }
}
