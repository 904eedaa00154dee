/// A short name for a text, the same in every run: FNV-1a over the UTF-8 bytes, 64 bits, in hex.
///
/// It tells whether something changed since it was stored; it is no defence against anyone.
package enum Fingerprint {
  package static func of(_ texts: [String]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for text in texts {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0xff) &* 0x100_0000_01b3  // No byte of UTF-8, so that ["ab", "c"] is not ["a", "bc"].
    }
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
