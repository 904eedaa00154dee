import Knowledge

extension Configuration.Exemption {
  /// What is wrong where the rule is neither one of ours nor one that a rule of ours has as an alias.
  func problem(in base: KnowledgeBase) -> String? {
    let parts = rule.split(separator: ":", maxSplits: 1).map(String.init)
    let isForeign = parts.count == 2 && parts[0] != "loadline"
    let name = parts.last ?? rule
    let known =
      isForeign
      ? base.rules.flatMap { $0.aliases + $0.also }.filter { $0.peer.rawValue == parts[0] }.map(\.id)
      : base.rules.map(\.id)
    // Other tools' names are compared as the judge compares them.
    let isKnown = known.contains { id in
      isForeign ? [id, "AVD-\(id)"].contains { $0.lowercased() == name.lowercased() } : id == name
    }
    guard !isKnown, name != "*" || known.isEmpty else { return nil }
    let near = Suggestion.nearest(to: name, among: known).map { isForeign ? "\(parts[0]):\($0)" : $0 }
    let hint = near.map { "did you mean '\($0)'?" } ?? "`loadline rules` lists all"
    return "exemptions: unknown rule '\(rule)': \(hint)"
  }
}
