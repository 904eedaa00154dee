/// A `syntax` or `check` directive as BuildKit looks for it before it parses a file, which may be in a language of its
/// own: behind a `#!` line, with `//` for `#`, or as a key of a JSON object.
package struct ParserSelection: Sendable, Equatable {
  /// The whole value.
  package var value: String
  /// Its first word: for `syntax` the image of the parser.
  package var reference: String
  /// Nil where the file is a JSON object.
  package var line: Int?

  package init?(_ name: String, in raw: [UInt8]) {
    var bytes = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? raw.dropFirst(3) : raw[...]
    var number = 1
    if bytes.starts(with: [Ascii.hash, UInt8(ascii: "!")]) {
      let end = bytes.firstIndex(of: Ascii.newline) ?? bytes.endIndex - 1
      bytes = bytes[(end + 1)...]
      number = 2
    }
    for mark in ["#", "//"] {
      guard let found = Self.find(name, in: bytes, mark: mark, firstLine: number) else { continue }
      self = found
      return
    }
    guard let value = JSONObject.string(name, in: bytes) else { return nil }
    self.init(value: value, line: nil)
  }

  private init(value: String, line: Int?) {
    self.value = value
    reference = String(value.prefix { $0 != " " })
    self.line = line
  }

  private static func find(
    _ name: String, in bytes: ArraySlice<UInt8>, mark: String, firstLine: Int
  ) -> ParserSelection? {
    var rest = bytes
    var number = firstLine
    var seen: Set<String> = []
    while !rest.isEmpty {
      let end = rest.firstIndex(of: Ascii.newline) ?? rest.endIndex
      let line = rest[rest.startIndex..<end]
      rest = rest[min(end + 1, rest.endIndex)...]
      guard line.starts(with: mark.utf8),
        let (found, value) = DirectiveLine.parse([Ascii.hash] + line.dropFirst(mark.utf8.count))
      else { return nil }
      if found == name { return ParserSelection(value: value, line: number) }
      if ParserDirective.Name(rawValue: found) != nil, !seen.insert(found).inserted { return nil }
      number += 1
    }
    return nil
  }
}
