import Store

/// Runs the SQL of rules against what its connection shows of some contents, and writes nothing, so several of them can
/// read at once.
struct VerdictReader {
  let connection: Connection
  /// A rule that takes longer for some thousand contents is a mistake, and must not keep a crawl from its end.
  var limit = Duration.seconds(60)

  /// What the rules and patterns say of the contents, whose facts must be all that unqualified tables show.
  func read(
    _ rules: [RuleText], _ patterns: [Adoption.Pattern], contents: ClosedRange<Int64>
  ) throws(StoreError) -> ContentVerdicts {
    var verdicts = ContentVerdicts(contents: contents)
    let kinds = try connection.rows("SELECT content_id, kind FROM content").compactMap { row in
      row.integer("content_id").flatMap { id in row.text("kind").map { (id, $0) } }
    }
    // Many rules ask for the same files: those with a service, those that run apt-get.
    var groups: [[RuleText]] = []
    var positions: [String: Int] = [:]
    for rule in rules where !rule.target.isOfFiles {
      let position = positions[rule.applies, default: groups.count]
      if position == groups.count { groups.append([]) }
      positions[rule.applies] = position
      groups[position].append(rule)
    }
    for group in groups { try read(group, kinds, into: &verdicts) }
    for pattern in patterns {
      try connection.forEachRow(Adoption.rows(of: pattern, key: "content_id", in: "content"), [.text(pattern.id)]) {
        verdicts.appendAdoption($0)
      }
    }
    return verdicts
  }

  /// Reads rules that apply where the first of them does.
  private func read(
    _ group: [RuleText], _ kinds: [(id: Int64, kind: String)], into verdicts: inout ContentVerdicts
  ) throws(StoreError) {
    guard let applies = group.first?.applies else { return }
    var ids: [Int64] = []
    do {
      ids = try applicable(applies)
    } catch {
      for rule in group { try fail(rule, error, kinds, findingsFrom: verdicts.findings.count, in: &verdicts) }
      return
    }
    guard !ids.isEmpty else { return }
    let numbers = RuleNumbers(group.map(\.number))
    for id in ids { verdicts.apply(numbers, to: id) }
    for rule in group {
      let first = verdicts.findings.count
      do {
        try connection.limited(to: limit) { () throws(StoreError) in
          try find(Self.violations(rule), rule, into: &verdicts)
          if let unknowns = Self.unknowns(rule) { try find(unknowns, rule, into: &verdicts) }
        }
      } catch {
        try fail(rule, error, kinds, findingsFrom: first, in: &verdicts)
      }
    }
  }

  private func applicable(_ applies: String) throws(StoreError) -> [Int64] {
    try connection.limited(to: limit) { () throws(StoreError) in
      var ids: [Int64] = []
      try connection.forEachRow(RuleText.applicableContents(applies)) { row in
        if let id = row[0].integer, id != ids.last { ids.append(id) }
      }
      return ids
    }
  }

  private func find(_ sql: String, _ rule: RuleText, into verdicts: inout ContentVerdicts) throws(StoreError) {
    try connection.forEachRow(sql, [.integer(rule.number)]) { row throws(StoreError) in
      guard let id = row[0].integer, verdicts.applicable(to: id).contains(rule.number) else { return }
      switch row[3] {
      case .null, .integer: verdicts.appendFinding(row)
      case .real(let line) where line == line.rounded(): verdicts.appendFinding(row)
      case .real, .text: throw StoreError(.sql, "its line is no whole number: \(row[3].text ?? "")")
      }
    }
  }

  /// A full disk or a busy database is no fault of the rule.
  private func fail(
    _ rule: RuleText, _ error: StoreError, _ kinds: [(id: Int64, kind: String)], findingsFrom first: Int,
    in verdicts: inout ContentVerdicts
  ) throws(StoreError) {
    guard error.kind == .sql else { throw error }
    verdicts.fail(rule, error, findingsFrom: first)
    let number = RuleNumbers([rule.number])
    for content in kinds where content.kind == rule.target.rawValue { verdicts.apply(number, to: content.id) }
  }

  /// The violations of a rule, ?1, as the columns of ``ContentVerdicts/findingColumns``, be it where it does not apply.
  private static func violations(_ rule: RuleText) -> String {
    """
    SELECT content_id, ?1, 'violation', line, subject,
      row_number() OVER (PARTITION BY content_id, subject ORDER BY line), message, begins_on
    FROM (
    \(rule.violationsInContents)
    )
    """
  }

  private static func unknowns(_ rule: RuleText) -> String? {
    rule.unknown.map { unknown in
      """
      SELECT content_id, ?1, 'unknown', line, needs,
        row_number() OVER (PARTITION BY content_id, needs ORDER BY line), 'cannot be judged without knowing ' || needs,
        NULL
      FROM (SELECT DISTINCT content_id, line, \(RuleText.shown("needs")) AS needs FROM (
      \(unknown)
      ))
      """
    }
  }
}
