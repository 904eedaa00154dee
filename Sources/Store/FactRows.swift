/// What one content was taken apart into: its rows, ready for the ``BulkWriter``.
///
/// Workers make these without a database. Keys are computed from the content's own (`content_id * 1048576 + ordinal`), so
/// no worker waits for another, and the same content gets the same rows under any order of work. The column comments of
/// the schema (`Sources/Store/Schema`) say what each value means.
///
///     var rows = FactRows(contentID: 7, kind: "dockerfile")
///     let stage = rows.nextID(.stage)
///     rows.append(.stage, [.integer(stage), .integer(7), …])   // in the order of the schema's columns
package struct FactRows: Sendable {
  /// How many rows of one table a content may have; further ones are left out and ``isTruncated`` says so.
  package static let capacity: Int64 = 1_048_576

  package let contentID: Int64
  /// The kind of file it was read as: dockerfile, compose, dockerignore, env or codeowners.
  package let kind: String
  package var parseStatus = ParseStatus.parsed
  package var diagnostics: [Diagnostic] = []
  package var suppressions: [Suppression] = []
  package private(set) var isTruncated = false

  private var values: [[Value]]
  private var counts: [Int64]

  package init(contentID: Int64, kind: String) {
    self.contentID = contentID
    self.kind = kind
    values = Array(repeating: [], count: FactTable.allCases.count)
    counts = Array(repeating: 0, count: FactTable.allCases.count)
  }

  /// The key of the row that the next ``append(_:_:)`` to this table should have.
  package func nextID(_ table: FactTable) -> Int64 {
    contentID * Self.capacity + counts[table.rawValue]
  }

  /// Adds a row. The values are those of the table's columns, all of them, in the order of the schema.
  package mutating func append(_ table: FactTable, _ row: [Value]) {
    assert(row.count == table.columns.count, "\(table.name) has \(table.columns.count) columns, not \(row.count)")
    guard counts[table.rawValue] < Self.capacity else {
      isTruncated = true
      return
    }
    counts[table.rawValue] += 1
    values[table.rawValue].append(contentsOf: row)
  }

  /// The rows of a table, one after another in one array.
  package func values(of table: FactTable) -> [Value] { values[table.rawValue] }

  /// How many rows of a table there are.
  package func count(of table: FactTable) -> Int { Int(counts[table.rawValue]) }

  package enum ParseStatus: String, Sendable {
    case parsed, partial, failed, template, skipped
  }

  /// A row of `diagnostic` about this content.
  package struct Diagnostic: Sendable, Hashable {
    package enum Severity: String, Sendable { case error, warning, info }

    package let line: Int?
    /// Short name of the trouble, such as syntax or encoding.
    package let kind: String
    package let severity: Severity
    /// What happened, and what to do.
    package let message: String

    package init(line: Int?, kind: String, severity: Severity, message: String) {
      self.line = line
      self.kind = kind
      self.severity = severity
      self.message = message
    }
  }

  /// A row of `exemption` for each rule that a comment in this content suppresses.
  package struct Suppression: Sendable, Hashable {
    package let tool: String
    /// The rule in the tool's own words; `*` for all.
    package let rule: String
    /// Line of the comment.
    package let line: Int
    /// First and last line covered; nil for the whole file.
    package let covers: ClosedRange<Int>?
    package let reason: String?
    /// Last day it counts, as 2026-12-31, or nil for ever.
    package let until: String?

    package init(tool: String, rule: String, line: Int, covers: ClosedRange<Int>?, reason: String?, until: String?) {
      self.tool = tool
      self.rule = rule
      self.line = line
      self.covers = covers
      self.reason = reason
      self.until = until
    }
  }
}
