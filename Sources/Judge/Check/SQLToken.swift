/// A word or sign of a query.
struct SQLToken {
  enum Kind {
    /// A name or keyword that is not quoted.
    case word
    /// What a pair of single quotes holds, with the quotes.
    case text
    case number
    case sign
    /// A quoted name.
    case quoted
  }

  let kind: Kind
  let mark: SQLMark
  let range: Range<Int>
}
