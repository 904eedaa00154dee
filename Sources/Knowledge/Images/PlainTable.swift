/// A table of plain cells with commas between, below a heading: blank lines and lines that begin with `#` say nothing.
struct PlainTable {
  /// A line and its number in the file, from 1.
  struct Line {
    let number: Int
    let cells: [Substring]
  }

  let lines: [Line]

  /// - Parameters:
  ///   - text: The text of the file.
  ///   - wanted: The first cells of the lines to take apart, nil for all: a table has thousands of lines, of which few
  ///     concern one file.
  init(_ text: String, of wanted: Set<String>? = nil) {
    var lines: [Line] = []
    var isBelowHeading = false
    let wanted = wanted.map { Set($0.map { [UInt8]($0.utf8)[...] }) }
    var text = text
    text.withUTF8 { bytes in
      var number = 0
      var start = bytes.startIndex
      var last: (cell: ArraySlice<UInt8>, isWanted: Bool)?
      while start < bytes.endIndex {
        let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
        let line = bytes[start..<end]
        start = end + 1
        number += 1
        guard let first = line.first, first != 0x23 else { continue }
        if isBelowHeading {
          if let wanted {
            let cell = line.prefix { $0 != 0x2C }
            // Lines of one product stand together.
            if last.map({ !$0.cell.elementsEqual(cell) }) ?? true {
              let key = ArraySlice(cell)
              last = (key, wanted.contains(key))
            }
            guard last?.isWanted == true else { continue }
          }
          let cells = line.split(separator: 0x2C, omittingEmptySubsequences: false).map {
            Substring(String(decoding: $0, as: UTF8.self))
          }
          lines.append(Line(number: number, cells: cells))
        }
        isBelowHeading = true
      }
    }
    self.lines = lines
  }
}
