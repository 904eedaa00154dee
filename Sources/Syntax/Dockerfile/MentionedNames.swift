/// The names that a text mentions as `$NAME`, `${NAME` or PowerShell's `$env:NAME`, each as often as it does.
package enum MentionedNames {
  package static func each(in bytes: [UInt8], _ range: Range<Int>, _ body: (String) -> Void) {
    let range = range.clamped(to: 0..<bytes.count)
    var index = range.lowerBound
    while let dollar = bytes[index..<range.upperBound].firstIndex(of: Ascii.dollar) {
      var start = dollar + 1
      if start < range.upperBound, bytes[start] == Ascii.openBrace { start += 1 }
      var end = endOfName(bytes, start, range.upperBound)
      if end > start { body(String(decoding: bytes[start..<end], as: UTF8.self)) }
      if end < range.upperBound, bytes[end] == Ascii.colon, Ascii.equalIgnoringCase(bytes[start..<end], "env") {
        start = end + 1
        end = endOfName(bytes, start, range.upperBound)
        if end > start { body(String(decoding: bytes[start..<end], as: UTF8.self)) }
      }
      index = max(end, dollar + 1)
    }
  }

  private static func endOfName(_ bytes: [UInt8], _ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit, Ascii.isNameByte(bytes[index]) { index += 1 }
    return index
  }
}
