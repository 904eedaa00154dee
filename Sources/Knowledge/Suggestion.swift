/// Finds what somebody meant who wrote something else.
package enum Suggestion {
  /// The candidate nearest to a name, or nil where none is near.
  package static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let limit = min(max(2, name.utf8.count / 3), name.utf8.count - 1)
    let near = candidates.map { ($0, distance(Array(name.utf8.prefix(64)), Array($0.utf8.prefix(64)))) }
      .filter { $0.1 <= limit }
    return near.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
  }

  /// A sentence that names the nearest candidate, or all of them where they are few.
  static func sentence(for name: String, among candidates: some Collection<String>) -> String {
    if let nearest = nearest(to: name, among: candidates) { return "did you mean '\(nearest)'?" }
    if candidates.isEmpty { return "there is none" }
    if candidates.count > 20 { return "there is no such name" }
    return "known are \(candidates.sorted().joined(separator: ", "))"
  }

  /// How many bytes to insert, delete or replace to turn one name into the other.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var previous = Array(0...right.count)
    for (row, byte) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        current.append(min(previous[column] + (byte == other ? 0 : 1), previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[right.count]
  }
}
