import Knowledge

/// The rules, patterns and frameworks: to list, to search, to explain.
public struct KnowledgeLibrary: Sendable {
  let base: KnowledgeBase
  let settings: KnowledgeSettings

  /// Reads the built-in records and those that the configuration names.
  ///
  /// - Parameter configuration: Names folders of records, and changes rules.
  /// - Throws: ``LoadlineError`` that names file and line of each record that is wrong.
  public init(configuration: Configuration = Configuration()) throws(LoadlineError) {
    try self.init(configuration) { () throws(KnowledgeError) in
      try KnowledgeBase.load(folders: configuration.knowledge)
    }
  }

  /// Reads what judges files, and no more of the built-in records than that: this is most of what a check of one file
  /// would take.
  init(forChecking configuration: Configuration) throws(LoadlineError) {
    try self.init(configuration) { () throws(KnowledgeError) in
      configuration.knowledge.isEmpty
        ? try KnowledgeBase.builtInRules() : try KnowledgeBase.load(folders: configuration.knowledge)
    }
  }

  private init(
    _ configuration: Configuration, _ load: () throws(KnowledgeError) -> KnowledgeBase
  ) throws(LoadlineError) {
    do {
      base = try load()
    } catch {
      throw LoadlineError(.input, error.description)
    }
    settings = configuration.knowledgeSettings
    let problems = settings.problems(in: base) + configuration.exemptions.compactMap { $0.problem(in: base) }
    guard problems.isEmpty else { throw LoadlineError(.input, problems.joined(separator: "\n")) }
  }

  /// The rules that hold every word of a text, in whatever case; all for an empty text.
  func rules(matching text: String) -> [Rule] {
    guard !text.isEmpty else { return base.rules }
    return base.search(text).compactMap { if case .rule(let rule) = $0 { rule } else { nil } }
  }

  /// The patterns that hold every word of a text, in whatever case; all for an empty text.
  func patterns(matching text: String) -> [Pattern] {
    guard !text.isEmpty else { return base.patterns }
    return base.search(text).compactMap { if case .pattern(let pattern) = $0 { pattern } else { nil } }
  }

  /// The error for an id that is no record's.
  func unknown(_ id: String) -> LoadlineError {
    let near = base.search(id).prefix(3).map(\.id)
    let ids = (base.rules.map(\.id) + base.patterns.map(\.id)).filter { Self.shares(id, with: $0) }.prefix(3)
    let hints = near.isEmpty ? Array(ids) : Array(near)
    let hint =
      hints.isEmpty ? "`loadline rules` and `loadline patterns` list all" : "is it \(hints.joined(separator: ", "))?"
    return LoadlineError(.input, "there is no rule or pattern named '\(id)': \(hint)")
  }

  /// Whether two ids have a word in common.
  private static func shares(_ id: String, with other: String) -> Bool {
    !Set(id.split(separator: "-")).isDisjoint(with: other.split(separator: "-"))
  }
}

extension Configuration {
  var knowledgeSettings: KnowledgeSettings {
    var settings = KnowledgeSettings()
    settings.imagePolicy = policies
    for (id, rule) in rules {
      if let severity = rule.severity.flatMap(Knowledge.Severity.init) { settings.severities[id] = severity }
      if let isEnabled = rule.isEnabled { settings.switches[id] = isEnabled }
      if !rule.parameters.isEmpty { settings.parameters[id] = rule.parameters }
    }
    switch ruleSelection {
    case .onByDefault: break
    case .all: settings.includesOffByDefault = true
    case .only(let ids): settings.only = Set(ids)
    }
    return settings
  }
}
