import GRDBSQLite

/// Runs one reading statement that somebody typed, on a connection that can do nothing else.
///
/// The file is opened read-only, and an authoriser, set before the statement is prepared, refuses whatever is not
/// reading: no writes, no ATTACH, no PRAGMA, no loading of extensions. Time and rows are limited.
package struct ReadOnlyQuery: Sendable {
  package let path: String
  /// Most rows to return; more is an error that says so.
  package var rowLimit: Int
  /// Longest time to run, in seconds; a day at most.
  package var timeLimit: Double

  package init(path: String, rowLimit: Int = 1_000_000, timeLimit: Double = 60) {
    self.path = path
    self.rowLimit = rowLimit
    self.timeLimit = timeLimit
  }

  package struct Result: Sendable {
    package let columns: [String]
    package let rows: [[Value]]
  }

  /// Runs the statement. Parameters are bound by name: `:name`, `@name` or `$name`; all must be given.
  package func run(_ sql: String, parameters: [String: Value] = [:]) throws(StoreError) -> Result {
    guard timeLimit.isFinite, timeLimit >= 0 else {
      throw StoreError(.limit, "\(timeLimit) is not a time to run: give --timeout seconds, as 60")
    }
    let handle = try ReadOnlyHandle(path: path, timeLimit: min(timeLimit, 86_400))
    let statement = try handle.prepare(sql)
    defer { sqlite3_finalize(statement) }
    try bind(parameters, to: statement)
    let columns = Row.Columns(statement)
    guard !columns.names.isEmpty else { throw StoreError(.sql, "the statement returns no columns: write a SELECT") }
    var rows: [[Value]] = []
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        guard rows.count < rowLimit else {
          throw StoreError(.limit, "more than \(rowLimit) rows: add a LIMIT, or raise --max-rows")
        }
        rows.append(columns.values(of: statement))
      case SQLITE_DONE: return Result(columns: columns.names, rows: rows)
      case SQLITE_INTERRUPT:
        throw StoreError(.limit, "stopped after \(timeLimit) seconds: narrow the query, or raise --timeout")
      default: throw StoreError(.sql, handle.message)
      }
    }
  }

  private func bind(_ parameters: [String: Value], to statement: OpaquePointer) throws(StoreError) {
    let count = sqlite3_bind_parameter_count(statement)
    guard count > 0 else {
      guard let stray = parameters.keys.sorted().first else { return }
      throw StoreError(.sql, "the statement has no parameter named \(stray)")
    }
    var used: Set<String> = []
    for position in 1...count {
      guard let name = sqlite3_bind_parameter_name(statement, position).map({ String(cString: $0.advanced(by: 1)) })
      else { throw StoreError(.sql, "parameters need names: write :name, and give --param name=value") }
      guard let value = parameters[name] else {
        throw StoreError(.sql, "the parameter \(name) has no value: give --param \(name)=…")
      }
      used.insert(name)
      _ = value.bind(to: statement, at: position)
    }
    if let stray = parameters.keys.sorted().first(where: { !used.contains($0) }) {
      throw StoreError(.sql, "the statement has no parameter named \(stray)")
    }
  }
}

/// A connection that can only read, with a limit on time.
private final class ReadOnlyHandle {
  private var handle: OpaquePointer?
  private let deadline: ContinuousClock.Instant

  /// Where it throws, `deinit` closes the handle: all of the object is set by then.
  init(path: String, timeLimit: Double) throws(StoreError) {
    deadline = .now + .seconds(timeLimit)
    guard sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nil) == SQLITE_OK else {
      let text = handle.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      throw StoreError(.file, "\(path): \(text): name a database with --db, or make one with `loadline crawl`")
    }
    sqlite3_busy_timeout(handle, 5000)
    // One value of hundreds of megabytes would evade the limits of time and rows: no file of the index is that long.
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, 64 << 20)
    guard sqlite3_exec(handle, Self.preparation, nil, nil, nil) != SQLITE_NOTADB else {
      throw StoreError(.file, "\(path) is not a SQLite database: name another file with --db")
    }
    sqlite3_set_authorizer(handle, { _, action, first, second, _, _ in authorise(action, first, second) }, nil)
    let me = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_progress_handler(handle, 10_000, { $0.map(interruptsIfLate) ?? 0 }, me)
  }

  deinit { sqlite3_close_v2(handle) }

  /// Settings, and a first use of each table-valued function: SQLite makes their tables then, which the authoriser,
  /// once set, would take for a write.
  private static let preparation = """
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -64000;
    SELECT 1 FROM json_each('[]'), json_tree('[]'), pragma_table_info('x'), pragma_table_xinfo('x'),
      pragma_table_list('x'), pragma_index_list('x'), pragma_index_info('x'), pragma_foreign_key_list('x');
    """

  var message: String { String(cString: sqlite3_errmsg(handle)) }

  var isLate: Bool { .now > deadline }

  /// Prepares a statement, and makes sure that nothing follows it.
  func prepare(_ sql: String) throws(StoreError) -> OpaquePointer {
    var statement: OpaquePointer?
    var rest = ""
    let code = sql.withCString { start in
      var tail: UnsafePointer<CChar>?
      let code = sqlite3_prepare_v2(handle, start, -1, &statement, &tail)
      rest = tail.map { String(cString: $0) } ?? ""
      return code
    }
    guard code == SQLITE_OK else {
      throw StoreError(.sql, code == SQLITE_AUTH ? "only reading is allowed here: \(message)" : message)
    }
    guard let statement else { throw StoreError(.sql, "there is no statement") }
    guard isBlank(rest), sqlite3_stmt_readonly(statement) != 0 else {
      sqlite3_finalize(statement)
      throw StoreError(.sql, isBlank(rest) ? "only reading is allowed here" : "one statement at a time")
    }
    return statement
  }

  /// Whether SQLite finds no statement in the text: blanks and comments only.
  private func isBlank(_ sql: String) -> Bool {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    return sqlite3_prepare_v2(handle, sql, -1, &statement, nil) == SQLITE_OK && statement == nil
  }
}

private func interruptsIfLate(_ handle: UnsafeMutableRawPointer) -> Int32 {
  Unmanaged<ReadOnlyHandle>.fromOpaque(handle).takeUnretainedValue().isLate ? 1 : 0
}

private func authorise(_ action: Int32, _ first: UnsafePointer<CChar>?, _ second: UnsafePointer<CChar>?) -> Int32 {
  switch action {
  case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return SQLITE_OK
  case SQLITE_FUNCTION:
    let name = second.map { String(cString: $0).lowercased() } ?? ""
    return ["load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"].contains(name)
      ? SQLITE_DENY : SQLITE_OK
  case SQLITE_PRAGMA:
    // The table-valued functions that describe a schema count as PRAGMAs.
    let name = first.map { String(cString: $0).lowercased() } ?? ""
    let reading: Set<String> = [
      "table_info", "table_xinfo", "table_list", "index_list", "index_info", "foreign_key_list",
    ]
    return reading.contains(name) ? SQLITE_OK : SQLITE_DENY
  default: return SQLITE_DENY
  }
}
