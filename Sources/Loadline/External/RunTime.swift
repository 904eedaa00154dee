import Foundation

/// When a scanner ran, from what its logs say.
struct RunTime {
  /// ISO 8601 in UTC, to the second.
  let text: String
  /// Whether the logs name times, and none of them can be when it ran.
  let isUnreadable: Bool

  /// - Parameters:
  ///   - times: The times as the logs name them.
  ///   - now: When they are imported, which is taken where they name no time of the past.
  init(_ times: [String], now: Date) {
    let ends = times.compactMap(Self.date).filter { $0 <= now && $0.timeIntervalSince1970 > 0 }
    isUnreadable = ends.isEmpty && !times.isEmpty
    text = (ends.max() ?? now).formatted(.iso8601)
  }

  /// Some scanners write fractions of a second, or an offset; one without an offset is in UTC, as SARIF demands.
  private static func date(_ time: String) -> Date? {
    guard time.utf8.count <= 64 else { return nil }
    var text = time.uppercased()
    if let dot = text.firstIndex(where: { $0 == "." || $0 == "," }) {
      let end = text[text.index(after: dot)...].firstIndex { !$0.isWholeNumber } ?? text.endIndex
      text.removeSubrange(dot..<end)
    }
    let clock = text.prefix(19)
    let offset = text.dropFirst(19)
    // The strategy takes the 30th of February for the 2nd of March.
    guard let local = try? Date(clock + "Z", strategy: .iso8601), local.formatted(.iso8601) == clock + "Z" else {
      return nil
    }
    return offset.isEmpty ? local : try? Date(text, strategy: .iso8601)
  }
}
