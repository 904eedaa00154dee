package import Store

extension KnowledgeBase {
  /// Makes the knowledge tables of a database say what these records and settings say, and writes only what differs.
  ///
  /// A rule keeps its number and the fingerprint it was judged under as long as its id is there. One that is gone, or
  /// turned off, loses its results.
  package func store(
    in connection: Connection, settings: KnowledgeSettings = KnowledgeSettings()
  ) throws(StoreError) {
    let tables = KnowledgeTables(connection: connection)
    try storeRules(in: tables, settings)
    try storePatterns(in: tables, settings)
    try tables.replace("framework", rows: frameworks.map(\.row))
    try tables.replace("framework_control", rows: frameworks.flatMap(\.controlRows))
    try storeImageCycles(in: tables)
    for (table, rows) in evidence(settings) { try tables.replace(table, rows: rows) }
  }

  /// Stores in an empty database what judges files, and nothing that is only read by people.
  /// The other tools' names are only asked for by suppressions and waivers.
  package func storeForChecking(
    in connection: Connection, settings: KnowledgeSettings, withAliases: Bool = true
  ) throws(StoreError) {
    let tables = KnowledgeTables(connection: connection)
    let enabled = rules.filter(settings.isEnabled)
    try tables.insert("rule (\(Rule.columns.joined(separator: ", ")))", rows: enabled.map { $0.judgingRow(settings) })
    if withAliases { try tables.insert("rule_alias", rows: enabled.flatMap(\.aliasRows)) }
    for (table, rows) in evidence(settings) { try tables.insert(table, rows: rows) }
  }

  /// What the SQL of records reads beside the facts, by table.
  private func evidence(_ settings: KnowledgeSettings) -> [(table: String, rows: [[Value]])] {
    [
      ("rule_parameter", rules.flatMap { $0.parameterRows(under: settings) }),
      ("image_deprecation", images.facts(of: "deprecated.csv").deprecationRows),
      ("image_policy", zip(1..., settings.imagePolicy).map { [Value($0)] + $1.columns }),
      ("image_variant", imageVariants.map { [.text($0.repository), .text($0.suffix)] }),
    ]
  }

  private func storeRules(in tables: KnowledgeTables, _ settings: KnowledgeSettings) throws(StoreError) {
    let rows = rules.map { $0.row(under: settings, evidence(of: $0.queries, rule: $0.id, settings)) }
    let gone = try tables.merge("rule", columns: Rule.columns, rows: rows, key: "rule_number")
    for number in gone { try tables.forgetResults(ofRule: number) }
    let off = try tables.connection.rows(
      "SELECT rule_number FROM rule WHERE is_enabled = 0 AND judged_fingerprint IS NOT NULL")
    for row in off {
      try tables.forgetResults(ofRule: row[0])
      try tables.connection.execute("UPDATE rule SET judged_fingerprint = NULL WHERE rule_number = ?", [row[0]])
    }
    try tables.replace("rule_alias", rows: rules.flatMap(\.aliasRows))
    try tables.replace("rule_control", rows: rules.flatMap(\.controlRows))
    try tables.replace("rule_example", rows: rules.flatMap(\.exampleRows))
  }

  private func storePatterns(in tables: KnowledgeTables, _ settings: KnowledgeSettings) throws(StoreError) {
    let gone = try tables.merge(
      "pattern", columns: Pattern.columns, rows: patterns.map { $0.row(evidence(of: $0.queries, settings)) },
      key: "pattern_id")
    for id in gone { try tables.connection.execute("DELETE FROM pattern_adoption WHERE pattern_id = ?", [id]) }
    try tables.replace("pattern_principle", rows: patterns.flatMap(\.principleRows))
    try tables.replace("pattern_snippet", rows: patterns.flatMap(\.snippetRows))
    let links = patterns.flatMap { pattern in pattern.rules.map { [Value.text(pattern.id), .text($0)] } }
    let backLinks = rules.flatMap { rule in rule.patterns.map { [Value.text($0), .text(rule.id)] } }
    try tables.replace("pattern_rule", rows: Array(Set(links + backLinks)))
  }
}

extension KnowledgeBase {
  /// The knowledge that queries read beside the facts, and on which their answers hang: parameters, also those of other
  /// rules, and what is known of images.
  private func evidence(
    of queries: [String], rule id: String? = nil, _ settings: KnowledgeSettings
  ) -> [String] {
    let literals = queries.reduce(into: Set(id.map { [$0] } ?? [])) { $0.formUnion(Self.literals(of: $1)) }
    let parameters = literals.sorted().compactMap(rule).flatMap { rule in
      settings.parameters(of: rule).flatMap { [$0.name, String($0.values.count)] + $0.values }
    }
    let reads = { (table: String) in queries.contains { $0.utf8.contains(bytesOf: table) } }
    let variants = reads("image_variant") ? imageVariants.flatMap { [$0.repository, $0.suffix] } : []
    let images = reads("image_life") || reads("image_deprecation") ? [images.fingerprint] : []
    let policy = reads("image_policy") ? settings.imagePolicy.map { "\($0.columns)" } : []
    return parameters + variants + images + policy
  }

