/// Tells templates of YAML files from YAML files.
enum ComposeTemplate {
  /// The first line with `{% … %}`, or with `{{ … }}` where a line or a value begins; nil where there is none.
  ///
  /// Braces inside a value are none: swarm services use them, as in `node-{{.Task.Slot}}`.
  static func firstLine(in bytes: [UInt8]) -> Int? {
    guard bytes.contains(UInt8(ascii: "{")) else { return nil }
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      if holdsMark(line) { return number }
    }
    return nil
  }

  private static func holdsMark(_ line: ArraySlice<UInt8>) -> Bool {
    let text = line.drop { $0 == 0x20 || $0 == 0x09 }
    guard text.first != UInt8(ascii: "#") else { return false }
    var start = text.startIndex
    while let brace = text[start...].firstIndex(of: UInt8(ascii: "{")), brace + 1 < text.endIndex {
      let before = text[start..<brace]
      if before.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }) { return false }
      if before.contains(UInt8(ascii: "#")) { return false }
      switch text[brace + 1] {
      case UInt8(ascii: "%"): return true
      case UInt8(ascii: "{") where beginsValue(text[..<brace]): return true
      default: start = brace + 1
      }
    }
    return false
  }

  /// Whether a value begins after this: at the start of the line, or after `: ` or `- `.
  private static func beginsValue(_ before: ArraySlice<UInt8>) -> Bool {
    guard let last = before.lastIndex(where: { $0 != 0x20 }) else { return true }
    guard last + 1 < before.endIndex else { return false }
    if before[last] == UInt8(ascii: ":") { return true }
    return before[last] == UInt8(ascii: "-") && (last == before.startIndex || before[last - 1] == 0x20)
  }
}
