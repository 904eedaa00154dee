/// A rule: a good state that files are held to, the SQL that judges it, and examples of both.
package struct Rule: Sendable, Hashable {
  package let id: String
  package let title: String
  package let target: Target
  package let severity: Severity
  package let confidence: Confidence
  /// What reading its findings showed; nil where none were read.
  package let review: Review?
  package let category: Category
  package let message: MessageTemplate
  /// Whether it counts where nobody says otherwise.
  package let isOnByDefault: Bool
  /// Whether the offending line may hold a secret, so that reports do not show it.
  package let concealsLine: Bool
  /// Patterns that show what to do instead, by id.
  package let patterns: [String]
  /// The same check in other tools: each finds something exactly where this rule does, or nearly so.
  package let aliases: [RuleAlias]
  /// Checks of other tools that this rule takes in under a condition of its own. What quiets them quiets this rule.
  package let also: [RuleAlias]
  /// GLOBs of the subjects that stand for another tool's check, by its id there, where not all do: a suppression of that
  /// check covers their findings and no others.
  package let subjects: [String: [String]]
  package let controls: [ControlReference]
  package let parameters: [Parameter]
  /// Version of Loadline that first had it.
  package let since: String
  package let applies: RecordQuery
  package let violations: RecordQuery
  package let unknown: RecordQuery?
  /// Prose and examples are read out of it where they are asked for, since judging asks for none.
  let record: RecordFile
  package let places: KeyPlaces

  package var place: Place { places("id") }
  package var origin: Origin { record.origin }
}

extension Rule {
  /// Markdown: why it matters, and when not to apply it.
  package var rationale: String { section("")?.prose() ?? "" }

  /// Markdown: what to do.
  package var fix: String { section("Fix")?.prose() ?? "" }

  package var examples: [RuleExample] {
    var reader = ExampleReader(file: record.path)
    return section("Examples").map { reader.examples(of: $0) } ?? []
  }

  /// A configuration under which the examples get their verdicts, where the built-in one says too little.
  package var exampleSettings: RuleExample.File? {
    var reader = ExampleReader(file: record.path)
    _ = section("Examples").map { reader.examples(of: $0) }
    return reader.settings
  }

  private func section(_ title: String) -> LiterateText.Section? {
    LiterateText(record.text).sections.first { $0.title == title }
  }
}

/// The same check in another tool.
package struct RuleAlias: Sendable, Hashable, CustomStringConvertible {
  package let peer: Peer
  package let id: String

  package init(peer: Peer, id: String) {
    self.peer = peer
    self.id = id
  }

  package var description: String { "\(peer.rawValue):\(id)" }
}

/// A control of a framework that a rule gives evidence for.
package struct ControlReference: Sendable, Hashable {
  package let framework: String
  package let control: String
}

/// A value, or a list of values, that a rule's SQL reads and an organisation may set.
package struct Parameter: Sendable, Hashable {
  package let name: String
  package let values: [String]
}

/// A statement of a record and the line that it starts on.
package struct RecordQuery: Sendable, Hashable {
  package let sql: String
  package let place: Place
}

/// Where a record came from.
package enum Origin: Sendable, Hashable, CustomStringConvertible {
  case builtIn
  /// A file of an organisation's own.
  case file(String)

  package var description: String {
    switch self {
    case .builtIn: "built-in"
    case .file(let path): path
    }
  }
}
