/// What a word or sign means in a query, as far as it is told apart.
struct SQLMark: OptionSet {
  let rawValue: UInt64

  private init(_ bit: UInt64) { rawValue = 1 << bit }
  init(rawValue: UInt64) { self.rawValue = rawValue }

  static let open = SQLMark(0)
  static let close = SQLMark(1)
  static let comma = SQLMark(2)
  static let dot = SQLMark(3)
  static let equal = SQLMark(4)
  static let unequal = SQLMark(5)
  static let select = SQLMark(6)
  static let with = SQLMark(7)
  static let values = SQLMark(8)
  static let from = SQLMark(9)
  static let distinct = SQLMark(10)
  static let `where` = SQLMark(11)
  static let group = SQLMark(12)
  static let having = SQLMark(13)
  /// WINDOW, ORDER or LIMIT.
  static let tail = SQLMark(14)
  /// UNION, EXCEPT or INTERSECT.
  static let compound = SQLMark(15)
  static let all = SQLMark(16)
  static let left = SQLMark(17)
  static let rightOrFull = SQLMark(18)
  /// The other words between tables that are joined.
  static let join = SQLMark(19)
  static let on = SQLMark(20)
  /// USING or INDEXED.
  static let using = SQLMark(21)
  static let recursive = SQLMark(22)
  static let `as` = SQLMark(23)
  static let not = SQLMark(24)
  static let materialized = SQLMark(25)
  static let and = SQLMark(26)
  static let or = SQLMark(27)
  static let exists = SQLMark(28)
  static let between = SQLMark(29)
  static let `case` = SQLMark(30)
  static let end = SQLMark(31)
  static let `is` = SQLMark(32)
  static let null = SQLMark(33)
  static let `in` = SQLMark(34)
  static let like = SQLMark(35)
  static let glob = SQLMark(36)
  /// The name of an aggregate function.
  static let aggregate = SQLMark(37)

  static let query: SQLMark = [.select, .with, .values]
  static let joins: SQLMark = [.comma, .left, .rightOrFull, .join]
  static let clauses: SQLMark = [.compound, .where, .group, .having, .tail]
  static let logic: SQLMark = [.and, .or]

  /// The mark of a word; empty where it has none.
  static func of(word: Slice<UnsafeBufferPointer<UInt8>>) -> SQLMark {
    guard let first = word.first, lengths[Int(first & 0x1F)] & 1 << UInt64(min(word.count, 63)) != 0,
      let (text, mark) = words[code(of: word)]
    else { return [] }
    let isSame = text.withUTF8Buffer { zip($0, word).allSatisfy { $0 == $1 | 0x20 || $0 == $1 } }
    return isSame ? mark : []
  }

  /// A number for a word, whatever its case: its length and first letters.
  private static func code(of word: Slice<UnsafeBufferPointer<UInt8>>) -> UInt64 {
    word.prefix(7).reduce(UInt64(word.count)) { $0 << 8 | UInt64($1 | 0x20) }
  }

  private static let words: [UInt64: (text: StaticString, mark: SQLMark)] = {
    let words: [(StaticString, SQLMark)] = [
      ("select", .select), ("with", .with), ("values", .values), ("from", .from), ("distinct", .distinct),
      ("where", .where), ("group", .group), ("having", .having), ("window", .tail), ("order", .tail), ("limit", .tail),
      ("union", .compound), ("except", .compound), ("intersect", .compound), ("all", .all), ("left", .left),
      ("right", .rightOrFull), ("full", .rightOrFull), ("join", .join), ("inner", .join), ("outer", .join),
      ("cross", .join), ("natural", .join), ("on", .on), ("using", .using), ("indexed", .using),
      ("recursive", .recursive), ("as", .as), ("not", .not), ("materialized", .materialized), ("and", .and),
      ("or", .or),
      ("exists", .exists), ("between", .between), ("case", .case), ("end", .end), ("is", .is), ("null", .null),
      ("in", .in), ("like", .like), ("glob", .glob), ("count", .aggregate), ("sum", .aggregate), ("total", .aggregate),
      ("avg", .aggregate), ("min", .aggregate), ("max", .aggregate), ("group_concat", .aggregate),
      ("string_agg", .aggregate), ("json_group_array", .aggregate), ("json_group_object", .aggregate),
    ]
    return words.reduce(into: [:]) { codes, word in
      codes[word.0.withUTF8Buffer { code(of: $0[...]) }] = (word.0, word.1)
    }
  }()

  /// The lengths of the words that begin with a letter, as bits: most words are told from those above by them.
  private static let lengths = words.values.reduce(into: Array(repeating: UInt64(0), count: 32)) { lengths, word in
    lengths[Int(word.text.utf8Start.pointee & 0x1F)] |= 1 << UInt64(word.text.utf8CodeUnitCount)
  }
}
