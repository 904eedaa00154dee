import Store

/// Rates month by month, by the repository or the rule they are of.
///
/// The datasets have a row only for a month in which something changed; here a rate holds until the next one, so that
/// months stand at equal distances.
struct Trends: Sendable {
  private var points: [ExactText: [TrendChart.Point]] = [:]

  /// Reads the rows of a trend, which are in the order of names and months, and goes on to the month of the report.
  init(_ rows: [Row], by column: String, until lastDay: String) {
    for row in rows {
      guard let name = row.text(column).map(ExactText.init), let month = row.text("month") else { continue }
      Self.append(TrendChart.Point(month: month, rate: row.real("rate")), to: &points[name, default: []])
    }
    let last = String(lastDay.prefix(7))
    for name in points.keys {
      guard let rate = points[name]?.last?.rate, points[name]?.last?.month != last else { continue }
      Self.append(TrendChart.Point(month: last, rate: rate), to: &points[name, default: []])
    }
  }

  init() {}

  subscript(name: String) -> [TrendChart.Point] { points[ExactText(name)] ?? [] }

  /// The rates of the last two years alone, for a sparkline.
  func rates(of name: String) -> [Double] { self[name].suffix(24).compactMap(\.rate) }

  private static func append(_ point: TrendChart.Point, to points: inout [TrendChart.Point]) {
    // The limit is for a month that is none, or of another age.
    for _ in 0..<600 {
      guard let last = points.last, let next = following(last.month), next < point.month else { break }
      points.append(TrendChart.Point(month: next, rate: last.rate))
    }
    points.append(point)
  }

  /// 2026-12 to 2027-01; nil for what is no month.
  private static func following(_ month: String) -> String? {
    let parts = month.split(separator: "-")
    guard parts.count == 2, let year = Int(parts[0]), let number = Int(parts[1]), (1...12).contains(number) else {
      return nil
    }
    let next = number % 12 + 1
    return "\(number == 12 ? year + 1 : year)-\(next < 10 ? "0" : "")\(next)"
  }
}
