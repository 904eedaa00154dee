import KnowledgeFolder

/// All rules, patterns, frameworks and image facts: the built-in ones and those of an organisation.
package struct KnowledgeBase: Sendable {
  /// Sorted by id.
  package private(set) var rules: [Rule] = []
  /// Sorted by id.
  package private(set) var patterns: [Pattern] = []
  /// Sorted by id.
  package private(set) var frameworks: [Framework] = []
  package private(set) var imageVariants: [ImageVariant] = []
  package private(set) var images = ImageCatalog()

  /// The records that travel in the binary.
  package static func builtIn() throws(KnowledgeError) -> KnowledgeBase {
    try load(folders: [])
  }

  /// The ids of the rules that travel in the binary, which are the names of their records.
  package static var builtInRuleIDs: [String] {
    embeddedFiles.filter { $0.path.hasPrefix("rules/") }.map {
      String($0.path.dropFirst("rules/".count).dropLast(".md".count))
    }
  }

  /// The built-in records and those of `folders`, which add records or, by the same id, replace them.
  ///
  /// The SQL of `folders` is prepared on an empty database; that of the built-in records is left to tests.
  package static func load(folders: [String]) throws(KnowledgeError) -> KnowledgeBase {
    try load(files: embeddedFiles.map(RecordFile.init), folders: folders.map(RecordFolder.init))
  }

  /// Rules and image facts that travel in the binary, with what judges and nothing else: prose, examples and references
  /// are not looked at, which tests do. Only rules are read that are wanted, by a glance at their records.
  package static func builtInRules(
    _ isWanted: (RuleSketch) -> Bool = { _ in true }
  ) throws(KnowledgeError) -> KnowledgeBase {
    var base = KnowledgeBase()
    let files = embeddedFiles.filter { !$0.path.hasPrefix("patterns/") && !$0.path.hasPrefix("frameworks/") }
    let wanted = files.map(RecordFile.init).filter { RuleSketch($0).map(isWanted) ?? true }
    let problems = base.add(RecordSet(wanted, isTrusted: true))
    guard problems.isEmpty else { throw KnowledgeError(problems) }
    return base
  }

  /// The records of `files`, and those of `folders` over them.
  static func load(files: [RecordFile], folders: [RecordFolder]) throws(KnowledgeError) -> KnowledgeBase {
    var base = KnowledgeBase()
    var problems = folders.flatMap(\.problems)
    problems += base.add(RecordSet(files))
    for folder in folders { problems += base.add(RecordSet(folder.files)) }
    // A record that is wrong is missing, so that every reference to it would be wrong too.
    if problems.isEmpty { problems = base.referenceProblems() }
    if problems.isEmpty, !folders.isEmpty { problems = base.queryProblems { $0 != .builtIn } }
    guard problems.isEmpty else { throw KnowledgeError(problems) }
    return base
  }

  /// The same with some of the rules alone, and without patterns.
  package func limited(toRules ids: Set<String>) -> KnowledgeBase {
    var base = self
    base.rules = rules.filter { ids.contains($0.id) }
    base.patterns = []
    return base
  }

  /// Whether a rule's SQL reads one of the tables.
  package func reads(_ tables: [String]) -> Bool {
    rules.contains { rule in
      [rule.applies.sql, rule.violations.sql].contains { sql in tables.contains { sql.utf8.contains(bytesOf: $0) } }
    }
  }

  package func rule(_ id: String) -> Rule? {
    Self.element(of: rules, id, \.id)
  }

  package func pattern(_ id: String) -> Pattern? {
    Self.element(of: patterns, id, \.id)
  }

  package func framework(_ id: String) -> Framework? {
    Self.element(of: frameworks, id, \.id)
  }

  /// The rules that somebody means by a name: a rule's id, another tool's as `hadolint:DL3006`, or that tool's id
  /// alone. Several where another tool checks at once what are several rules here.
  package func rules(named name: String) -> [Rule] {
    if let rule = rule(name) { return [rule] }
    let parts = name.split(separator: ":", maxSplits: 1)
    let peer = parts.count == 2 ? Peer(rawValue: String(parts[0])) : nil
    let id = peer == nil ? name : String(parts[1])
    return rules.filter { rule in
      (rule.aliases + rule.also).contains { $0.id == id && (peer == nil || $0.peer == peer) }
    }
  }

  /// Adds the records of a folder, which replace those of the same id.
  private mutating func add(_ set: RecordSet) -> [KnowledgeProblem] {
    rules = Self.merged(rules, set.rules, \.id)
    patterns = Self.merged(patterns, set.patterns, \.id)
    frameworks = Self.merged(frameworks, set.frameworks, \.id)
    images.add(set.images)
    if imageVariants.isEmpty {
      imageVariants = set.imageVariants
    } else {
      let known = Set(imageVariants)
      imageVariants += set.imageVariants.filter { !known.contains($0) }
    }
    return set.problems
  }

  private static func merged<Record>(
    _ old: [Record], _ new: [Record], _ id: KeyPath<Record, String>
  ) -> [Record] {
    let replaced = Set(new.map { $0[keyPath: id] })
    return (old.filter { !replaced.contains($0[keyPath: id]) } + new).sorted { $0[keyPath: id] < $1[keyPath: id] }
  }

  private static func element<Record>(of sorted: [Record], _ id: String, _ key: KeyPath<Record, String>) -> Record? {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle][keyPath: key] < id { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low][keyPath: key] == id ? sorted[low] : nil
  }
}

extension RecordFile {
  fileprivate init(_ file: EmbeddedFile) {
    self.init(path: "Knowledge/\(file.path)", text: file.text, origin: .builtIn)
  }
}
