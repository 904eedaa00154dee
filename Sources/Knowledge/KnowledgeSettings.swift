/// What an organisation's configuration, or the command line, changes about the rules.
package struct KnowledgeSettings: Sendable, Hashable {
  /// Rules that count with another severity, by id.
  package var severities: [String: Severity] = [:]
  /// Rules turned on or off, by id.
  package var switches: [String: Bool] = [:]
  /// Parameters set otherwise: by the rule's id, then by name; a list of values each.
  package var parameters: [String: [String: [String]]] = [:]
  /// Whether rules that are off by default count too (`--rules all`); those that `switches` turns off stay off.
  package var includesOffByDefault = false
  /// The only rules that count, by id, or nil for all; they count even where they are off by default.
  package var only: Set<String>?

  /// Which images may be used where.
  package var imagePolicy: [ImagePolicy] = []

  package init() {}

  package func isEnabled(_ rule: Rule) -> Bool {
    if let only { return only.contains(rule.id) }
    return switches[rule.id] ?? (rule.isOnByDefault || includesOffByDefault)
  }

  package func severity(of rule: Rule) -> Severity {
    severities[rule.id] ?? rule.severity
  }

  /// The parameters in force, each with whether it is the record's own.
  package func parameters(of rule: Rule) -> [(name: String, values: [String], isDefault: Bool)] {
    let own = parameters[rule.id] ?? [:]
    return rule.parameters.map { parameter in
      own[parameter.name].map { (parameter.name, $0, false) } ?? (parameter.name, parameter.values, true)
    }
  }

  /// What the settings name that no record has, in words for the person who wrote them.
  package func problems(in base: KnowledgeBase) -> [String] {
    let ids = Set(base.rules.map(\.id))
    let named = Set(severities.keys).union(switches.keys).union(parameters.keys).union(only ?? [])
    let unknown = named.subtracting(ids).sorted().map {
      "unknown rule '\($0)': \(Suggestion.sentence(for: $0, among: ids))"
    }
    let stray = parameters.sorted { $0.key < $1.key }.flatMap { id, values -> [String] in
      guard let rule = base.rule(id) else { return [] }
      let names = rule.parameters.map(\.name)
      return values.keys.sorted().filter { !names.contains($0) }.map {
        "the rule '\(id)' has no parameter '\($0)': \(Suggestion.sentence(for: $0, among: names))"
      }
    }
    return unknown + stray
  }
}
