import Store

/// A condition of a query, as far as it asks for values in single rows; the rest may hold.
indirect enum FactCondition {
  case mayHold
  case neverHolds
  case all([FactCondition])
  case any([FactCondition])
  /// A test of a column in the rows of one of the tables that the query names, both by number.
  case test(FactTest, source: Int, column: Int)

  /// Whether it may hold where the row stands for the source, whatever stands for the others.
  func mayHold(for row: [Value], of source: Int) -> Bool {
    switch self {
    case .mayHold: return true
    case .neverHolds: return false
    case .all(let parts): return parts.allSatisfy { $0.mayHold(for: row, of: source) }
    case .any(let parts): return parts.contains { $0.mayHold(for: row, of: source) }
    case .test(let test, source, let column): return test.mayHold(for: row[column])
    case .test: return true
    }
  }

  /// Whether rows of the source decide it.
  func tests(_ source: Int) -> Bool {
    switch self {
    case .mayHold: false
    case .neverHolds: true
    case .all(let parts), .any(let parts): parts.contains { $0.tests(source) }
    case .test(_, let tested, _): tested == source
    }
  }
}

/// A test that one value of a row passes or not. None is passed by NULL.
enum FactTest {
  case isOneOf([Value])
  case isNot(Value)
  case isNotNull
  /// LIKE or GLOB, of which only these texts are looked for, one behind the other.
  case holds([[UInt8]], ignoringCase: Bool)

  /// False only where SQLite would not find it to be true.
  func mayHold(for value: Value) -> Bool {
    if value.isNull { return false }
    switch self {
    case .isOneOf(let values): return values.contains { Self.mayEqual($0, value) }
    case .isNot(let other): return !Self.isSame(other, value)
    case .isNotNull: return true
    case .holds(let parts, let ignoringCase):
      guard case .text(var text) = value else { return true }
      return text.withUTF8 { Self.finds(parts, in: $0[...], ignoringCase: ignoringCase) }
    }
  }

  /// A number and a text may be equal, depending on the column.
  private static func mayEqual(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    case (.text, .text), (.integer, .integer): left == right
    default: true
    }
  }

  private static func isSame(_ left: Value, _ right: Value) -> Bool {
    switch (left, right) {
    // Texts that look the same may differ in bytes.
    case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
    case (.integer(let left), .integer(let right)): left == right
    default: false
    }
  }

  private static func finds(
    _ parts: [[UInt8]], in bytes: Slice<UnsafeBufferPointer<UInt8>>, ignoringCase: Bool
  ) -> Bool {
    var rest = bytes
    for part in parts {
      while !starts(rest, with: part, ignoringCase) { if rest.popFirst() == nil { return false } }
      rest = rest.dropFirst(part.count)
    }
    return true
  }

  private static func starts(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, with part: [UInt8], _ ignoringCase: Bool
  ) -> Bool {
    guard bytes.count >= part.count else { return false }
    return zip(bytes, part).allSatisfy { $0 == $1 || ignoringCase && lower($0) == lower($1) }
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte }

  /// LIKE with a pattern: what stands between its wildcards must be there.
  static func like(_ pattern: String) -> FactTest {
    let parts = pattern.utf8.split { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "_") }
    return .holds(parts.map(Array.init), ignoringCase: true)
  }

  /// GLOB with a pattern, or nil where its brackets never close.
  static func glob(_ pattern: String) -> FactTest? {
    var parts: [[UInt8]] = [[]]
    var rest = Array(pattern.utf8)[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "*"), UInt8(ascii: "?"): parts.append([])
      case UInt8(ascii: "["):
        if rest.first == UInt8(ascii: "^") { rest.removeFirst() }
        // A bracket that closes at once stands for itself.
        guard let end = rest.dropFirst().firstIndex(of: UInt8(ascii: "]")) else { return nil }
        rest = rest[(end + 1)...]
        parts.append([])
      default: parts[parts.count - 1].append(byte)
      }
    }
    return .holds(parts.filter { !$0.isEmpty }, ignoringCase: false)
  }
}
