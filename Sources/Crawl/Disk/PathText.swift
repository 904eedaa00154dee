/// Paths on Unix are bytes; the database holds text. This is the one mapping between them.
package enum PathText {
  private static let backslash = UInt8(ascii: "\\")

  /// The path as text: itself where it is valid UTF-8, else with each byte outside ASCII written `\xHH`.
  ///
  /// No two paths share a text: where a path is escaped, or itself holds something like `\xHH`, its backslashes
  /// are escaped too, so that reading the escapes back gives the one path that the text stands for.
  package static func text(_ bytes: some Collection<UInt8>) -> String {
    let plain = String(decoding: bytes, as: UTF8.self)
    let isValid = plain.utf8.elementsEqual(bytes)
    if isValid && !holdsEscape(bytes) { return plain }
    var escaped: [UInt8] = []
    for byte in bytes {
      if byte == backslash || (!isValid && byte >= 0x80) {
        escaped += "\\x\(Hex.text([byte]))".utf8
      } else {
        escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }

  private static func holdsEscape(_ bytes: some Collection<UInt8>) -> Bool {
    guard bytes.contains(backslash) else { return false }
    let all = Array(bytes)
    return all.indices.dropLast(3).contains { index in
      all[index] == backslash && all[index + 1] == UInt8(ascii: "x")
        && Hex.isDigit(all[index + 2]) && Hex.isDigit(all[index + 3])
    }
  }
}
