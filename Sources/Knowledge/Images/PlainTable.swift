/// A table of plain cells with commas between, below a heading: blank lines and lines that begin with `#` say nothing.
struct PlainTable {
  /// A line and its number in the file, from 1.
  struct Line {
    let number: Int
    let cells: [Substring]
  }

  let lines: [Line]

  init(_ text: String) {
    var lines: [Line] = []
    var isBelowHeading = false
    for (offset, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      guard let first = line.first, first != 0x23 else { continue }
      if isBelowHeading {
        let cells = line.split(separator: 0x2C, omittingEmptySubsequences: false).map { Substring($0) }
        lines.append(Line(number: offset + 1, cells: cells))
      }
      isBelowHeading = true
    }
    self.lines = lines
  }
}
