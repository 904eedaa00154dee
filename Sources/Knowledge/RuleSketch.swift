/// What a glance at a rule's record tells. A check of one file asks it whether the rule can say anything of the file, since
/// reading all records whole would take longer than the rest of the check.
package struct RuleSketch: Sendable, Hashable {
  package let id: String
  package let target: String
  package let isOnByDefault: Bool
  /// The SQL of Applies.
  package let applies: String

  /// Nil where the record is no rule in the usual form, so that it has to be read whole.
  init?(_ file: RecordFile) {
    let bytes = Array(file.text.utf8)
    guard let matter = Self.range(of: "\n---\n", in: bytes, from: 0),
      let target = Self.value(of: "\ntarget: ", in: bytes[..<matter.lowerBound]),
      let heading = Self.range(of: "\n## Applies\n", in: bytes, from: matter.upperBound),
      let opening = Self.range(of: "```sql\n", in: bytes, from: heading.upperBound),
      let closing = Self.range(of: "\n```", in: bytes, from: opening.upperBound),
      let name = file.path.split(separator: "/").last, name.hasSuffix(".md")
    else { return nil }
    id = String(name.dropLast(3))
    self.target = target
    isOnByDefault = Self.value(of: "\ndefault: ", in: bytes[..<matter.lowerBound]) != "off"
    applies = String(decoding: bytes[opening.upperBound..<closing.lowerBound], as: UTF8.self)
  }

  /// Whether the answer of Applies hangs on facts alone, and not on parameters or on what is known of images.
  package var readsFactsOnly: Bool {
    !applies.utf8.contains(bytesOf: "rule_parameter") && !applies.utf8.contains(bytesOf: "image_")
  }

  /// The word that follows a key at the start of a line.
  private static func value(of key: StaticString, in bytes: ArraySlice<UInt8>) -> String? {
    guard let range = range(of: key, in: bytes, from: bytes.startIndex) else { return nil }
    let word = bytes[range.upperBound...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: " ") }
    return String(decoding: word, as: UTF8.self)
  }

  private static func range<Bytes: RandomAccessCollection<UInt8>>(
    of text: StaticString, in bytes: Bytes, from start: Int
  ) -> Range<Int>? where Bytes.Index == Int {
    let length = text.utf8CodeUnitCount
    guard length > 0, bytes.endIndex - start >= length else { return nil }
    return text.withUTF8Buffer { wanted in
      var position = start
      while position <= bytes.endIndex - length {
        var matched = 0
        while matched < length, bytes[position + matched] == wanted[matched] { matched += 1 }
        if matched == length { return position..<position + length }
        position += 1
      }
      return nil
    }
  }
}
