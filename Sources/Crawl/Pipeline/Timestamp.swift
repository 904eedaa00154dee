internal import Glibc

/// Moments as the database writes them: ISO 8601 in UTC, to the second, so that the order of texts is the order of time.
package enum Timestamp {
  /// The years that four digits can write. A commit may claim any time at all.
  private static let range = 0...253_402_300_799

  package static func text(_ secondsSince1970: Int) -> String {
    let seconds = min(max(secondsSince1970, range.lowerBound), range.upperBound)
    let (days, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    let date = civilDate(days)
    return "\(digits(date.year, 4))-\(digits(date.month, 2))-\(digits(date.day, 2))"
      + "T\(digits(rest / 3600, 2)):\(digits(rest / 60 % 60, 2)):\(digits(rest % 60, 2))Z"
  }

  package static func now() -> Int { time(nil) }

  /// The Gregorian date so many days after 1970-01-01, counted in years that begin in March, which puts the leap day
  /// at their end.
  private static func civilDate(_ days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let (era, dayOfEra) = shifted.quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  private static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
