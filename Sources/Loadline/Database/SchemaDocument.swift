import Store

/// The documented schema.
public enum SchemaDocument {
  /// All tables and views, or the columns of one.
  ///
  /// - Parameter object: A table or view; nil for the list of all.
  /// - Returns: One row a table, or a column.
  /// - Throws: ``LoadlineError`` where there is no such table.
  public static func describe(_ object: String?) throws(LoadlineError) -> QueryResult {
    let objects = (SchemaPart.tables + SchemaPart.views).flatMap(SchemaDescription.objects(in:))
    guard let object else {
      let rows = objects.map { [Value.text($0.category), .text($0.name), .text($0.type), .text($0.description)] }
      return QueryResult(columns: ["category", "name", "type", "description"], rows: rows)
    }
    guard let found = objects.first(where: { $0.name == object.lowercased() }) else {
      let near = objects.map(\.name).filter { $0.contains(object.lowercased()) || object.lowercased().contains($0) }
      let hint = near.isEmpty ? "`loadline schema` lists all" : "is it \(near.prefix(4).joined(separator: ", "))?"
      throw LoadlineError(.input, "there is no table or view named '\(object)': \(hint)")
    }
    let rows = found.columns.map { [Value.text($0.name), .text($0.type), .text($0.description)] }
    return QueryResult(columns: ["column", "type", "description"], rows: rows)
  }
}
