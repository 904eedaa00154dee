import Store

/// Runs every dataset once: its rows go to its file, and those that the pages need are kept.
struct DatasetPass {
  let connection: Connection
  let options: ReportOptions
  let output: OutputFolder
  private(set) var tables = Tables()
  private(set) var groups = RowGroups()
  /// Rows by dataset, of those that were written.
  private(set) var counts: [(name: String, rows: Int)] = []

  init(connection: Connection, options: ReportOptions, output: OutputFolder) {
    self.connection = connection
    self.options = options
    self.output = output
  }

  static let folder = "data"

  /// Path of a dataset's file in the report.
  static func path(of dataset: String) -> String { "\(folder)/\(dataset).csv" }

  mutating func run(_ catalog: DatasetCatalog) throws {
    if options.formats.contains(.csv) { try output.makeFolder(Self.folder) }
    for dataset in catalog.all {
      if options.formats.contains(.csv) {
        try write(dataset)
      } else if Tables.limit(of: dataset.name) != nil || RowGroups.concerns(dataset.name) {
        try run(dataset) { _ in }
      }
    }
  }

  private mutating func write(_ dataset: Dataset) throws {
    var writer = CSVWriter(isDefused: !options.isRaw)
    writer.append(dataset.columns.map(\.name))
    var count = 0
    try output.write(to: Self.path(of: dataset.name)) { append in
      var failure: (any Error)?
      count = try run(dataset) { row in
        writer.append(row.values)
        guard writer.bytes.count > 1 << 18, failure == nil else { return }
        do { try append(writer.take()) } catch { failure = error }
      }
      if let failure { throw failure }
      try append(writer.take())
    }
    counts.append((name: dataset.name, rows: count))
  }

  @discardableResult
  private mutating func run(_ dataset: Dataset, _ body: (Row) -> Void) throws -> Int {
    let limit = Tables.limit(of: dataset.name) ?? 0
    let isGrouped = RowGroups.concerns(dataset.name)
    var kept: [Row] = []
    var groups = groups
    var count = 0
    try dataset.forEachRow(on: connection, options.arguments) { row in
      count += 1
      if kept.count < limit { kept.append(row) }
      if isGrouped { groups.take(row, of: dataset.name) }
      body(row)
    }
    self.groups = groups
    tables.keep(dataset, rows: kept, count: count)
    return count
  }
}
