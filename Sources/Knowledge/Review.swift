/// How a rule's findings stood up: some, drawn at random from real repositories, were read by a person.
package struct Review: Sendable, Hashable {
  /// How many were read.
  package let reviewed: Int
  /// How many of these were right.
  package let upheld: Int

  /// Fewer say too little for a claim.
  private static let enough = 15

  /// The highest confidence that the figures bear out.
  package var highestConfidence: Confidence {
    let percent = upheld * 100
    if percent >= 95 * reviewed { return .high }
    if percent >= 80 * reviewed { return reviewed < Self.enough ? .high : .medium }
    return reviewed < Self.enough ? .medium : .low
  }
}

extension Confidence: Comparable {
  package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }

  private var rank: Int {
    switch self {
    case .high: 2
    case .medium: 1
    case .low: 0
    }
  }
}
