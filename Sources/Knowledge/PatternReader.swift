/// Reads a pattern or an anti-pattern from its record.
struct PatternReader {
  private static let keys = [
    "id", "kind", "title", "target", "category", "summary", "rules", "principles", "since",
  ]
  private static let sections = ["Fix", "Applies", "Adopted"]

  private var record: RecordReader

  /// The pattern, or nil and what is wrong with its record.
  static func read(_ file: RecordFile) -> (pattern: Pattern?, problems: [KnowledgeProblem]) {
    var reader = PatternReader(record: RecordReader(file, keys: keys, sections: sections))
    let pattern = reader.pattern()
    let problems = reader.record.matter.problems
    return (problems.isEmpty ? pattern : nil, problems)
  }

  private mutating func pattern() -> Pattern? {
    let id = record.id()
    let kind: Pattern.Kind? = record.matter.choice("kind")
    let title = record.matter.text("title")
    let target: Target? = record.matter.choice("target")
    if target == .organisation {
      record.matter.report(
        "the adoption of a pattern is not measured on the organisation: name a kind of file, or repository",
        at: record.matter.line(of: "target"))
    }
    let category: Category? = record.matter.choice("category")
    let summary = record.matter.text("summary")
    let principles = record.matter.list("principles").map(\.text)
    let rules = record.matter.list("rules").map(\.text)
    let since = record.matter.text("since")
    let body = record.prose { Self.role(of: $0) != nil }
    let fix = kind == .antiPattern ? record.requiredSection("Fix") : record.section("Fix")
    let snippets = snippets()
    let applies = record.query("Applies")
    let adopted = record.query("Adopted")
    requireMeasure(kind)
    guard let kind, let target, let category else { return nil }
    return Pattern(
      id: id, kind: kind, title: title, target: target, category: category, summary: summary, principles: principles,
      rules: rules, since: since, body: body, fix: fix?.prose { Self.role(of: $0) != nil }, snippets: snippets,
      applies: applies, adopted: adopted, origin: record.file.origin, places: record.matter.places)
  }

  /// The role of a block that says `LANGUAGE template|good|bad PATH`; nil for one that is part of the prose.
  private static func role(of fence: LiterateText.Fence) -> PatternSnippet.Role? {
    let words = fence.info.split(separator: " ")
    return words.count > 1 ? PatternSnippet.Role(rawValue: String(words[1])) : nil
  }

  private mutating func snippets() -> [PatternSnippet] {
    var snippets: [PatternSnippet] = []
    for fence in text.sections.flatMap(\.fences) where fence.info.contains(" ") {
      let words = fence.info.split(separator: " ").map(String.init)
      guard let role = Self.role(of: fence), words.count == 3 else {
        let roles = PatternSnippet.Role.allCases.map(\.rawValue).joined(separator: "|")
        record.matter.report("'\(fence.info)' is no template: write LANGUAGE \(roles) PATH", at: fence.line)
        continue
      }
      snippets.append(
        PatternSnippet(
          language: words[0], role: role, path: words[2], text: fence.text,
          place: Place(file: record.file.path, line: fence.line)))
    }
    return snippets
  }

  private var text: LiterateText { record.text }

  private mutating func requireMeasure(_ kind: Pattern.Kind?) {
    switch kind {
    case .pattern?:
      _ = record.requiredSection("Applies")
      _ = record.requiredSection("Adopted")
    case .antiPattern?:
      for title in ["Applies", "Adopted"] {
        guard let section = record.section(title) else { continue }
        record.matter.report("an anti-pattern is detected by its rules: take '\(title)' out", at: section.line)
      }
    case nil: return
    }
  }
}
