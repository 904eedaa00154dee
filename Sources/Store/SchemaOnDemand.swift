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

  /// The statement without the checks of its columns, which are half of its cost; that facts pass them is left to tests.
  static func withoutChecks(_ statement: String) -> String {
    let blank = UInt8(ascii: " ")
    var kept: [UInt8] = []
    var depth = 0
    var rest = Array(statement.utf8)[...]
    while let byte = rest.popFirst() {
      if depth > 0 {
        if byte == UInt8(ascii: "(") { depth += 1 } else if byte == UInt8(ascii: ")") { depth -= 1 }
      } else if byte == blank, kept.last != blank, rest.starts(with: "CHECK (".utf8) {
        rest = rest.dropFirst(7)
        depth = 1
      } else {
        kept.append(byte)
      }
    }
    return String(decoding: kept, as: UTF8.self)
  }
}
