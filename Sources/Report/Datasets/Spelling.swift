/// Names that somebody may have meant.
enum Spelling {
  /// At most three names that hold the text, or that few edits turn into it, nearest first.
  static func nearest(to text: String, among names: [String]) -> [String] {
    let wanted = text.lowercased()
    let limit = max(2, wanted.count / 3)
    let scored: [(Int, String)] = names.compactMap { name in
      let isPart = !wanted.isEmpty && (name.contains(wanted) || wanted.contains(name))
      let distance = isPart ? 0 : edits(from: Array(wanted.utf8), to: Array(name.utf8))
      return distance <= limit ? (distance, name) : nil
    }
    return scored.sorted { $0 < $1 }.prefix(3).map(\.1)
  }

  /// How many insertions, deletions and replacements turn one text into the other.
  private static func edits(from first: [UInt8], to second: [UInt8]) -> Int {
    guard first.count <= 100, second.count <= 100 else { return .max }
    var previous = Array(0...second.count)
    for (row, byte) in first.enumerated() {
      var current = [row + 1]
      for (column, other) in second.enumerated() {
        let replaced = previous[column] + (byte == other ? 0 : 1)
        current.append(min(replaced, previous[column + 1] + 1, current[column] + 1))
      }
      previous = current
    }
    return previous[second.count]
  }
}