  /// What stands between quotes in a query, and between two texts of it: looking for each rule's id instead would cost
  /// the square of the number of rules.
  private static func literals(of sql: String) -> [String] {
    sql.utf8.split(separator: UInt8(ascii: "'"), omittingEmptySubsequences: false).dropFirst().dropLast().compactMap {
      String($0)
    }
  }
}

extension Rule {
  fileprivate var queries: [String] { [applies.sql, violations.sql, unknown?.sql ?? ""] }

  /// Changes whenever the verdicts might, those of suppressions under another tool's name included.
  private func fingerprint(_ evidence: [String]) -> String {
    let names = (aliases + also).map { "\($0) \(subjectList(of: $0) ?? "")" }.sorted()
    return Fingerprint.of([target.rawValue, message.text] + queries + evidence + names)
  }

  fileprivate static let columns = [
    "rule_id", "title", "target", "severity", "confidence", "reviewed", "upheld", "category", "message", "is_enabled",
    "conceals_line", "since", "rationale", "fix", "applies_sql", "violations_sql", "unknown_sql", "origin",
    "fingerprint",
  ]

  fileprivate func row(under settings: KnowledgeSettings, _ evidence: [String]) -> [Value] {
    row(settings, rationale: rationale, fix: fix, fingerprint: fingerprint(evidence))
  }

  /// The row without what only people read, and without a fingerprint, for a database that is judged once.
  fileprivate func judgingRow(_ settings: KnowledgeSettings) -> [Value] {
    row(settings, rationale: "", fix: "", fingerprint: "")
  }

  private func row(
    _ settings: KnowledgeSettings, rationale: String, fix: String, fingerprint: String
  ) -> [Value] {
    [
      .text(id), .text(title), .text(target.rawValue), .text(settings.severity(of: self).rawValue),
      .text(confidence.rawValue), Value(review?.reviewed), Value(review?.upheld), .text(category.rawValue),
      .text(message.text), Value(settings.isEnabled(self)), Value(concealsLine), .text(since), .text(rationale),
      .text(fix), .text(applies.sql), .text(violations.sql), Value(unknown?.sql), .text(origin.description),
      .text(fingerprint),
    ]
  }

  fileprivate var aliasRows: [[Value]] {
    let exact = aliases.map { ($0, true) }
    let inexact = also.filter { !aliases.contains($0) }.map { ($0, false) }
    return (exact + inexact).map { alias, isExact in
      [.text(id), .text(alias.peer.rawValue), .text(alias.id), Value(isExact), Value(subjectList(of: alias))]
    }
  }

  /// The GLOBs of the subjects that stand for the alias, as JSON; nil where all do.
  private func subjectList(of alias: RuleAlias) -> String? {
    subjects[alias.id].map { JSONText.array($0) }
  }

  fileprivate var controlRows: [[Value]] {
    controls.map { [.text(id), .text($0.framework), .text($0.control)] }
  }

  fileprivate var exampleRows: [[Value]] {
    zip(1..., examples).map { ordinal, example in
      let outcome = example.outcome == .notApplicable ? "not_applicable" : example.outcome.rawValue
      return [.text(id), Value(ordinal), .text(outcome), .text(example.main.path), .text(example.text)]
    }
  }

  fileprivate func parameterRows(under settings: KnowledgeSettings) -> [[Value]] {
    settings.parameters(of: self).flatMap { parameter in
      zip(1..., parameter.values).map { ordinal, value in
        [.text(id), .text(parameter.name), Value(ordinal), .text(value), Value(parameter.isDefault)]
      }
    }
  }
}

extension RuleExample {
  /// The text of its file; where there are several, each below its name.
  package var text: String {
    others.isEmpty ? main.text : files.map { "==> \($0.path) <==\n\($0.text)" }.joined(separator: "\n")
  }
}

extension Pattern {
  fileprivate var queries: [String] { [applies?.sql ?? "", adopted?.sql ?? ""] }

  /// Changes whenever the adoption might.
  private func fingerprint(_ evidence: [String]) -> String {
    Fingerprint.of([target.rawValue] + queries + evidence)
  }

  fileprivate static let columns = [
    "pattern_id", "kind", "title", "target", "category", "summary", "body", "fix", "applies_sql", "adopted_sql",
    "origin", "fingerprint",
  ]

  fileprivate func row(_ evidence: [String]) -> [Value] {
    [
      .text(id), .text(kind.rawValue), .text(title), .text(target.rawValue), .text(category.rawValue), .text(summary),
      .text(body), Value(fix), Value(applies?.sql), Value(adopted?.sql), .text(origin.description),
      .text(fingerprint(evidence)),
    ]
  }

  fileprivate var principleRows: [[Value]] {
    zip(1..., principles).map { ordinal, text in [.text(id), Value(ordinal), .text(text)] }
  }

  fileprivate var snippetRows: [[Value]] {
    zip(1..., snippets).map { ordinal, snippet in
      [
        .text(id), Value(ordinal), .text(snippet.language), .text(snippet.path), .text(snippet.role.rawValue),
        .text(snippet.text),
      ]
    }
  }
}

extension Framework {
  fileprivate var row: [Value] { [.text(id), .text(title), .text(version), Value(note)] }

  fileprivate var controlRows: [[Value]] {
    controls.map { [.text(id), .text($0.id), .text($0.title)] }
  }
}
