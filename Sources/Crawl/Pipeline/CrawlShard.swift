/// A part of the repositories, so that several machines can crawl an organisation at once: each takes its own part.
///
/// A repository's part hangs on its name alone, so it is the same on every machine and in every crawl.
package struct CrawlShard: Sendable, Hashable {
  /// From 1.
  package let number: Int
  package let count: Int

  /// Nil where the number is not one of the parts.
  package init?(number: Int, of count: Int) {
    guard count > 0, (1...count).contains(number) else { return nil }
    self.number = number
    self.count = count
  }

  package func holds(_ name: String) -> Bool {
    // FNV-1a: Swift's own hashes differ from one process to the next.
    let hash = name.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return Int((hash ^ (hash >> 32)) % UInt64(count)) == number - 1
  }
}
