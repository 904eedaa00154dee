import Crawl
import Facts
import Judge
import Knowledge
import Store

/// Runs the examples of rules: each, under each mutation, is a repository of its own in one database, judged in one go.
struct ExampleBench {
  let base: KnowledgeBase

  /// What is wrong with an example, with the place of the example in its record.
  struct Problem: Hashable, CustomStringConvertible {
    let place: Place
    let message: String

    var description: String { "\(place): \(message)" }
  }

  /// What ShellCheck says of an example, which cannot be asked of everybody who runs the tests.
  private static let shellCheckFile = "shellcheck.json"

  /// An example under a mutation, and the keys its files got.
  private struct Entry {
    let rule: Rule
    let example: RuleExample
    let mutation: ExampleMutation
    let files: [Int64: String]
    let mainFile: Int64
  }

  /// So many rules share a database: more of them judge each other's examples, fewer make more databases.
  private static let rulesAtOnce = 12

  /// Runs every example of the rules.
  func run(_ rules: [Rule]) throws -> [Problem] {
    let apart = rules.filter { $0.target != .organisation }
    let together = rules.filter { $0.target == .organisation }
    return try stride(from: 0, to: apart.count, by: Self.rulesAtOnce).flatMap { start in
      let some = apart[start..<min(start + Self.rulesAtOnce, apart.count)]
      return try judge(some, counted: Set(some.map(\.id)), ExampleMutation.allCases)
    } + together.flatMap { try judgeAlone($0) }
  }

  /// A rule of the organisation sees all that is in its database, so each example has one of its own. It may look at what
  /// other rules found: those that the example names.
  private func judgeAlone(_ rule: Rule) throws -> [Problem] {
    try rule.examples.flatMap { example in
      let texts = example.files.map(\.text)
      let named = base.rules.filter { other in
        ([other.id] + other.aliases.map(\.id)).contains { name in
          // An alias may stand for a family, such as SC*.
          texts.contains { $0.contains(name.prefix { $0 != "*" }) }
        }
      }
      let counted = Set(named.map(\.id) + [rule.id])
      let bench = ExampleBench(base: base.limited(toRules: counted))
      return try ExampleMutation.allCases.filter { $0.applies(to: rule, example) }.flatMap {
        try bench.judge([rule], counted: counted, [$0], only: example)
      }
    }
  }

  private func judge(
    _ rules: ArraySlice<Rule>, counted: Set<String>, _ mutations: [ExampleMutation], only: RuleExample? = nil
  ) throws -> [Problem] {
    let database = try LoadlineDatabase()
    return try database.write { connection in
      var settings = try settings(for: rules)
      settings.only = counted
      try base.store(in: connection, settings: settings)
      var index = try MemoryIndex(connection, isCommitted: true)
      let entries = try rules.flatMap { rule in
        try (only.map { [$0] } ?? rule.examples).flatMap { example in
          try importImages(of: example, connection)
          return try enter(example, rule, mutations, &index)
        }
      }
      let all = index.lastRepository == 0 ? [] : Array(1...index.lastRepository)
      try base.renewImageLives(in: connection)
      try Links(connection).renew(repositories: all)
      _ = try Judge(connection, now: Moment.now).run(changedRepositories: all)
      let failed = try connection.rows("SELECT path, message FROM diagnostic WHERE kind = 'rule'")
        .map { Problem(place: Place(file: $0[0].text ?? "", line: 1), message: $0[1].text ?? "") }
      return try failed + entries.flatMap { try problems(of: $0, connection) }
    }
  }

  /// What the examples of the rules ask for; as each sets but its own rule, they do not meet.
  private func settings(for rules: ArraySlice<Rule>) throws -> KnowledgeSettings {
    var all = KnowledgeSettings()
    for file in rules.compactMap(\.exampleSettings) {
      let settings = try Configuration(text: file.text, file: file.place.file).knowledgeSettings
      all.parameters.merge(settings.parameters) { $1 }
      all.imagePolicy += settings.imagePolicy
    }
    return all
  }

  /// The sizes that an example gives hold for all examples, so each names images of its own.
  private func importImages(of example: RuleExample, _ connection: Connection) throws {
    for list in example.files where list.language == .json && list.path != Self.shellCheckFile {
      for image in try ListedImage.read(list.text) { try image.insert(into: connection, now: Moment.now) }
    }
  }

