/// Days as ISO 8601 writes them, such as 2026-12-31, which compare as text.
package enum CalendarDay {
  /// A day before all others. A suppression whose end is not a day gets it, so that it does not count.
  package static let longPast = "0000-00-00"

  /// Whether a text is a day of the calendar.
  package static func isValid(_ text: some StringProtocol) -> Bool {
    let bytes = Array(text.utf8.prefix(11))
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = number(bytes[..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8...])
    else { return false }
    return year > 0 && (1...12).contains(month) && (1...length(of: month, in: year)).contains(day)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
