/// A record that a search found.
package enum KnowledgeHit: Sendable, Hashable {
  case rule(Rule)
  case pattern(Pattern)

  package var id: String {
    switch self {
    case .rule(let rule): rule.id
    case .pattern(let pattern): pattern.id
    }
  }
}

extension KnowledgeBase {
  /// The rules and patterns that hold every word of `text`, in whatever case: those that are named so first.
  package func search(_ text: String) -> [KnowledgeHit] {
    let words = text.lowercased().split { $0.isWhitespace }.map(String.init)
    guard !words.isEmpty else { return [] }
    let found =
      rules.compactMap { rule in Self.rank(words, in: rule.searchFields).map { ($0, KnowledgeHit.rule(rule)) } }
      + patterns.compactMap { pattern in
        Self.rank(words, in: pattern.searchFields).map { ($0, KnowledgeHit.pattern(pattern)) }
      }
    return found.sorted { ($0.0, $0.1.id) < ($1.0, $1.1.id) }.map(\.1)
  }

  /// Sum over the words of the first field that holds each; nil where one is in none.
  private static func rank(_ words: [String], in fields: [String]) -> Int? {
    let fields = fields.map { $0.lowercased() }
    var rank = 0
    for word in words {
      guard let field = fields.firstIndex(where: { $0.contains(word) }) else { return nil }
      rank += field
    }
    return rank
  }
}

extension Rule {
  /// What a search looks at, the most telling first.
  fileprivate var searchFields: [String] {
    [
      id, title, aliases.map(\.description).joined(separator: " "), "\(category.rawValue) \(target.rawValue)",
      message.text, rationale, fix,
    ]
  }
}

extension Pattern {
  /// What a search looks at, the most telling first.
  fileprivate var searchFields: [String] {
    [
      id, title, kind.rawValue, "\(category.rawValue) \(target.rawValue)",
      ([summary] + principles).joined(separator: " "), body, (fix ?? "") + snippets.map(\.text).joined(),
    ]
  }
}