  private func enter(
    _ example: RuleExample, _ rule: Rule, _ mutations: [ExampleMutation], _ index: inout MemoryIndex
  ) throws -> [Entry] {
    var entries: [Entry] = []
    let containerFiles = example.files.filter { $0.language != .json }
    for mutation in mutations where mutation.applies(to: rule, example) {
      let texts = containerFiles.map { file in
        mutation.apply(to: file.text, isDockerfile: file.language == .dockerfile, rule: rule.id)
      }
      guard texts.contains(where: { $0 != nil }) else { continue }
      if mutation == .suppression, texts.contains(where: { $0 == nil }) { continue }
      if rule.target != .organisation {
        try index.addRepository(name: "\(rule.id)/\(entries.count)-\(example.place.line)")
      }
      var files: [Int64: String] = [:]
      var main: Int64 = 0
      var repository: Substring?
      for (file, text) in zip(containerFiles, texts) {
        var path = file.path[...]
        if rule.target == .organisation {
          let name = Self.repository(of: path)
          if name != repository { try index.addRepository(name: String(name)) }
          repository = name
          path = path.dropFirst(name.count + 1)
        }
        let bytes = Array((text ?? file.text).utf8)
        let id = try index.addFile(path: String(path), name: Self.name(of: file), bytes: bytes)
        files[id] = file.path
        if main == 0 { main = id }
      }
      for answer in example.others where answer.path == Self.shellCheckFile {
        try ShellCheckAnswer.insert(answer.text, contentID: main, shift: mutation.lineShift ?? 0, index.connection)
      }
      entries.append(Entry(rule: rule, example: example, mutation: mutation, files: files, mainFile: main))
    }
    return entries
  }

  /// In an example of the organisation a path begins with the name of the repository.
  private static func repository(of path: Substring) -> Substring {
    path.prefix { $0 != "/" }
  }

  private static func name(of file: RuleExample.File) -> ContainerFileName {
    if case .candidate(let name) = ContainerFileName.verdict(file.path) { return name }
    let kind: ContainerFileName.Kind =
      switch file.language {
      case .dockerfile: .dockerfile
      case .yaml: .compose
      case .dockerignore: .dockerignore
      case .env, .json: .env
      }
    return ContainerFileName(kind: kind, environment: .base, scope: .product, templateSuffix: nil)
  }

  private func problems(of entry: Entry, _ connection: Connection) throws -> [Problem] {
    let ids = entry.files.keys.sorted().map(String.init).joined(separator: ", ")
    let outcomes = try connection.rows(
      """
      SELECT file_id, outcome FROM control_result WHERE rule_id = ? AND file_id IN (\(ids))
      """, [.text(entry.rule.id)])
    var outcome: [Int64: String] = [:]
    for row in outcomes { outcome[row.integer("file_id") ?? 0] = row.text("outcome") }
    let found = try connection.rows(
      """
      SELECT file_id, line, message, status FROM finding WHERE rule_id = ? AND file_id IN (\(ids))
      """, [.text(entry.rule.id)])
    let findings = found.map { row in
      Found(
        path: row.integer("file_id").flatMap { entry.files[$0] } ?? "", line: row.integer("line").map(Int.init),
        message: row.text("message") ?? "", status: row.text("status") ?? "")
    }
    let complaints = verdictComplaints(entry, outcome) + findingComplaints(entry, findings)
    let how = entry.mutation == .none ? "" : " (\(entry.mutation.rawValue))"
    return complaints.map { Problem(place: entry.example.place, message: "\(entry.rule.id)\(how): \($0)") }
  }

  private struct Found: Hashable {
    let path: String
    let line: Int?
    let message: String
    let status: String
  }

  private func verdictComplaints(_ entry: Entry, _ outcome: [Int64: String]) -> [String] {
    let main = outcome[entry.mainFile] ?? "not_applicable"
    switch entry.example.outcome {
    case .violates:
      let wanted = entry.mutation == .suppression ? "exempt" : "fail"
      return outcome.values.contains(wanted) ? [] : ["should \(wanted), but the answer is \(main)"]
    case .passes: return main == "pass" ? [] : ["should pass, but the answer is \(main)"]
    case .unknown: return outcome.values.contains("unknown") ? [] : ["should be unknown, but the answer is \(main)"]
    case .notApplicable: return main == "not_applicable" ? [] : ["should not apply, but the answer is \(main)"]
    }
  }

  private func findingComplaints(_ entry: Entry, _ findings: [Found]) -> [String] {
    let status = entry.mutation == .suppression ? "exempt" : "open"
    let shift = entry.mutation.lineShift
    let wanted = entry.example.findings.map { finding in
      Found(
        path: finding.path ?? entry.example.main.path, line: shift.flatMap { shift in finding.line.map { $0 + shift } },
        message: finding.message, status: status)
    }
    let actual = findings.map {
      Found(path: $0.path, line: shift == nil ? nil : $0.line, message: $0.message, status: $0.status)
    }
    let missing = Self.subtract(actual, from: wanted).map { "misses \(Self.text($0))" }
    let surplus = Self.subtract(wanted, from: actual).map { "finds beside what is listed \(Self.text($0))" }
    return missing + surplus
  }

  private static func subtract(_ some: [Found], from all: [Found]) -> [Found] {
    var rest = all
    for item in some {
      if let index = rest.firstIndex(of: item) { rest.remove(at: index) }
    }
    return rest
  }

  private static func text(_ found: Found) -> String {
    "\(found.path):\(found.line.map(String.init) ?? "-"): \(found.message)\(found.status == "open" ? "" : " [\(found.status)]")"
  }
}
