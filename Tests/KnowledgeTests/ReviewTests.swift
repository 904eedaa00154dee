import Testing

@testable import Knowledge

/// What a rule claims of itself is held to what a reading of its findings showed.
@Suite struct ReviewTests {
  @Test(
    arguments: [
      (20, 20, .high), (20, 19, .high), (20, 18, .medium), (15, 12, .medium), (20, 16, .medium), (20, 15, .low),
      (15, 0, .low), (14, 12, .high), (10, 8, .high), (10, 7, .medium), (1, 0, .medium), (1, 1, .high),
    ] as [(Int, Int, Confidence)])
  func `A share bears a confidence out`(reviewed: Int, upheld: Int, highest: Confidence) {
    #expect(Review(reviewed: reviewed, upheld: upheld).highestConfidence == highest)
  }

  @Test func `No built-in rule claims more than its figures`() throws {
    let rules = try KnowledgeBase.builtIn().rules
    #expect(rules.count { $0.review != nil } > 200)
    for rule in rules {
      guard let review = rule.review else { continue }
      #expect(rule.confidence <= review.highestConfidence, "\(rule.id): \(review.upheld) of \(review.reviewed)")
    }
  }
}
