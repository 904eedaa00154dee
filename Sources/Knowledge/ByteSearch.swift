import Foundation

extension String.UTF8View {
  /// Whether the bytes of a text stand somewhere in these: unlike `String.contains` it looks for no characters, which
  /// makes it some fifty times as fast.
  package func contains(bytesOf text: String) -> Bool {
    var bytes = String(self)
    var wanted = text
    return bytes.withUTF8 { bytes in wanted.withUTF8 { bytes[...].end(of: $0) } } != nil
  }
}

extension String {
  /// What stands before the first place of a text, or all.
  func before(_ wanted: StaticString) -> String {
    var text = self
    return text.withUTF8 { bytes in
      guard let end = wanted.withUTF8Buffer({ bytes[...].end(of: $0) }) else { return self }
      return String(decoding: bytes[..<(end - wanted.utf8CodeUnitCount)], as: UTF8.self)
    }
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// Where the first place of some bytes ends.
  func end(of wanted: UnsafeBufferPointer<UInt8>) -> Int? {
    let bytes = UnsafeBufferPointer(rebasing: self)
    guard let text = bytes.baseAddress, let wantedText = wanted.baseAddress else { return nil }
    // Many wanted texts begin with a line end, which is found more often than what is behind it.
    let pivot = Swift.min(1, wanted.count - 1)
    var start = 0
    while bytes.count - start >= wanted.count,
      let found = memchr(text + start + pivot, Int32(wanted[pivot]), bytes.count - start - wanted.count + 1)
    {
      start = UnsafeRawPointer(found) - UnsafeRawPointer(text) - pivot
      if memcmp(text + start, wantedText, wanted.count) == 0 { return startIndex + start + wanted.count }
      start += 1
    }
    return nil
  }
}
