import Foundation
import Knowledge
import Store

extension KnowledgeLibrary {
  /// The rules as a table: id, severity, what they look at, title.
  ///
  /// - Parameter text: Words that each must hold; empty for all.
  /// - Returns: The table, or a sentence where there are none.
  public func ruleList(matching text: String) -> String {
    let rules = rules(matching: text)
    guard !rules.isEmpty else { return "no rule speaks of '\(text)'\n" }
    let rows = rules.map { rule in
      let isOn = settings.isEnabled(rule) ? "on" : "off"
      return [rule.id, settings.severity(of: rule).rawValue, isOn, rule.target.rawValue, rule.title].map(Value.text)
    }
    return QueryResult(columns: ["rule", "severity", "judged", "target", "title"], rows: rows).text(as: .table)
  }

  /// A pattern, whole, where the text is one's id; otherwise the patterns that hold every word of it.
  ///
  /// - Parameter text: An id, or words; empty for all.
  /// - Returns: The text.
  /// - Throws: ``LoadlineError`` where there is none.
  public func patternText(_ text: String) throws(LoadlineError) -> String {
    if let pattern = base.pattern(text) { return explanation(of: pattern) }
    let patterns = patterns(matching: text)
    guard !patterns.isEmpty else { throw unknown(text) }
    let rows = patterns.map { [$0.id, $0.kind.rawValue, $0.target.rawValue, $0.summary].map(Value.text) }
    return QueryResult(columns: ["pattern", "kind", "target", "summary"], rows: rows).text(as: .table)
  }

  /// A template of a pattern, ready for a file.
  ///
  /// - Parameters:
  ///   - id: The pattern.
  ///   - number: Which, from 1.
  /// - Returns: The template.
  /// - Throws: ``LoadlineError`` where there is no such pattern or template.
  public func template(of id: String, number: Int) throws(LoadlineError) -> String {
    guard let pattern = base.pattern(id) else { throw unknown(id) }
    let templates = pattern.snippets.filter { $0.role == .template }
    let usable = templates.isEmpty ? pattern.snippets.filter { $0.role == .good } : templates
    guard usable.indices.contains(number - 1) else {
      let names = zip(1..., usable).map { "\($0): \($1.path)" }.joined(separator: ", ")
      throw LoadlineError(.input, "\(id) has no template \(number)\(names.isEmpty ? "" : "; it has \(names)")")
    }
    let text = usable[number - 1].text
    return text.hasSuffix("\n") ? text : text + "\n"
  }

  /// A rule or a pattern, whole, as Markdown.
  ///
  /// - Parameter id: A rule's id, another tool's as `hadolint:DL3006`, or a pattern's id.
  /// - Returns: The text.
  /// - Throws: ``LoadlineError`` where there is none.
  public func explanation(of id: String) throws(LoadlineError) -> String {
    let rules = base.rules(named: id)
    if rules.isEmpty, let pattern = base.pattern(id) { return explanation(of: pattern) }
    guard !rules.isEmpty else { throw unknown(id) }
    return rules.map(explanation).joined(separator: "\n---\n\n")
  }

  private func explanation(of rule: Rule) -> String {
    let severity = settings.severity(of: rule).rawValue
    var parts = [
      "# \(rule.id)\n\n\(rule.title). \(severity.capitalized) severity, \(rule.confidence.rawValue) confidence; "
        + "\(rule.category.rawValue), judged on \(Self.article(rule.target)). Since \(rule.since)."
        + (rule.review.map { "\nOf \($0.reviewed) findings read in real repositories, \($0.upheld) were right." } ?? ""),
      rule.rationale,
      "## Fix\n\n\(rule.fix)",
    ]
    parts.append("## Examples\n\n" + rule.examples.map(Self.example).joined(separator: "\n\n"))
    let parameters = settings.parameters(of: rule)
    if !parameters.isEmpty {
      let lines = parameters.map { "- `\($0.name)`: \($0.values.joined(separator: ", "))" }
      parts.append("## Parameters\n\n" + lines.joined(separator: "\n"))
    }
    parts.append("## How it is judged\n\nApplies:\n\n\(Self.fence("sql", rule.applies.sql))")
    parts.append("Violations:\n\n\(Self.fence("sql", rule.violations.sql))")
    if let unknown = rule.unknown { parts.append("Unknown:\n\n\(Self.fence("sql", unknown.sql))") }
    parts.append(references(of: rule))
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func references(of rule: Rule) -> String {
    var lines: [String] = []
    if !rule.aliases.isEmpty { lines.append("Elsewhere: " + rule.aliases.map(\.description).joined(separator: ", ")) }
    for control in rule.controls {
      let framework = base.framework(control.framework)
      let title = framework?.controls.first { $0.id == control.control }?.title
      lines.append("\(framework?.title ?? control.framework) \(control.control)\(title.map { ": \($0)" } ?? "")")
    }
    if !rule.patterns.isEmpty { lines.append("Patterns: " + rule.patterns.joined(separator: ", ")) }
    return lines.isEmpty ? "" : "## See also\n\n" + lines.map { "- \($0)" }.joined(separator: "\n")
  }

  private func explanation(of pattern: Pattern) -> String {
    var parts = ["# \(pattern.id)\n\n\(pattern.title). \(pattern.summary)", pattern.body]
    if !pattern.principles.isEmpty {
      parts.append("## Key principles\n\n" + pattern.principles.map { "- \($0)" }.joined(separator: "\n"))
    }
    if let fix = pattern.fix { parts.append("## Fix\n\n\(fix)") }
    for snippet in pattern.snippets {
      parts.append("\(snippet.path) (\(snippet.role.rawValue)):\n\n\(Self.fence(snippet.language, snippet.text))")
    }
    if !pattern.rules.isEmpty {
      parts.append("## Rules\n\n" + pattern.rules.map { "- \($0)" }.joined(separator: "\n"))
    }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private static func example(_ example: RuleExample) -> String {
    let verdict =
      switch example.outcome {
      case .violates: "Violates"
      case .passes: "Passes"
      case .unknown: "Cannot be known"
      case .notApplicable: "Does not apply"
      }
    let files = example.files.map { "\($0.path)\n\n\(fence($0.language.rawValue, $0.text))" }
    let findings = example.findings.map { "- \($0.line.map { "line \($0): " } ?? "")\($0.message)" }
    return ["\(verdict): " + files.joined(separator: "\n\n"), findings.joined(separator: "\n")]
      .filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// A fence longer than any in the text.
  private static func fence(_ language: String, _ text: String) -> String {
    var marks = "```"
    while text.contains(marks) { marks += "`" }
    return "\(marks)\(language)\n\(text.hasSuffix("\n") ? String(text.dropLast()) : text)\n\(marks)"
  }

  private static func article(_ target: Target) -> String {
    switch target {
    case .dockerfile: "a Dockerfile"
    case .compose: "a Compose file"
    case .dockerignore: "a .dockerignore"
    case .repository: "the files of a repository side by side"
    case .organisation: "the files of all repositories, as they are now"
    }
  }
}
