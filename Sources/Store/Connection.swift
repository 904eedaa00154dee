import GRDB
import GRDBSQLite

/// The database inside a read or a write: runs SQL, with statements prepared once and kept.
///
/// It is only valid inside the closure that got it.
package struct Connection {
  let database: GRDB.Database
  /// Whether tables of the schema are made when a statement first misses them.
  var makesTablesOnDemand = false

  /// Runs one statement and throws its rows away.
  package func execute(_ sql: String, _ arguments: [Value] = []) throws(StoreError) {
    try forEachRow(sql, arguments) { _ in }
  }

  /// Runs one statement for each row of `width` values, which stand one after the other: the fastest way to insert many.
  package func execute(_ sql: String, forEach width: Int, of values: [Value]) throws(StoreError) {
    guard !values.isEmpty else { return }
    let statement = try prepared(sql)
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    var position: Int32 = 0
    for value in values {
      position += 1
      guard value.bind(to: statement, at: position) == SQLITE_OK else { throw failure(sql) }
      guard position == width else { continue }
      position = 0
      guard sqlite3_step(statement) == SQLITE_DONE else { throw failure(sql) }
      sqlite3_reset(statement)
    }
  }

  /// Runs `body`, and stops a statement of it that runs beyond the limit: it throws then.
  ///
  /// Only for what reads: a write that is stopped takes back the whole transaction.
  package func limited<T>(to limit: Duration, _ body: () throws(StoreError) -> T) throws(StoreError) -> T {
    let deadline = Deadline(instant: .now + limit)
    sqlite3_progress_handler(
      handle, 100_000,
      { context in
        let deadline = context.map { Unmanaged<Deadline>.fromOpaque($0).takeUnretainedValue() }
        return deadline.map { $0.instant < .now } == true ? 1 : 0
      }, Unmanaged.passUnretained(deadline).toOpaque())
    defer { withExtendedLifetime(deadline) { sqlite3_progress_handler(handle, 0, nil, nil) } }
    return try body()
  }

  private final class Deadline {
    /// Time that the machine sleeps is none of the statement's.
    let instant: SuspendingClock.Instant

    init(instant: SuspendingClock.Instant) { self.instant = instant }
  }

  /// Runs several statements, separated by semicolons, without arguments.
  package func script(_ sql: String) throws(StoreError) {
    guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure(sql) }
  }

  /// The rows that a statement returns.
  package func rows(_ sql: String, _ arguments: [Value] = []) throws(StoreError) -> [Row] {
    var rows: [Row] = []
    try forEachRow(sql, arguments) { rows.append($0) }
    return rows
  }

  /// The first row that a statement returns, or nil.
  package func row(_ sql: String, _ arguments: [Value] = []) throws(StoreError) -> Row? {
    try rows(sql, arguments).first
  }

  /// The first column of the first row, or null.
  package func value(_ sql: String, _ arguments: [Value] = []) throws(StoreError) -> Value {
    try row(sql, arguments)?[0] ?? .null
  }

  /// Whether a query returns any row.
  package func hasRows(_ query: String) throws(StoreError) -> Bool {
    let statement = try preparedOnce(query)
    defer { sqlite3_finalize(statement) }
    return try steps(statement, query)
  }

  /// The rows of a query that does not run again.
  package func rowsOnce(_ query: String) throws(StoreError) -> [Row] {
    let statement = try preparedOnce(query)
    defer { sqlite3_finalize(statement) }
    let columns = Row.Columns(statement)
    var rows: [Row] = []
    while try steps(statement, query) { rows.append(Row(columns: columns, values: columns.values(of: statement))) }
    return rows
  }

  /// Calls `body` with each row, without keeping any.
  package func forEachRow(
    _ sql: String, _ arguments: [Value] = [], _ body: (Row) throws(StoreError) -> Void
  ) throws(StoreError) {
    let statement = try prepared(sql)
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    try bind(arguments, to: statement, sql)
    let columns = Row.Columns(statement)
    while try steps(statement, sql) { try body(Row(columns: columns, values: columns.values(of: statement))) }
  }

  /// Key of the row that was inserted last.
  package var lastInsertedID: Int64 { sqlite3_last_insert_rowid(handle) }

  /// How many rows the last statement wrote.
  package var changes: Int { Int(sqlite3_changes(handle)) }

  /// What SQLite says against a statement, or nil where it can be prepared and only reads.
  package func objection(to sql: String) -> String? {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    guard sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK else {
      return String(cString: sqlite3_errmsg(handle))
    }
    guard let statement else { return "there is no statement" }
    return sqlite3_stmt_readonly(statement) == 0 ? "the statement writes" : nil
  }

  /// The names of the columns that a statement returns.
  package func columns(of sql: String) throws(StoreError) -> [String] {
    Row.Columns(try prepared(sql)).names
  }

  /// The names of the parameters of a statement, without their `:`, in the order in which their values are given.
  package func parameters(of sql: String) throws(StoreError) -> [String] {
    let statement = try prepared(sql)
    let count = sqlite3_bind_parameter_count(statement)
    guard count > 0 else { return [] }
    return (1...count).map { position in
      sqlite3_bind_parameter_name(statement, position).map { String(cString: $0.advanced(by: 1)) } ?? ""
    }
  }

  var handle: OpaquePointer? { database.sqliteConnection }

  func prepared(_ sql: String) throws(StoreError) -> OpaquePointer {
    do {
      return try database.cachedStatement(sql: sql).sqliteStatement
    } catch {
      let message = message(error)
      if makesTablesOnDemand, SchemaOnDemand(database: database).provide(message) { return try prepared(sql) }
      throw StoreError(.sql, "\(message) in: \(sql.prefix(400))")
    }
  }

  /// A statement that the caller ends: not to be kept makes preparing it faster.
  private func preparedOnce(_ sql: String) throws(StoreError) -> OpaquePointer {
    var statement: OpaquePointer?
    while sqlite3_prepare_v2(handle, sql, -1, &statement, nil) != SQLITE_OK {
      let isProvided =
        makesTablesOnDemand && SchemaOnDemand(database: database).provide(String(cString: sqlite3_errmsg(handle)))
      guard isProvided else { throw failure(sql) }
    }
    guard let statement else { throw StoreError(.sql, "there is no statement in: \(sql.prefix(400))") }
    return statement
  }

  /// Moves a statement to its next row. Returns whether there is one.
  private func steps(_ statement: OpaquePointer, _ sql: String) throws(StoreError) -> Bool {
    switch sqlite3_step(statement) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw failure(sql)
    }
  }

  private func bind(_ arguments: [Value], to statement: OpaquePointer, _ sql: String) throws(StoreError) {
    var position: Int32 = 0
    for argument in arguments {
      position += 1
      guard argument.bind(to: statement, at: position) == SQLITE_OK else { throw failure(sql) }
    }
  }

  private func message(_ error: any Error) -> String {
    (error as? DatabaseError)?.message ?? String(describing: error)
  }

  func failure(_ sql: String) -> StoreError {
    let text = String(cString: sqlite3_errmsg(handle))
    switch sqlite3_errcode(handle) {
    case SQLITE_FULL:
      return StoreError(.file, "the disk is full: free some space and run again; what was there is unharmed")
    case SQLITE_BUSY, SQLITE_LOCKED:
      return StoreError(.busy, "another process is writing to the database: wait until it is done")
    case SQLITE_INTERRUPT:
      return StoreError(.sql, "it ran for too long and was stopped: \(sql.prefix(400))")
    default:
      return StoreError(.sql, "\(text) in: \(sql.prefix(400))")
    }
  }
}

extension Value {
  /// Binds it to a parameter of a statement, counted from 1; SQLite makes its own copy of a text.
  func bind(to statement: OpaquePointer, at position: Int32) -> Int32 {
    switch self {
    case .null: return sqlite3_bind_null(statement, position)
    case .integer(let value): return sqlite3_bind_int64(statement, position, value)
    case .real(let value): return sqlite3_bind_double(statement, position, value)
    case .text(var text):
      // SQLITE_TRANSIENT, by which SQLite copies a text that is gone before the statement runs, is a cast macro in C, which
      // Swift does not import; nothing but a cast makes its value.
      let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          // A nil pointer would bind NULL where '' is meant.
          characters.baseAddress.map {
            sqlite3_bind_text64(
              statement, position, $0, UInt64(characters.count), transient, UInt8(SQLITE_UTF8))
          } ?? sqlite3_bind_text(statement, position, "", 0, transient)
        }
      }
    }
  }
}
