import Foundation
import GRDBSQLite
import Store
import Testing

@Suite struct DatabaseTests {
  let folder = FileManager.default.temporaryDirectory.appending(path: "loadline-store-\(UUID().uuidString)")
  var path: String { folder.appending(path: "test.db").path(percentEncoded: false) }

  init() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  private func volume(_ content: Int64, _ path: String) -> FactRows {
    var rows = FactRows(contentID: content, kind: "dockerfile")
    rows.append(
      .volume,
      [.integer(rows.nextID(.volume)), .integer(content), nil, .integer(content * FactRows.capacity), .text(path), 3])
    return rows
  }

  @Test func bulkWriterKeepsTextAsItIs() throws {
    let database = try LoadlineDatabase()
    let texts = ["", "plain", "naïve ✓", "nul\0inside", "quote ' and \" and \\"]
    try database.write { connection in
      for (id, text) in zip(Int64(1)..., texts) {
        try BulkWriter(connection).insert(
          volume(id, text), blobID: "b\(id)", size: 1, lineCount: 1, text: text, factsVersion: 1)
      }
    }
    let stored = try database.read { try $0.rows("SELECT path FROM volume ORDER BY content_id").map { $0[0].text } }
    #expect(stored == texts)
  }

  @Test func aFailedWriteLeavesNothing() throws {
    let database = try LoadlineDatabase(path: path)
    #expect(throws: StoreError.self) {
      try database.write { connection in
        try connection.execute("INSERT INTO setting VALUES ('half', 'done')")
        try connection.execute("INSERT INTO nowhere VALUES (1)")
      }
    }
    #expect(try database.read { try $0.row("SELECT 1 FROM setting WHERE name = 'half'") } == nil)
  }

  @Test func opensAgainAndKeepsItsData() throws {
    let first = try LoadlineDatabase(path: path)
    try first.write { try $0.execute("INSERT INTO setting VALUES ('kept', 'yes')") }
    try first.close()
    let second = try LoadlineDatabase(path: path)
    #expect(try second.read { try $0.value("SELECT value FROM setting WHERE name = 'kept'").text } == "yes")
  }

  @Test func refusesAFileThatIsNoDatabase() throws {
    try Data("FROM scratch, but long enough to be read as a header, really it is so".utf8).write(
      to: URL(filePath: path))
    let error = #expect(throws: StoreError.self) { try LoadlineDatabase(path: path) }
    #expect(error?.kind == .version)
    #expect(error?.message.contains("not a SQLite database") == true)
  }

  @Test func leavesADatabaseOfSomethingElseAsItIs() throws {
    #expect(sqlite3(path, "CREATE TABLE theirs (a)"))
    let before = try Data(contentsOf: URL(filePath: path))
    let error = #expect(throws: StoreError.self) { try LoadlineDatabase(path: path) }
    #expect(error?.message.contains("not of loadline") == true)
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  private func sqlite3(_ path: String, _ sql: String) -> Bool {
    var handle: OpaquePointer?
    defer { sqlite3_close(handle) }
    return sqlite3_open(path, &handle) == SQLITE_OK && sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK
  }

  @Test func refusesADatabaseOfANewerVersion() throws {
    let database = try LoadlineDatabase(path: path)
    try database.write { try $0.execute("INSERT INTO grdb_migrations VALUES ('9999 from the future')") }
    try database.close()
    let error = #expect(throws: StoreError.self) { try LoadlineDatabase(path: path) }
    #expect(error?.kind == .version)
  }

  @Test(arguments: [
    "DELETE FROM setting", "INSERT INTO setting VALUES ('a', 'b')", "DROP TABLE setting", "CREATE TABLE t (a)",
    "ATTACH 'other.db' AS other", "PRAGMA journal_mode = DELETE", "PRAGMA writable_schema = 1",
    "SELECT load_extension('x')", "VACUUM INTO 'copy.db'", "SELECT 1; SELECT 2", "SELECT 1; DELETE FROM setting", "",
    "-- nothing", "SELECT * FROM nowhere", "BEGIN", "CREATE TEMP TABLE t (a)",
    "SELECT randomblob(900000000)",
  ])
  func queryRefuses(sql: String) throws {
    _ = try LoadlineDatabase(path: path)
    #expect(throws: StoreError.self) { try ReadOnlyQuery(path: path).run(sql) }
  }

  @Test(arguments: [
    ("SELECT 1 AS one", [["1"]]), ("SELECT 1; -- done", [["1"]]), ("WITH a AS (SELECT 2) SELECT * FROM a;", [["2"]]),
    ("SELECT name FROM pragma_table_info('setting')", [["name"], ["value"]]), ("VALUES (NULL)", [[nil]]),
    ("SELECT value FROM json_each('[1,2]')", [["1"], ["2"]]),
  ])
  func queryReads(sql: String, expected: [[String?]]) throws {
    _ = try LoadlineDatabase(path: path)
    #expect(try ReadOnlyQuery(path: path).run(sql).rows.map { $0.map(\.text) } == expected)
  }

  @Test func queryBindsParametersByName() throws {
    _ = try LoadlineDatabase(path: path)
    let query = ReadOnlyQuery(path: path)
    #expect(try query.run("SELECT :a || $b", parameters: ["a": "x", "b": "y"]).rows == [["xy"]])
    #expect(throws: StoreError.self) { try query.run("SELECT :a", parameters: [:]) }
    #expect(throws: StoreError.self) { try query.run("SELECT 1", parameters: ["a": "x"]) }
    #expect(throws: StoreError.self) { try query.run("SELECT :a", parameters: ["a": "x", "b": "y"]) }
  }

  @Test(arguments: [
    (Double.nan, false), (.infinity, false), (-.infinity, false), (-1, false), (1e30, true), (86_401, true),
  ])
  func queryTakesAnyTimeLimit(seconds: Double, runs: Bool) throws {
    _ = try LoadlineDatabase(path: path)
    let query = ReadOnlyQuery(path: path, timeLimit: seconds)
    guard !runs else {
      #expect(try query.run("SELECT 1").rows == [[1]])
      return
    }
    let error = #expect(throws: StoreError.self) { try query.run("SELECT 1") }
    #expect(error?.kind == .limit)
  }

  @Test func queryStopsAtItsLimits() throws {
    _ = try LoadlineDatabase(path: path)
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"
    let slow = #expect(throws: StoreError.self) {
      try ReadOnlyQuery(path: path, timeLimit: 0.1).run("\(endless) count(*) FROM n")
    }
    #expect(slow?.kind == .limit)
    let long = #expect(throws: StoreError.self) {
      try ReadOnlyQuery(path: path, rowLimit: 10).run("\(endless) i FROM n")
    }
    #expect(long?.kind == .limit)
  }
}
