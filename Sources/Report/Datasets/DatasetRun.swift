package import Store

extension Dataset {
  /// Checks the file against a database: the SQL prepares and only reads, the header names every column of the result in
  /// its order and every parameter, and the rows have an order.
  package func validate(on connection: Connection) throws(DatasetError) {
    let statement = statement
    if let objection = connection.objection(to: statement) { throw fault(objection) }
    do {
      try validate(columns: try connection.columns(of: statement), parameters: try connection.parameters(of: statement))
    } catch let error as StoreError {
      throw fault(error.message)
    } catch let error as DatasetError {
      throw error
    } catch {
      throw fault(String(describing: error))
    }
    guard statement.contains("ORDER BY") else { throw fault("add an ORDER BY: rows without one come in any order") }
  }

  private func validate(columns found: [String], parameters used: [String]) throws(DatasetError) {
    let documented = columns.map(\.name)
    if let name = found.first(where: { !documented.contains($0) }) {
      throw DatasetError(path: path, line: 1, "the result has a column \(name): add `-- column \(name): …`")
    }
    if let name = documented.first(where: { !found.contains($0) }) {
      throw DatasetError(path: path, line: 1, "the result has no column \(name): take it out of the header")
    }
    guard found == documented else {
      let order = found.joined(separator: ", ")
      throw DatasetError(path: path, line: 1, "name the columns in the order of the result: \(order)")
    }
    let declared = parameters.map(\.name)
    if let name = used.first(where: { !declared.contains($0) }) {
      throw DatasetError(path: path, line: 1, "the SQL uses :\(name): add `-- parameter \(name): …`")
    }
    if let name = declared.first(where: { !used.contains($0) }) {
      throw DatasetError(path: path, line: 1, "the SQL does not use :\(name): take it out of the header")
    }
  }

  /// Runs the SQL and hands over each row, without keeping any.
  ///
  /// Of the values given, by the name of the parameter, those that this dataset does not take are ignored, so that one
  /// set of values serves all datasets.
  package func forEachRow(
    on connection: Connection, _ given: [String: String], _ body: (Row) throws(StoreError) -> Void
  ) throws {
    let known = Set(parameters.map(\.name))
    let values = try arguments(given.filter { known.contains($0.key) })
    let order = try connection.parameters(of: statement)
    try connection.forEachRow(statement, order.map { values[$0] ?? .null }, body)
  }

  /// All rows.
  package func rows(on connection: Connection, _ given: [String: String]) throws -> [Row] {
    var rows: [Row] = []
    try forEachRow(on: connection, given) { rows.append($0) }
    return rows
  }

  /// The rows in which a column has a value, in the order of other columns, at most so many.
  ///
  /// SQLite takes the condition into the dataset's own SELECT, so that indexes serve it.
  func rows(
    on connection: Connection, _ given: [String: String], where column: String, is value: String,
    orderedBy order: String,
    limit: Int
  ) throws -> [Row] {
    let body = statement.split(separator: ";", omittingEmptySubsequences: false).dropLast().joined(separator: ";")
    let sql = "SELECT * FROM (\(body)) WHERE \(column) = :only ORDER BY \(order) LIMIT \(limit)"
    var values = try arguments(given.filter { pair in parameters.contains { $0.name == pair.key } })
    values["only"] = .text(value)
    return try connection.rows(sql, try connection.parameters(of: sql).map { values[$0] ?? .null })
  }

  private func fault(_ message: String) -> DatasetError {
    DatasetError(path: path, line: sqlLine, message)
  }
}
