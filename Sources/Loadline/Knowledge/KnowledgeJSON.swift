import Knowledge
import Store

extension KnowledgeLibrary {
  /// The rules as a JSON array, version 1 of the shape: id, title, target, severity, category, confidence,
  /// how many findings were reviewed and upheld, aliases, controls.
  ///
  /// - Parameter text: Words that each must hold; empty for all.
  /// - Returns: The JSON.
  public func rulesJSON(matching text: String) -> String {
    JSONDocument.lines(rules(matching: text).map { JSONDocument.object(summary(of: $0)) }) + "\n"
  }

  /// The patterns as a JSON array.
  ///
  /// - Parameter text: Words that each must hold, or a pattern's id; empty for all.
  /// - Returns: The JSON.
  public func patternsJSON(matching text: String) -> String {
    let found = base.pattern(text).map { [$0] } ?? patterns(matching: text)
    return JSONDocument.lines(found.map { JSONDocument.object(Self.record(of: $0)) }) + "\n"
  }

  /// A rule or a pattern as a JSON object; several rules, where another tool's id is more than one of ours, as an array.
  ///
  /// - Parameter id: A rule's id, another tool's as `hadolint:DL3006`, or a pattern's id.
  /// - Returns: The JSON.
  /// - Throws: ``LoadlineError`` where there is none.
  public func explanationJSON(of id: String) throws(LoadlineError) -> String {
    let rules = base.rules(named: id)
    if rules.isEmpty, let pattern = base.pattern(id) { return JSONDocument.object(Self.record(of: pattern)) + "\n" }
    guard let first = rules.first else { throw unknown(id) }
    return (rules.count == 1 ? record(of: first) : JSONDocument.lines(rules.map(record))) + "\n"
  }

  private func summary(of rule: Rule) -> [(key: String, json: String)] {
    let controls = Dictionary(grouping: rule.controls, by: \.framework).sorted { $0.key < $1.key }
    return [
      ("id", JSONText.string(rule.id)), ("title", JSONText.string(rule.title)),
      ("target", JSONText.string(rule.target.rawValue)),
      ("severity", JSONText.string(settings.severity(of: rule).rawValue)),
      ("category", JSONText.string(rule.category.rawValue)),
      ("confidence", JSONText.string(rule.confidence.rawValue)),
      ("reviewed", rule.review.map { String($0.reviewed) } ?? "null"),
      ("upheld", rule.review.map { String($0.upheld) } ?? "null"),
      ("aliases", JSONDocument.array(rule.aliases.map { JSONText.string($0.description) })),
      (
        "controls",
        JSONDocument.object(
          controls.map { ($0.key, JSONDocument.array($0.value.map { JSONText.string($0.control) })) })
      ),
    ]
  }

  private func record(of rule: Rule) -> String {
    let parameters = settings.parameters(of: rule).map { ($0.name, JSONDocument.array($0.values.map(JSONText.string))) }
    let examples = rule.examples.map { example in
      JSONDocument.object([
        ("outcome", JSONText.string(example.outcome.rawValue)),
        ("files", JSONDocument.object(example.files.map { ($0.path, JSONText.string($0.text)) })),
        (
          "findings",
          JSONDocument.array(
            example.findings.map {
              JSONDocument.object([
                ("line", $0.line.map(String.init) ?? "null"), ("message", JSONText.string($0.message)),
              ])
            })
        ),
      ])
    }
    return JSONDocument.object(
      summary(of: rule) + [
        ("enabled", settings.isEnabled(rule) ? "true" : "false"), ("message", JSONText.string(rule.message.text)),
        ("why", JSONText.string(rule.rationale)), ("fix", JSONText.string(rule.fix)),
        ("patterns", JSONDocument.array(rule.patterns.map(JSONText.string))),
        ("parameters", JSONDocument.object(parameters)), ("applies", JSONText.string(rule.applies.sql)),
        ("violations", JSONText.string(rule.violations.sql)),
        ("unknown", rule.unknown.map { JSONText.string($0.sql) } ?? "null"),
        ("examples", JSONDocument.array(examples)), ("since", JSONText.string(rule.since)),
      ])
  }

  private static func record(of pattern: Pattern) -> [(key: String, json: String)] {
    let snippets = pattern.snippets.map { snippet in
      JSONDocument.object([
        ("path", JSONText.string(snippet.path)), ("role", JSONText.string(snippet.role.rawValue)),
        ("language", JSONText.string(snippet.language)), ("text", JSONText.string(snippet.text)),
      ])
    }
    return [
      ("id", JSONText.string(pattern.id)), ("kind", JSONText.string(pattern.kind.rawValue)),
      ("title", JSONText.string(pattern.title)), ("target", JSONText.string(pattern.target.rawValue)),
      ("category", JSONText.string(pattern.category.rawValue)), ("summary", JSONText.string(pattern.summary)),
      ("body", JSONText.string(pattern.body)), ("fix", pattern.fix.map(JSONText.string) ?? "null"),
      ("principles", JSONDocument.array(pattern.principles.map(JSONText.string))),
      ("rules", JSONDocument.array(pattern.rules.map(JSONText.string))), ("snippets", JSONDocument.array(snippets)),
    ]
  }
}
