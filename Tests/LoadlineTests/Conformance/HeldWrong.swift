/// Verdicts of peers' suites that we do not share, each with the reason.
enum HeldWrong {
  struct DisputedVerdict {
    let lintCase: String
    let rule: String
    let reason: String
  }

  static let verdicts: [DisputedVerdict] = []
}
