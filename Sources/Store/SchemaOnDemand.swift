import GRDB
import GRDBSQLite

/// Makes each table and view of the schema when a statement first misses it: a single check needs a third of them, and
/// making them all, with their indices, takes longer than judging one file.
struct SchemaOnDemand {
  let database: GRDB.Database

  /// Makes what SQLite says is not there. Returns whether the statement may be prepared again.
  func provide(_ error: any Error) -> Bool {
    let prefix = "no such table: "
    guard let message = (error as? DatabaseError)?.message, message.hasPrefix(prefix) else { return false }
    let name = message.dropFirst(prefix.count)
    let statement = SchemaStatements.byName[String(name.hasPrefix("main.") ? name.dropFirst(5) : name)]
    return statement.map { sqlite3_exec(database.sqliteConnection, $0, nil, nil, nil) == SQLITE_OK } ?? false
  }
}
