/// White space as Go's `unicode.IsSpace` knows it, which decides where BuildKit trims lines and splits words.
enum WhiteSpace {
  /// The length of the white space character at `index`, 0 where there is none.
  @inline(__always)
  static func length(in bytes: [UInt8], at index: Int, end: Int) -> Int {
    guard index < end else { return 0 }
    let byte = bytes[index]
    if byte < 0x80 { return Ascii.isSpace(byte) ? 1 : 0 }
    return wideLength(in: bytes, at: index, end: end)
  }

  /// U+0085, U+00A0 and the spaces of other scripts.
  private static func wideLength(in bytes: [UInt8], at index: Int, end: Int) -> Int {
    guard index + 1 < end else { return 0 }
    let (first, second) = (bytes[index], bytes[index + 1])
    if first == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard index + 2 < end else { return 0 }
    let third = bytes[index + 2]
    return switch (first, second) {
    case (0xE1, 0x9A): third == 0x80 ? 3 : 0
    case (0xE2, 0x80): third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF ? 3 : 0
    case (0xE2, 0x81): third == 0x9F ? 3 : 0
    case (0xE3, 0x80): third == 0x80 ? 3 : 0
    default: 0
    }
  }

  static func skipping(in bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    while case let length = length(in: bytes, at: start, end: range.upperBound), length > 0 { start += length }
    return start..<range.upperBound
  }
}

/// The range without the white space at both ends.
func trimming(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
  let range = WhiteSpace.skipping(in: bytes, range.clamped(to: 0..<bytes.count))
  var end = range.upperBound
  while end > range.lowerBound {
    if Ascii.isSpace(bytes[end - 1]) {
      end -= 1
    } else if bytes[end - 1] < 0x80 {
      break
    } else if let length = [2, 3].first(where: {
      end - $0 >= range.lowerBound && WhiteSpace.length(in: bytes, at: end - $0, end: end) == $0
    }) {
      end -= length
    } else {
      break
    }
  }
  return range.lowerBound..<end
}
