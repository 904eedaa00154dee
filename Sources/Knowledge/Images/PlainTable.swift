import Foundation

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
    var filter = wanted.map(Filter.init)
    var text = text
    text.withUTF8 { bytes in
      var number = 0
      var rest = bytes[...]
      while !rest.isEmpty {
        let line = Self.prefix(of: rest, until: UInt8(ascii: "\n"))
        rest = rest[line.endIndex...].dropFirst()
        number += 1
        guard let first = line.first, first != UInt8(ascii: "#") else { continue }
        if isBelowHeading, filter?.wants(Self.prefix(of: line, until: UInt8(ascii: ","))) ?? true {
          let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
            Substring(String(decoding: $0, as: UTF8.self))
          }
          lines.append(Line(number: number, cells: cells))
        }
        isBelowHeading = true
      }
    }
    self.lines = lines
  }

  private typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  private static func prefix(of bytes: Bytes, until end: UInt8) -> Bytes {
    let text = UnsafeBufferPointer(rebasing: bytes)
    guard let start = text.baseAddress, let found = memchr(start, Int32(end), text.count) else { return bytes }
    return bytes.prefix(UnsafeRawPointer(found) - UnsafeRawPointer(start))
  }

  /// Tells which first cells are wanted, of thousands that are not.
  private struct Filter {
    private let wanted: Set<[UInt8]>
    private let lengths: Set<Int>
    private var last: (cell: Bytes, isWanted: Bool)?

    init(_ cells: Set<String>) {
      wanted = Set(cells.map { Array($0.utf8) })
      lengths = Set(wanted.map(\.count))
    }

    mutating func wants(_ cell: Bytes) -> Bool {
      // Lines of one product stand together.
      if let last, last.cell.count == cell.count, isSame(last.cell, cell) { return last.isWanted }
      let isWanted = lengths.contains(cell.count) && wanted.contains(Array(cell))
      last = (cell, isWanted)
      return isWanted
    }

    private func isSame(_ left: Bytes, _ right: Bytes) -> Bool {
      let (left, right) = (UnsafeBufferPointer(rebasing: left), UnsafeBufferPointer(rebasing: right))
      guard let leftStart = left.baseAddress, let rightStart = right.baseAddress else { return true }
      return memcmp(leftStart, rightStart, left.count) == 0
    }
  }
}
