/// Reads a rule from its record.
struct RuleReader {
  private static let keys = [
    "id", "title", "target", "severity", "confidence", "reviewed", "upheld", "category", "message", "default",
    "conceal", "patterns", "aliases", "also", "subjects", "controls", "parameters", "since",
  ]
  private static let sections = ["Fix", "Applies", "Violations", "Unknown", "Examples"]

  private enum Switch: String, CaseIterable { case on, off }
  private enum Flag: String, CaseIterable { case `true`, `false` }

  private var record: RecordReader

  /// The rule, or nil and what is wrong with its record; of one that is trusted, prose and examples are not looked at.
  static func read(_ file: RecordFile, isTrusted: Bool = false) -> (rule: Rule?, problems: [KnowledgeProblem]) {
    var reader = RuleReader(record: RecordReader(file, keys: keys, sections: sections, withExamples: !isTrusted))
    if !isTrusted { reader.checkText() }
    let rule = reader.rule()
    let problems = reader.record.matter.problems
    return (problems.isEmpty ? rule : nil, problems)
  }

  private mutating func rule() -> Rule? {
    let id = record.id()
    let title = title()
    let target: Target? = record.matter.choice("target")
    let severity: Severity? = record.matter.choice("severity")
    let confidence: Confidence? = record.matter.choice("confidence")
    let review = review(under: confidence)
    let category: Category? = record.matter.choice("category")
    let message = record.matter.text("message")
    let standing: Switch? = record.matter.choice("default", standard: .on)
    let conceal: Flag? = record.matter.choice("conceal", standard: .false)
    _ = record.requiredSection("Applies")
    _ = record.requiredSection("Violations")
    let applies = record.query("Applies")
    let violations = record.query("Violations")
    let unknown = record.query("Unknown")
    let links = (
      patterns: words("patterns"), aliases: aliases("aliases"), also: aliases("also"), controls: controls(),
      parameters: parameters()
    )
    let subjects = subjects(of: links.aliases + links.also)
    let since = record.matter.text("since")
    guard let target, let severity, let confidence, let category, let standing, let conceal, let applies, let violations
    else { return nil }
    return Rule(
      id: id, title: title, target: target, severity: severity, confidence: confidence, review: review,
      category: category, message: MessageTemplate(message), isOnByDefault: standing == .on,
      concealsLine: conceal == .true, patterns: links.patterns, aliases: links.aliases, also: links.also,
      subjects: subjects, controls: links.controls, parameters: links.parameters, since: since, applies: applies,
      violations: violations, unknown: unknown, record: record.file, places: record.matter.places)
  }

  /// Reports what is wrong with what a person reads, and with the examples.
  private mutating func checkText() {
    _ = record.prose()
    _ = record.requiredSection("Fix")
    requireExamples(examples(), hasUnknown: record.section("Unknown") != nil)
  }

  private mutating func title() -> String {
    let title = record.matter.text("title")
    if title.hasSuffix(".") {
      record.matter.report("the title ends in a full stop: take it off", at: record.matter.line(of: "title"))
    }
    return title
  }

  /// What was read of the rule's findings, which must bear the confidence out.
  private mutating func review(under confidence: Confidence?) -> Review? {
    guard let reviewed = record.matter.count("reviewed", with: "upheld"),
      let upheld = record.matter.count("upheld", with: "reviewed")
    else { return nil }
    guard reviewed > 0, upheld <= reviewed else {
      record.matter.report(
        "\(upheld) of \(reviewed) cannot be: 'reviewed' is how many findings were read, 'upheld' how many were right",
        at: record.matter.line(of: "upheld"))
      return nil
    }
    let review = Review(reviewed: reviewed, upheld: upheld)
    if let confidence, confidence > review.highestConfidence {
      record.matter.report(
        "\(upheld) of \(reviewed) findings were right: 'confidence' is \(review.highestConfidence.rawValue) at most",
        at: record.matter.line(of: "confidence"))
    }
    return review
  }

  private mutating func words(_ key: String) -> [String] {
    record.matter.list(key).map(\.text)
  }

  private mutating func aliases(_ key: String) -> [RuleAlias] {
    var aliases: [RuleAlias] = []
    for (name, members) in record.matter.groups(key) {
      guard let peer = Peer(rawValue: name.text) else {
        let tools = Peer.allCases.map(\.rawValue)
        record.matter.report(
          "unknown tool '\(name.text)': \(Suggestion.sentence(for: name.text, among: tools))", at: name.line)
        continue
      }
      aliases += members.map { RuleAlias(peer: peer, id: $0.text) }
    }
    return aliases
  }

  private mutating func subjects(of aliases: [RuleAlias]) -> [String: [String]] {
    let known = aliases.map(\.id)
    var subjects: [String: [String]] = [:]
    for (name, members) in record.matter.groups("subjects") {
      if !known.contains(name.text) {
        record.matter.report(
          "'\(name.text)' is no alias of this rule: \(Suggestion.sentence(for: name.text, among: known))", at: name.line
        )
      }
      subjects[name.text] = members.map(\.text)
    }
    return subjects
  }

  private mutating func controls() -> [ControlReference] {
    record.matter.groups("controls").flatMap { name, members in
      members.map { ControlReference(framework: name.text, control: $0.text) }
    }
  }

  private mutating func parameters() -> [Parameter] {
    record.matter.groups("parameters").map { name, members in
      Parameter(name: name.text, values: members.map(\.text))
    }
  }

  private mutating func examples() -> [RuleExample] {
    guard let section = record.requiredSection("Examples") else { return [] }
    var reader = ExampleReader(file: record.file.path)
    let examples = reader.examples(of: section)
    for problem in reader.problems { record.matter.report(problem.message, at: problem.place.line) }
    return examples
  }

  private mutating func requireExamples(_ examples: [RuleExample], hasUnknown: Bool) {
    guard let section = record.section("Examples") else { return }
    var wanted: [RuleExample.Outcome] = [.violates, .passes]
    if hasUnknown { wanted.append(.unknown) }
    for outcome in wanted where !examples.contains(where: { $0.outcome == outcome }) {
      record.matter.report("no example that is '\(outcome.rawValue)': add one", at: section.line)
    }
  }
}
