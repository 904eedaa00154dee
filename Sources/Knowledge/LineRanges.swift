/// The lines of a text as ranges of its bytes, so that text is only made of what is kept.
struct LineRanges {
  private let bytes: [UInt8]
  private let ranges: [Range<Int>]

  init(_ bytes: [UInt8]) {
    var ranges: [Range<Int>] = []
    var start = 0
    for position in bytes.indices where bytes[position] == 0x0A {
      ranges.append(start..<position)
      start = position + 1
    }
    if start < bytes.count { ranges.append(start..<bytes.count) }
    self.bytes = bytes
    self.ranges = ranges
  }

  var count: Int { ranges.count }

  /// The text of some lines, without the last line end.
  func text(_ lines: Range<Int>) -> String {
    guard let first = lines.first, let last = lines.last, lines.upperBound <= ranges.count else { return "" }
    return String(decoding: bytes[ranges[first].lowerBound..<ranges[last].upperBound], as: UTF8.self)
  }

  /// The text of some lines, each with its line end.
  func block(_ lines: Range<Int>) -> String {
    lines.isEmpty ? "" : text(lines) + "\n"
  }

  func isBlank(_ line: Int) -> Bool {
    trimmed(line).isEmpty
  }

  /// Whether a line is `---`.
  func isRule(_ line: Int) -> Bool {
    trimmed(line).elementsEqual([0x2D, 0x2D, 0x2D])
  }

  /// The title of a line that starts with `## `.
  func heading(_ line: Int) -> String? {
    let content = bytes[ranges[line]]
    guard content.starts(with: [0x23, 0x23, 0x20]) else { return nil }
    return String(decoding: content.dropFirst(3), as: UTF8.self).trimmingBlanks()
  }

  /// The start of a fenced block: three backticks or tildes, or more, and an info string.
  struct Opening {
    let mark: UInt8
    let length: Int
    let info: String
  }

  func opening(_ line: Int) -> Opening? {
    let content = bytes[ranges[line]]
    let indented = content.drop { $0 == 0x20 }
    guard content.count - indented.count <= 3, let mark = indented.first, mark == 0x60 || mark == 0x7E else {
      return nil
    }
    let info = indented.drop { $0 == mark }
    let length = indented.count - info.count
    guard length >= 3, mark == 0x7E || !info.contains(0x60) else { return nil }
    return Opening(mark: mark, length: length, info: String(decoding: info, as: UTF8.self).trimmingBlanks())
  }

  func closes(_ opening: Opening, at line: Int) -> Bool {
    let content = trimmed(line)
    return content.count >= opening.length && content.allSatisfy { $0 == opening.mark }
  }

  private func trimmed(_ line: Int) -> ArraySlice<UInt8> {
    var content = bytes[ranges[line]]
    while let last = content.last, last == 0x20 || last == 0x09 { content.removeLast() }
    return content.drop { $0 == 0x20 }
  }
}

extension StringProtocol {
  /// Without the blanks and line ends around it.
  func trimmingBlanks() -> String {
    let bytes = utf8
    guard let start = bytes.firstIndex(where: { !Self.isBlank($0) }) else { return "" }
    var end = endIndex
    while start < end {
      let previous = bytes.index(end, offsetBy: -1)
      guard Self.isBlank(bytes[previous]) else { break }
      end = previous
    }
    return String(self[start..<end])
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
