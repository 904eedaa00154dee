import GRDBSQLite

/// A row of a result: values by position or by the name of the column.
package struct Row: Sendable {
  private let columns: Columns
  package let values: [Value]

  init(columns: Columns, values: [Value]) {
    self.columns = columns
    self.values = values
  }

  package var names: [String] { columns.names }

  /// The value of a column, from 0; null where there is no such column.
  package subscript(position: Int) -> Value {
    values.indices.contains(position) ? values[position] : .null
  }

  /// The value of a column; null where there is no such column.
  package subscript(name: String) -> Value {
    columns.positions[name].map { values[$0] } ?? .null
  }

  package func text(_ name: String) -> String? { self[name].text }
  package func integer(_ name: String) -> Int64? { self[name].integer }
  package func real(_ name: String) -> Double? { self[name].real }

  /// The columns of a result, shared by its rows.
  final class Columns: Sendable {
    let names: [String]
    let positions: [String: Int]

    init(_ statement: OpaquePointer) {
      names = (0..<sqlite3_column_count(statement)).map { position in
        sqlite3_column_name(statement, position).map { String(cString: $0) } ?? ""
      }
      positions = Dictionary(zip(names, 0...)) { first, _ in first }
    }

    func values(of statement: OpaquePointer) -> [Value] {
      names.indices.map { Value(statement, column: Int32($0)) }
    }
  }
}

extension Value {
  /// The value of a column, from 0, of the row that the statement stands on.
  init(_ statement: OpaquePointer, column: Int32) {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
    case SQLITE_NULL: self = .null
    default:
      guard let bytes = sqlite3_column_blob(statement, column) else {
        self = .text("")
        return
      }
      let count = Int(sqlite3_column_bytes(statement, column))
      self = .text(String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self))
    }
  }
}
