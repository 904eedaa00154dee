import GRDB
import GRDBSQLite

/// A Loadline database: one SQLite file, or memory for a single check.
///
/// One process writes at a time; readers go on reading the last state that was committed whole. So a crawl writes the
/// facts of contents in batches, which nothing points at yet, and then the intervals, links and judgement that make them
/// visible in one last transaction.
package final class LoadlineDatabase: Sendable {
  package let path: String?
  private let writer: any DatabaseWriter
  private let makesTablesOnDemand: Bool

  /// Opens the file, makes it where there is none, and brings its schema up to date.
  package init(path: String) throws(StoreError) {
    self.path = path
    makesTablesOnDemand = false
    try Self.refuseForeign(path)
    do {
      writer = try DatabasePool(path: path, configuration: Self.configuration())
    } catch {
      throw Self.failure(path: path, error)
    }
    try prepareSchema(name: path)
  }

  /// A database in memory.
  package init() throws(StoreError) {
    path = nil
    makesTablesOnDemand = false
    do {
      writer = try DatabaseQueue(configuration: Self.configuration())
    } catch {
      throw Self.failure(path: "memory", error)
    }
    try prepareSchema(name: "memory")
  }

  /// A database in memory for a judgement that nobody looks into: without descriptions and, where it `isSmall`, without
  /// indices, and with each table only from when a statement first misses it.
  package init(isSmall: Bool) throws(StoreError) {
    path = nil
    makesTablesOnDemand = isSmall
    do {
      let queue = try DatabaseQueue(configuration: Self.configuration())
      writer = queue
      guard !isSmall else { return }
      try queue.write { database in
        for part in SchemaPart.tables + SchemaPart.views { try Connection(database: database).script(part.sql) }
      }
    } catch {
      throw Self.failure(path: "memory", error)
    }
  }

  /// Runs `body` in a transaction, undone where it throws.
  package func write<T>(_ body: (Connection) throws -> T) throws -> T {
    try told { try writer.write { try body(connection($0)) } }
  }

  /// Runs `body` on the writing connection outside of any transaction: for temporary tables and PRAGMAs.
  package func withoutTransaction<T>(_ body: (Connection) throws -> T) throws -> T {
    try told { try writer.writeWithoutTransaction { try body(connection($0)) } }
  }

  /// Runs `body` in a transaction, undone where it throws, that sees other databases under names of their own.
  package func attaching<T>(
    _ others: [(name: String, path: String)], _ body: (Connection) throws -> T
  ) throws -> T {
    try withoutTransaction { connection in
      defer { for other in others { try? connection.script("DETACH \(other.name)") } }
      for other in others { try connection.execute("ATTACH ? AS \(other.name)", [.text(other.path)]) }
      try connection.script("BEGIN IMMEDIATE")
      do {
        let result = try body(connection)
        try connection.script("COMMIT")
        return result
      } catch {
        try? connection.script("ROLLBACK")
        throw error
      }
    }
  }

  private func connection(_ database: GRDB.Database) -> Connection {
    Connection(database: database, makesTablesOnDemand: makesTablesOnDemand)
  }

  /// Runs `body` against the last committed state.
  package func read<T>(_ body: (Connection) throws -> T) throws -> T {
    try told { try writer.read { try body(connection($0)) } }
  }

  /// Runs `body` against the last committed state, on a connection that may make temporary tables; they are gone after it.
  package func snapshot<T>(_ body: (Connection) throws -> T) throws -> T {
    guard let path else { return try writer.writeWithoutTransaction { try Self.inRolledBackTransaction($0, body) } }
    var configuration = Self.configuration()
    configuration.readonly = true
    let reader: DatabaseQueue
    do {
      reader = try DatabaseQueue(path: path, configuration: configuration)
    } catch {
      throw Self.failure(path: path, error)
    }
    defer { try? reader.close() }
    return try reader.inDatabase { try Self.inRolledBackTransaction($0, body) }
  }

  private static func inRolledBackTransaction<T>(
    _ database: GRDB.Database, _ body: (Connection) throws -> T
  ) throws -> T {
    try database.execute(sql: "BEGIN")
    defer { try? database.execute(sql: "ROLLBACK") }
    return try body(Connection(database: database))
  }

  /// Folds the write-ahead log into the file.
  ///
  /// SQLite is not let learn the sizes of the tables: what it does with them, a scan of a whole table for a Bloom filter,
  /// makes the rules on a few changed files cost a third more, and no saved query less.
  package func settle() throws {
    try writer.writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
    }
  }

  /// Makes a copy that `VACUUM INTO` wrote open from read-only disks, where a write-ahead log could not be made.
  package func finishSnapshot(at path: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA optimize") }
    try queue.close()
  }

  package func close() throws {
    try writer.close()
  }

  /// A SQLite file that something else made is left as it is: even opening it for writing would change it.
  private static func refuseForeign(_ path: String) throws(StoreError) {
    var handle: OpaquePointer?
    defer { sqlite3_close(handle) }
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    let sql = "SELECT count(*) > 0 AND NOT coalesce(max(name = 'grdb_migrations'), 0) FROM sqlite_schema"
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, nil) == SQLITE_OK,
      sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK, sqlite3_step(statement) == SQLITE_ROW,
      sqlite3_column_int(statement, 0) != 0
    else { return }
    throw StoreError(
      .version, "\(path) is a SQLite database, but not of loadline: name another file with --db")
  }

  private func prepareSchema(name: String) throws(StoreError) {
    do {
      try Migrations.run(on: writer)
    } catch let error as StoreError {
      throw error
    } catch {
      throw Self.failure(path: name, error)
    }
  }

  private static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(5)
    configuration.maximumReaderCount = 4
    // Foreign keys are checked as a whole by `loadline db check`: row by row they would cost a tenth of a crawl.
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32000; PRAGMA synchronous = NORMAL")
      // Of a new file: a content's text and the long rows of its facts fit into fewer pages, which a crawl writes faster.
      try database.execute(sql: "PRAGMA page_size = 8192")
      sqlite3_limit(database.sqliteConnection, SQLITE_LIMIT_EXPR_DEPTH, 1000)
      database.add(function: withoutLogins)
      // GRDB's authoriser tells its observers what a statement touches. Nobody observes here, and it makes preparing a
      // rule's SQL several times as slow.
      sqlite3_set_authorizer(database.sqliteConnection, nil, nil)
    }
    return configuration
  }

  /// `without_logins(text)`: see ``String/withoutLogins``.
  private static let withoutLogins = DatabaseFunction("without_logins", argumentCount: 1, pure: true) { values in
    values.first.flatMap(String.fromDatabaseValue)?.withoutLogins
  }

  /// Runs `body`, and tells what SQLite says against it in words that help.
  private func told<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw Self.failure(path: path ?? "memory", error)
    }
  }

  private static func failure(path: String, _ error: any Error) -> StoreError {
    let database = error as? DatabaseError
    switch database?.resultCode {
    case .SQLITE_NOTADB?:
      return StoreError(.version, "\(path) is not a SQLite database: name another file with --db, or delete it")
    case .SQLITE_BUSY?, .SQLITE_LOCKED?:
      return StoreError(.busy, "\(path): another process is writing to it: wait until it is done")
    case .SQLITE_FULL?:
      return StoreError(.file, "the disk of \(path) is full: free some space and run again; what was there is unharmed")
    case .SQLITE_READONLY?:
      return StoreError(.file, "\(path) cannot be written: check its permissions and those of its folder")
    case .SQLITE_CANTOPEN?:
      return StoreError(.file, "\(path) cannot be opened or made: check the folder and its permissions")
    default:
      return StoreError(.file, "\(path): \(database?.message ?? String(describing: error))")
    }
  }
}
