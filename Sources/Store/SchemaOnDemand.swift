import GRDB
import GRDBSQLite

/// Makes each table and view of the schema when a statement first misses it: a single check needs a third of them, and
/// making them all, with their indices, takes longer than judging one file.
struct SchemaOnDemand {
  let database: GRDB.Database

  /// Makes what SQLite says is not there. Returns whether the statement may be prepared again.
  func provide(_ message: String) -> Bool {
    let prefix = "no such table: "
    guard message.hasPrefix(prefix) else { return false }
    let name = message.dropFirst(prefix.count)
    let statement = SchemaStatements.byName[String(name.hasPrefix("main.") ? name.dropFirst(5) : name)]
    guard let statement else { return false }
    return sqlite3_exec(database.sqliteConnection, Self.withoutChecks(statement), nil, nil, nil) == SQLITE_OK
  }

  /// The statement without its comments and the checks of its columns, which are most of its cost; that facts pass the
  /// checks is left to tests. A check with a line of its own stays.
  static func withoutChecks(_ statement: String) -> String {
    var statement = statement
    return statement.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count) { kept in
        var count = 0
        var depth = 0
        var position = 0
        while position < bytes.count {
          let byte = bytes[position]
          if depth > 0 {
            depth += byte == UInt8(ascii: "(") ? 1 : byte == UInt8(ascii: ")") ? -1 : 0
          } else if byte == UInt8(ascii: "-"), bytes[position...].starts(with: "--".utf8) {
            position = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            continue
          } else if byte == UInt8(ascii: " "), position > 0, bytes[position - 1] != byte,
            bytes[position...].starts(with: " CHECK (".utf8)
          {
            position += 7
            depth = 1
          } else {
            kept[count] = byte
            count += 1
          }
          position += 1
        }
        return count
      }
    }
  }
}
