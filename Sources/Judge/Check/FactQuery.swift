import Store

/// Looks through a query for what it needs to select anything: rows in the tables that it joins, and values in these rows.
///
/// Most rules ask for a program, a keyword or an option that a file does not have. To see that here takes a small part of
/// what SQLite takes to prepare the query. What is not understood may select anything.
struct FactQuery {
  private let tables: KnownTables
  private var cursor: SQLCursor
  private var depth = 0

  /// Queries and conditions nested deeper than this are not looked through.
  private static let deepest = 40

  /// Whether the query may select a row; false only where it cannot.
  static func maySelect(_ sql: String, in tables: KnownTables) -> Bool {
    guard let cursor = SQLCursor(sql) else { return true }
    var query = FactQuery(tables: tables, cursor: cursor)
    return (try? query.readQuery([:])) ?? true
  }

  /// What is read is not understood.
  private struct Lost: Error {}

  /// A table or query that a query reads.
  private struct Source {
    var name: String?
    var table: KnownTables.Table?
    var mayHaveRows = true
    var isOuter: Bool
  }

  // MARK: Queries

  /// Reads a query; `known` tells of the names that WITH gave whether they may have rows.
  private mutating func readQuery(_ known: [String: Bool]) throws -> Bool {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw Lost() }
    var known = known
    if cursor.take(.with) {
      _ = cursor.take(.recursive)
      repeat { try readCommonTable(&known) } while cursor.take(.comma)
    }
    var maySelect = false
    while true {
      if try readSelect(known) { maySelect = true }
      guard cursor.isAt(.compound) else { return maySelect }
      cursor.position += 1
      _ = cursor.take(.all)
    }
  }

  private mutating func readCommonTable(_ known: inout [String: Bool]) throws {
    guard let name = cursor.word else { throw Lost() }
    cursor.position += 1
    if cursor.isAt(.open) { cursor.skip() }
    guard cursor.take(.as) else { throw Lost() }
    _ = cursor.take(.not)
    _ = cursor.take(.materialized)
    // It may name itself.
    known[name] = true
    known[name] = try readParenthesis(known)
  }

  private mutating func readParenthesis(_ known: [String: Bool]) throws -> Bool {
    guard cursor.take(.open) else { throw Lost() }
    let maySelect = try readQuery(known)
    guard cursor.take(.close) else { throw Lost() }
    return maySelect
  }

  /// Reads one SELECT, up to the next one that it is compounded with.
  private mutating func readSelect(_ known: [String: Bool]) throws -> Bool {
    let start = cursor.position
    defer { cursor.skip(to: .compound) }
    guard cursor.take(.select) else { return true }
    cursor.skip(to: .clauses.union(.from))
    guard !cursor.isAt(.distinct, -1) else { throw Lost() }
    let list = start..<cursor.position
    guard cursor.take(.from) else { return true }
    var sources: [Source] = []
    var conditions: [Range<Int>] = []
    repeat { try readSource(known, &sources, &conditions) } while cursor.isAt(.joins)
    if cursor.take(.where) {
      let start = cursor.position
      cursor.skip(to: .clauses)
      conditions.append(start..<cursor.position)
    }
    guard cursor.isAt(.group) || !isAggregate(list) else { return true }
    guard sources.allSatisfy({ $0.mayHaveRows || $0.isOuter }) else { return false }
    let end = cursor.position
    defer { cursor.position = end }
    return try conditions.allSatisfy { try mayHold($0, in: sources, known) }
  }

  /// Whether a SELECT without groups gives a row even where there is none to select.
  private func isAggregate(_ list: Range<Int>) -> Bool {
    var end = cursor
    end.skip(to: .compound)
    let marks: SQLMark = [.aggregate, .having]
    return cursor.holds(marks, in: list) || cursor.holds(marks, in: cursor.position..<end.position)
  }

  /// What follows a source that has no other name.
  private static let afterSource: SQLMark = .clauses.union(.joins).union([.on, .using, .not])

  private mutating func readSource(
    _ known: [String: Bool], _ sources: inout [Source], _ conditions: inout [Range<Int>]
  ) throws {
    var source = Source(isOuter: false)
    while cursor.isAt(.joins) {
      // These give rows for what has none on their left.
      if cursor.isAt(.rightOrFull) { throw Lost() }
      if cursor.isAt(.left) { source.isOuter = true }
      cursor.position += 1
    }
    if cursor.isAt(.open) {
      if cursor.isAt(.query, 1) {
        source.mayHaveRows = try readParenthesis(known)
      } else {
        cursor.skip()
      }
    } else {
      try readName(known, &source)
    }
    if cursor.take(.as) || !cursor.isAt(Self.afterSource), let alias = cursor.word {
      source.name = alias
      cursor.position += 1
    }
    sources.append(source)
    let hasCondition = cursor.take(.on)
    let start = cursor.position
    cursor.skip(to: .clauses.union(.joins))
    if hasCondition, !source.isOuter { conditions.append(start..<cursor.position) }
  }

  private mutating func readName(_ known: [String: Bool], _ source: inout Source) throws {
    guard var name = cursor.word else { throw Lost() }
    cursor.position += 1
    var isInMain = false
    if cursor.take(.dot) {
      isInMain = name == "main"
      guard isInMain, let table = cursor.word else { throw Lost() }
      cursor.position += 1
      name = table
    }
    source.name = name
    if cursor.isAt(.open) {
      cursor.skip()
    } else if !isInMain, let mayHaveRows = known[name] {
      source.mayHaveRows = mayHaveRows
    } else if let table = tables.table(name) {
      source.table = table
      source.mayHaveRows = !table.isEmpty
    }
  }

  // MARK: Conditions

  /// Whether the condition of a SELECT may hold for some row of each of its sources.
  private mutating func mayHold(_ range: Range<Int>, in sources: [Source], _ known: [String: Bool]) throws -> Bool {
    cursor.position = range.lowerBound
    let condition = try readAny(to: range.upperBound, sources, known)
    if !condition.mayHold(for: [], of: -1) { return false }
    return sources.enumerated().allSatisfy { number, source in
      guard let rows = source.table?.rows, condition.tests(number) else { return true }
      return rows.contains { condition.mayHold(for: $0, of: number) }
    }
  }

  /// Reads conditions with OR between.
  private mutating func readAny(to end: Int, _ sources: [Source], _ known: [String: Bool]) throws -> FactCondition {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw Lost() }
    var parts: [FactCondition] = []
    repeat {
      var all: [FactCondition] = []
      repeat { all.append(try readOne(to: end, sources, known)) } while cursor.position < end && cursor.take(.and)
      parts.append(.all(all))
    } while cursor.position < end && cursor.take(.or)
    guard cursor.position == end else { throw Lost() }
    return .any(parts)
  }

  private mutating func readOne(to end: Int, _ sources: [Source], _ known: [String: Bool]) throws -> FactCondition {
    let start = cursor.position
    let condition = try readTest(to: end, sources, known)
    if let condition, isAtEnd(end) { return condition }
    cursor.position = start
    skipOne(to: end)
    return .mayHold
  }

  /// Moves past a condition, in which the AND of BETWEEN and those of CASE stand for nothing.
  private mutating func skipOne(to end: Int) {
    var pairs = 0
    var cases = 0
    while cursor.position < end, cases > 0 || pairs > 0 || !isAtEnd(end) {
      switch cursor.mark() {
      case .case: cases += 1
      case .end: cases -= 1
      case .between where cases == 0: pairs += 1
      case .and where cases == 0: pairs -= 1
      default: break
      }
      cursor.skip()
    }
  }

  private func isAtEnd(_ end: Int) -> Bool { cursor.position >= end || cursor.isAt(.logic) }

  /// Reads what the start of a condition may be: conditions in parentheses, EXISTS, or a test of a column. Nil where it is
  /// something else.
  private mutating func readTest(to end: Int, _ sources: [Source], _ known: [String: Bool]) throws -> FactCondition? {
    if cursor.isAt(.open) {
      guard !cursor.isAt(.query, 1) else { return nil }
      var behind = cursor
      behind.skip()
      cursor.position += 1
      let condition = try readAny(to: behind.position - 1, sources, known)
      cursor = behind
      return condition
    }
    if cursor.isAt(.exists), cursor.isAt(.open, 1) {
      cursor.position += 1
      return try readParenthesis(known) ? .mayHold : .neverHolds
    }
    guard let first = cursor.word else { return nil }
    cursor.position += 1
    guard cursor.take(.dot) else { return try readTest(of: first, in: nil, sources, known) }
    guard let name = cursor.word else { return nil }
    cursor.position += 1
    return try readTest(of: name, in: first, sources, known)
  }

  /// Reads what is asked of a column.
  private mutating func readTest(
    of column: String, in qualifier: String?, _ sources: [Source], _ known: [String: Bool]
  ) throws -> FactCondition? {
    if cursor.isAt(.in), cursor.isAt(.open, 1), cursor.isAt(.query, 2) {
      cursor.position += 1
      return try readParenthesis(known) ? .mayHold : .neverHolds
    }
    guard let test = readTest() else { return nil }
    let number = qualifier.map { name in sources.firstIndex { $0.name == name } } ?? (sources.count == 1 ? 0 : nil)
    guard let number, let place = sources[number].table?.columns[column] else { return .mayHold }
    return .test(test, source: number, column: place)
  }

  /// Reads an operator and what is behind it.
  private mutating func readTest() -> FactTest? {
    let mark = cursor.mark()
    cursor.position += 1
    switch mark {
    case .equal: return readLiteral().map { .isOneOf([$0]) }
    case .unequal: return readLiteral().map(FactTest.isNot)
    case .is:
      if cursor.take(.not) { return cursor.take(.null) ? .isNotNull : nil }
      return readLiteral().map { .isOneOf([$0]) }
    case .like: return readLiteral()?.text.map(FactTest.like)
    case .glob: return readLiteral()?.text.flatMap(FactTest.glob)
    case .in:
      guard cursor.take(.open) else { return nil }
      var values: [Value] = []
      repeat {
        guard let value = readLiteral() else { return nil }
        values.append(value)
      } while cursor.take(.comma)
      return cursor.take(.close) ? .isOneOf(values) : nil
    default: return nil
    }
  }

  private mutating func readLiteral() -> Value? {
    defer { cursor.position += 1 }
    return cursor.text.map(Value.text) ?? cursor.integer.map(Value.integer)
  }
}
