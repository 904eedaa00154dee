extension KnowledgeBase {
  /// What rules and patterns name that is not there.
  func referenceProblems() -> [KnowledgeProblem] {
    unknownPatterns() + unknownRules() + unknownControls()
  }

  private func unknownPatterns() -> [KnowledgeProblem] {
    let known = Set(patterns.map(\.id))
    return rules.flatMap { rule in
      rule.patterns.filter { !known.contains($0) }.map {
        KnowledgeProblem(
          rule.places("patterns"), "unknown pattern '\($0)': \(Suggestion.sentence(for: $0, among: known))")
      }
    }
  }

  private func unknownRules() -> [KnowledgeProblem] {
    let known = Set(rules.map(\.id))
    return patterns.flatMap { pattern in
      pattern.rules.filter { !known.contains($0) }.map {
        KnowledgeProblem(pattern.places("rules"), "unknown rule '\($0)': \(Suggestion.sentence(for: $0, among: known))")
      }
    }
  }

  private func unknownControls() -> [KnowledgeProblem] {
    let known = Dictionary(frameworks.map { ($0.id, Set($0.controls.map(\.id))) }) { $1 }
    return rules.flatMap { rule in
      rule.controls.compactMap { reference -> KnowledgeProblem? in
        guard let controls = known[reference.framework] else {
          let hint = Suggestion.sentence(for: reference.framework, among: known.keys)
          return KnowledgeProblem(rule.places("controls"), "unknown framework '\(reference.framework)': \(hint)")
        }
        guard !controls.contains(reference.control) else { return nil }
        let message = "the framework '\(reference.framework)' has no control '\(reference.control)'"
        return KnowledgeProblem(rule.places("controls"), "\(message): name one that it has, or add it there")
      }
    }
  }
}
