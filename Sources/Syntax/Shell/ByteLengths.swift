/// Lengths of some words by their first bytes: tells without a hash that a word is none of them, as nearly all are not.
struct ByteLengths: Sendable {
  private var masks = [UInt64](repeating: 0, count: 128)

  init(_ words: some Sequence<String> = []) {
    for word in words { insert(word) }
  }

  mutating func insert(_ word: String) {
    guard let first = word.utf8.first else { return }
    masks[Int(first & 127)] |= 1 << UInt64(word.utf8.count & 63)
  }

  func mayContain(first: UInt8, count: Int) -> Bool {
    masks[Int(first & 127)] & (1 << UInt64(count & 63)) != 0
  }
}
