/// A table for a terminal: columns as wide as their widest cell, two blanks apart.
struct TextTable {
  let header: [String]
  let rows: [[String]]
  /// Of each column: whether its cells end below each other, as numbers do.
  let alignsRight: [Bool]

  /// The lines, none of which ends in a blank. Put together as bytes: a table may have a hundred thousand cells.
  var text: String {
    var widths = header.map(Self.width)
    for row in rows {
      for (position, cell) in zip(widths.indices, row) { widths[position] = max(widths[position], Self.width(cell)) }
    }
    var bytes: [UInt8] = []
    append(header, widths, to: &bytes)
    bytes += widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ").utf8
    bytes.append(Self.lineEnd)
    for row in rows { append(row, widths, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let blank = UInt8(ascii: " ")
  private static let lineEnd = UInt8(ascii: "\n")

  private func append(_ cells: [String], _ widths: [Int], to bytes: inout [UInt8]) {
    let start = bytes.count
    for (position, cell) in zip(widths.indices, cells) {
      if position > 0 { bytes += repeatElement(Self.blank, count: 2) }
      let padding = repeatElement(Self.blank, count: max(0, widths[position] - Self.width(cell)))
      if alignsRight[position] { bytes += padding }
      bytes += cell.utf8
      if !alignsRight[position] { bytes += padding }
    }
    while bytes.count > start, bytes.last == Self.blank { bytes.removeLast() }
    bytes.append(Self.lineEnd)
  }

  /// Characters are dear to count, and nearly all text is ASCII.
  private static func width(_ text: String) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count
  }
}
