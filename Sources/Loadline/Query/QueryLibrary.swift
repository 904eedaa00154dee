import Foundation
import Report
import Store

/// Asks a database: SQL, a file of SQL, or a saved query by its name. Only reading is possible.
public struct QueryLibrary: Sendable {
  /// Makes a library of the built-in saved queries.
  public init() {}

  /// The saved queries as a table: name, parameters, what they tell.
  ///
  /// - Returns: The table.
  /// - Throws: ``LoadlineError`` where a saved query is wrong.
  public func list() throws(LoadlineError) -> String {
    let rows = try datasets().map { query in
      let parameters = query.parameters.map { parameter in
        parameter.defaultValue.map { "\(parameter.name)=\($0)" } ?? parameter.name
      }
      return [query.name, query.title, parameters.joined(separator: " ")].map(Value.text)
    }
    return QueryResult(columns: ["query", "tells", "parameters"], rows: rows).text(as: .table)
  }

  /// The SQL of a saved query, with its header.
  ///
  /// - Parameter name: Its name.
  /// - Returns: The text of its file.
  /// - Throws: ``LoadlineError`` where there is none of that name.
  public func sql(of name: String) throws(LoadlineError) -> String {
    try saved(name).sql
  }

  /// Runs a query.
  ///
  /// - Parameters:
  ///   - query: SQL, the name of a saved query, or `@FILE`.
  ///   - database: Path of the database.
  ///   - parameters: Values by the names of the query's parameters.
  ///   - rowLimit: Most rows to return.
  ///   - timeLimit: Longest time to run, in seconds.
  /// - Returns: The result.
  /// - Throws: ``LoadlineError`` where the query is wrong, writes, or reaches a limit.
  public func run(
    _ query: String, database: String, parameters: [String: String] = [:], rowLimit: Int = 1_000_000,
    timeLimit: Double = 60
  ) throws(LoadlineError) -> QueryResult {
    guard FileManager.default.fileExists(atPath: database) else {
      throw LoadlineError(
        .input, "there is no database at \(database): make one with `loadline crawl`, or name another with --db")
    }
    let reader = ReadOnlyQuery(path: database, rowLimit: rowLimit, timeLimit: timeLimit)
    let (sql, values) = try statement(query, parameters)
    return try translatingErrors {
      let result = try reader.run(sql, parameters: values)
      return QueryResult(columns: result.columns, rows: result.rows)
    }
  }

  private func statement(
    _ query: String, _ parameters: [String: String]
  ) throws(LoadlineError) -> (String, [String: Value]) {
    if query.hasPrefix("@") {
      return (try InputFile(String(query.dropFirst())).read(), parameters.mapValues(Value.text))
    }
    guard query.contains(where: \.isWhitespace) || query.contains(";") else {
      let dataset = try saved(query)
      do {
        return (dataset.statement, try dataset.arguments(parameters))
      } catch {
        throw LoadlineError(.input, error.message)
      }
    }
    return (query, parameters.mapValues(Value.text))
  }

  private func saved(_ name: String) throws(LoadlineError) -> Dataset {
    do {
      return try SavedQuery.named(name)
    } catch {
      throw LoadlineError(.input, error.message)
    }
  }

  private func datasets() throws(LoadlineError) -> [Dataset] {
    do {
      return try SavedQuery.all()
    } catch {
      throw LoadlineError(.input, error.message)
    }
  }
}
