import Foundation
package import Store

/// Writes the measures of published research, of one's own repositories: tables, the SQL that made them, and a manifest that
/// says of what. The same facts, rules and day make the same bytes, on any machine and at any time.
package struct StudyWriter {
  private let database: LoadlineDatabase
  private let folder: String
  private let asOf: String?
  private let scope: String
  private let version: String

  /// - Parameters:
  ///   - database: What is studied.
  ///   - folder: The folder to write; it is replaced as a whole.
  ///   - asOf: Day of the study, as 2026-08-31; nil for that of the last crawl.
  ///   - scope: product, test, example, vendored, generated, or all.
  ///   - version: The program's version.
  package init(database: LoadlineDatabase, folder: String, asOf: String?, scope: String, version: String) {
    self.database = database
    self.folder = folder
    self.asOf = asOf
    self.scope = scope
    self.version = version
  }

  /// Writes it, and returns the tables with their numbers of rows.
  package func write() throws -> [(name: String, rows: Int)] {
    let scopes = ["product", "test", "example", "vendored", "generated", "all"]
    guard scopes.contains(scope) else {
      throw ReportError("the scope \(scope) is not known: use \(scopes.joined(separator: ", "))")
    }
    let output = try OutputFolder(replacing: folder, marker: OutputFolder.studyMarker)
    do {
      let tables = try database.snapshot { try write($0, output) }
      try output.publish()
      return tables
    } catch {
      output.discard()
      throw error
    }
  }

  private func write(_ connection: Connection, _ output: OutputFolder) throws -> [(name: String, rows: Int)] {
    guard let lastDay = try connection.value("SELECT date(max(started_at)) FROM scan").text else {
      throw ReportError("nothing was crawled, so there is nothing to study")
    }
    let day = asOf ?? lastDay
    guard day <= lastDay else {
      throw ReportError("as of \(day): the last crawl was on \(lastDay), and nobody knows what came after it")
    }
    // Even of the last day: what is counted must not hang on the hour of the crawl.
    try Perspective(connection: connection).install(asOf: day, owner: nil)
    try output.makeFolder("queries")
    var tables: [Manifest.Table] = []
    for dataset in try DatasetCatalog.studies().all {
      tables.append(try write(dataset, connection, output))
      try output.write(dataset.sql, to: "queries/\(dataset.name).sql")
    }
    let manifest = Manifest(
      loadline: version, asOf: day, scope: scope, inputs: try inputs(connection), ruleSet: try ruleSet(connection),
      tables: tables)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try output.write(
      String(decoding: try encoder.encode(manifest), as: UTF8.self) + "\n", to: OutputFolder.studyMarker)
    return tables.map { ($0.name, $0.rows) }
  }

  private func write(_ dataset: Dataset, _ connection: Connection, _ output: OutputFolder) throws -> Manifest.Table {
    var writer = CSVWriter(isDefused: false)
    writer.append(dataset.columns.map(\.name))
    var rows = 0
    try dataset.forEachRow(on: connection, ["scope": scope]) { row in
      rows += 1
      writer.append(row.values)
    }
    let text = String(decoding: writer.take(), as: UTF8.self)
    try output.write(text, to: "\(dataset.name).csv")
    return Manifest.Table(
      name: dataset.name, title: dataset.title, file: "\(dataset.name).csv", query: "queries/\(dataset.name).sql",
      rows: rows,
      fingerprint: Fingerprint.of([text]), queryFingerprint: Fingerprint.of([dataset.sql]))
  }

  private func inputs(_ connection: Connection) throws -> Manifest.Inputs {
    var texts: [String] = []
    try connection.forEachRow(
      """
      SELECT r.name, f.path, f.scope, c.blob_id, v.valid_from, v.valid_to
      FROM repository AS r JOIN file AS f ON f.repository_id = r.repository_id
      JOIN file_version AS v ON v.file_id = f.file_id JOIN content AS c ON c.content_id = v.content_id
      ORDER BY r.name, f.path, v.valid_from, v.valid_to IS NULL, v.valid_to, c.blob_id
      """
    ) { row in texts.append(contentsOf: row.values.map { $0.text ?? "" }) }
    let exemptions = try connection.rows(
      """
      SELECT tool, rule, ifnull(repository_glob, ''), ifnull(path_glob, ''), ifnull(until, '') FROM exemption
      WHERE source = 'configuration' ORDER BY 1, 2, 3, 4, 5
      """)
    return Manifest.Inputs(
      repositories: Int(try connection.value("SELECT count(*) FROM repository").integer ?? 0),
      versions: texts.count / 6,
      fingerprint: Fingerprint.of(texts), waivers: exemptions.count,
      waiverFingerprint: Fingerprint.of(exemptions.flatMap { $0.values.compactMap(\.text) }))
  }

  private func ruleSet(_ connection: Connection) throws -> Manifest.RuleSet {
    let rules = try connection.rows(
      "SELECT rule_id, severity, judged_fingerprint FROM rule WHERE is_enabled = 1 ORDER BY rule_id")
    return Manifest.RuleSet(
      rules: rules.count, fingerprint: Fingerprint.of(rules.flatMap { $0.values.map { $0.text ?? "" } }))
  }

  private struct Manifest: Encodable {
    struct Inputs: Encodable {
      let repositories: Int
      let versions: Int
      /// Of every version of every file: repository, path, git's id of the content, from when and until when.
      let fingerprint: String
      let waivers: Int
      let waiverFingerprint: String

      enum CodingKeys: String, CodingKey {
        case repositories, versions, fingerprint, waivers
        case waiverFingerprint = "waiver_fingerprint"
      }
    }

    struct RuleSet: Encodable {
      let rules: Int
      let fingerprint: String
    }

    struct Table: Encodable {
      let name: String
      let title: String
      let file: String
      let query: String
      let rows: Int
      let fingerprint: String
      let queryFingerprint: String

      enum CodingKeys: String, CodingKey {
        case name, title, file, query, rows, fingerprint
        case queryFingerprint = "query_fingerprint"
      }
    }

    let version = OutputFolder.Mark().version
    let generator = OutputFolder.Mark().generator
    let kind = "study"
    let loadline: String
    let asOf: String
    let scope: String
    let inputs: Inputs
    let ruleSet: RuleSet
    let tables: [Table]

    enum CodingKeys: String, CodingKey {
      case version, generator, kind, loadline, scope, inputs, tables
      case asOf = "as_of"
      case ruleSet = "rule_set"
    }
  }
}
