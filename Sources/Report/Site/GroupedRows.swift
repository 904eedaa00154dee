import Store

/// Of each group of a dataset's rows, those that rank highest, kept while all rows stream by.
struct GroupedRows: Sendable {
  private let column: String
  private let limit: Int
  private let rank: @Sendable (Row) -> Int64
  private var groups: [ExactText: [Row]] = [:]

  /// Keeps at most `limit` rows for each value of a column; of equal rank, those that come first. A rank below 1 is left out.
  init(by column: String, limit: Int, rank: @escaping @Sendable (Row) -> Int64) {
    self.column = column
    self.limit = limit
    self.rank = rank
  }

  mutating func take(_ row: Row) {
    let weight = rank(row)
    guard weight > 0, let group = row.text(column).map(ExactText.init) else { return }
    var rows = groups[group] ?? []
    if rows.count >= limit, let last = rows.last, rank(last) >= weight { return }
    let place = rows.firstIndex { rank($0) < weight } ?? rows.endIndex
    rows.insert(row, at: place)
    if rows.count > limit { rows.removeLast() }
    groups[group] = rows
  }

  subscript(group: String) -> [Row] { groups[ExactText(group)] ?? [] }
}
