/// The records of one folder, read and checked each by itself.
struct RecordSet {
  private(set) var rules: [Rule] = []
  private(set) var patterns: [Pattern] = []
  private(set) var frameworks: [Framework] = []
  private(set) var imageVariants: [ImageVariant] = []
  private(set) var images = ImageCatalog()
  private(set) var problems: [KnowledgeProblem] = []

  /// Of files that are trusted only what judges is looked at.
  init(_ files: [RecordFile], isTrusted: Bool = false) {
    for file in files { add(file, isTrusted: isTrusted) }
    // The built-in ones are left to tests.
    if files.contains(where: { $0.origin != .builtIn }) { problems += images.problems() }
    problems += Self.duplicates(rules.map { ($0.id, $0.place) }, "rule")
    problems += Self.duplicates(patterns.map { ($0.id, $0.place) }, "pattern")
    problems += Self.duplicates(frameworks.map { ($0.id, $0.place) }, "framework")
  }

  private mutating func add(_ file: RecordFile, isTrusted: Bool) {
    let parts = file.path.split(separator: "/")
    let name = parts.last ?? ""
    if name.hasSuffix(".md") {
      addMarkdown(file, folder: parts.dropLast().last, isTrusted: isTrusted)
    } else if name.hasSuffix(".yml") || name.hasSuffix(".yaml") {
      let (framework, problems) = FrameworkReader.read(file)
      if let framework { frameworks.append(framework) }
      self.problems += problems
    } else if name == "variants.csv" {
      let (variants, problems) = ImageVariantReader.read(file)
      imageVariants += variants
      self.problems += problems
    } else if ImageCatalog.holds(name) {
      images.add(file)
    }
  }

  /// A record is a pattern where its folder says so or it has a kind, and a rule otherwise.
  private mutating func addMarkdown(_ file: RecordFile, folder: Substring?, isTrusted: Bool) {
    if folder == "patterns" || (folder != "rules" && file.text.prefix(2000).contains("\nkind:")) {
      let (pattern, problems) = PatternReader.read(file)
      if let pattern { patterns.append(pattern) }
      self.problems += problems
    } else {
      let (rule, problems) = RuleReader.read(file, isTrusted: isTrusted)
      if let rule { rules.append(rule) }
      self.problems += problems
    }
  }

  private static func duplicates(_ records: [(id: String, place: Place)], _ kind: String) -> [KnowledgeProblem] {
    var places: [String: Place] = [:]
    return records.compactMap { id, place in
      guard let first = places.updateValue(place, forKey: id) else { return nil }
      return KnowledgeProblem(place, "the \(kind) '\(id)' is in \(first) already: give it another id")
    }
  }
}
