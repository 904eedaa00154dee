/// Numbers of rules, as bits.
struct RuleNumbers: Sendable, Hashable {
  /// The last one is not zero, so that equal sets are equal.
  private var words: [UInt64] = []

  init() {}

  init(_ numbers: some Sequence<Int64>) {
    for number in numbers { insert(number) }
  }

  var isEmpty: Bool { words.isEmpty }

  func contains(_ number: Int64) -> Bool {
    let word = Int(number >> 6)
    return words.indices.contains(word) && words[word] & Self.bit(number) != 0
  }

  /// Takes in a number; one below zero is no key.
  mutating func insert(_ number: Int64) {
    guard number >= 0 else { return }
    let word = Int(number >> 6)
    while words.count <= word { words.append(0) }
    words[word] |= Self.bit(number)
  }

  func union(_ other: RuleNumbers) -> RuleNumbers {
    var result = words.count < other.words.count ? other : self
    let smaller = words.count < other.words.count ? self : other
    for (position, word) in smaller.words.enumerated() { result.words[position] |= word }
    return result
  }

  func subtracting(_ other: RuleNumbers) -> RuleNumbers {
    var result = self
    for (position, word) in other.words.prefix(words.count).enumerated() { result.words[position] &= ~word }
    while result.words.last == 0 { result.words.removeLast() }
    return result
  }

  /// The numbers in order.
  var numbers: [Int64] {
    words.enumerated().flatMap { position, word in
      (0..<64).filter { word & 1 << $0 != 0 }.map { Int64(position) << 6 + Int64($0) }
    }
  }

  /// The set as text, by which it is found in the database.
  var fingerprint: String { words.map { String($0, radix: 36) }.joined(separator: ".") }

  private static func bit(_ number: Int64) -> UInt64 { 1 << UInt64(number & 63) }
}
