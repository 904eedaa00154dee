#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Whether a word looks as if a machine had drawn it, by Shannon's measure of its bytes.
enum SecretEntropy {
  private static let hexBits = 3.0
  private static let base64Bits = 4.5
  private static let lengths = 20...256

  static func looksRandom(_ word: ArraySlice<UInt8>) -> Bool {
    guard lengths.contains(word.count), word.contains(where: isDigit), !isUUID(word) else { return false }
    if word.allSatisfy(isHex) { return !word.allSatisfy(isDigit) && bits(word) > hexBits }
    guard word.allSatisfy(SecretTokenShape.Alphabet.base64.contains) else { return false }
    // Paths are made of the same letters.
    return word.count { $0 == UInt8(ascii: "/") } <= 2 && bits(word) > base64Bits
  }

  private static func bits(_ word: ArraySlice<UInt8>) -> Double {
    var counts = [Int](repeating: 0, count: 256)
    for byte in word { counts[Int(byte)] += 1 }
    let total = Double(word.count)
    return counts.reduce(0) { sum, count in
      count == 0 ? sum : sum - Double(count) / total * log2(Double(count) / total)
    }
  }

  private static func isUUID(_ word: ArraySlice<UInt8>) -> Bool {
    word.count == 36 && word.count { $0 == UInt8(ascii: "-") } == 4
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  private static func isHex(_ byte: UInt8) -> Bool {
    SecretTokenShape.Alphabet.lowerHex.contains(byte >= 65 ? byte | 0x20 : byte)
  }
}
