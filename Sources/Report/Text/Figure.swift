/// Numbers, rates and dates as people read them.
package enum Figure {
  /// With a comma between thousands: 12,345.
  package static func count(_ number: Int64) -> String {
    let digits = String(number.magnitude)
    var grouped = ""
    for (position, digit) in digits.enumerated() {
      if position > 0, (digits.count - position) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return number < 0 ? "−" + grouped : grouped
  }

  /// A rate from 0 to 1 in per cent with one decimal. Only all is 100 %, and only nothing is 0 %.
  package static func percent(_ rate: Double?) -> String {
    guard let rate, rate.isFinite else { return "–" }
    let tenths = Int((rate * 1000).rounded())
    if tenths >= 1000 { return rate < 1 ? "99.9 %" : "100 %" }
    if tenths <= 0 { return rate > 0 ? "0.1 %" : "0 %" }
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// The difference of two rates in percentage points, with its sign.
  package static func points(_ difference: Double) -> String {
    guard difference.isFinite else { return "–" }
    let tenths = Int((difference * 1000).rounded())
    let sign = tenths < 0 ? "−" : tenths > 0 ? "+" : "±"
    return "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  /// At most two decimals, for coordinates.
  static func coordinate(_ value: Double) -> String {
    guard value.isFinite else { return "0" }
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    if rest == 0 { return "\(sign)\(whole)" }
    return rest % 10 == 0 ? "\(sign)\(whole).\(rest / 10)" : "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }

  /// 2026-08-31 as 31 August 2026; whatever is no date stays as it is.
  package static func day(_ iso: String) -> String {
    let parts = iso.prefix(10).split(separator: "-")
    guard parts.count == 3, let day = Int(parts[2]), let name = monthName(parts[1]) else { return iso }
    return "\(day) \(name) \(parts[0])"
  }

  /// 2026-08 as Aug 2026.
  package static func month(_ iso: String) -> String {
    let parts = iso.prefix(7).split(separator: "-")
    guard parts.count == 2, let name = monthName(parts[1]) else { return iso }
    return "\(name.prefix(3)) \(parts[0])"
  }

  /// A number of days as people say it.
  package static func age(days: Int64) -> String {
    switch days {
    case ..<0: "–"
    case 0: "today"
    case 1: "1 day"
    case ..<60: "\(days) days"
    case ..<730: "\(days / 30) months"
    default: "\(days / 365) years"
    }
  }

  private static func monthName(_ number: Substring) -> String? {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    return Int(number).flatMap { names.indices.contains($0 - 1) ? names[$0 - 1] : nil }
  }
}
