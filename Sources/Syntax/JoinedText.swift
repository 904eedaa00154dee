/// Bytes taken out of a file, with the file's line for each of them.
///
/// A Dockerfile's instructions are joined from continued lines, and a script inside a quoted word loses its
/// escapes: offsets into the joined bytes no longer say where a byte came from, so the lines travel along.
package struct JoinedText: Sendable, Equatable {
  package private(set) var bytes: [UInt8]
  private var offsets: [Int]
  private var lines: [Int]

  package init() {
    bytes = []
    offsets = []
    lines = []
  }

  /// Text whose first byte stands on `line` and whose every newline starts the next one.
  package init(_ bytes: [UInt8], line: Int = 1) {
    self.init()
    var line = line
    var start = 0
    for (offset, byte) in bytes.enumerated() where byte == Ascii.newline {
      append(bytes[start...offset], line: line)
      start = offset + 1
      line += 1
    }
    append(bytes[start...], line: line)
  }

  package init(_ string: String, line: Int = 1) {
    self.init(Array(string.utf8), line: line)
  }

  mutating func reserve(_ count: Int) {
    bytes.reserveCapacity(count)
  }

  mutating func append(_ slice: ArraySlice<UInt8>, line: Int) {
    mark(line)
    bytes.append(contentsOf: slice)
  }

  mutating func append(_ byte: UInt8, line: Int) {
    mark(line)
    bytes.append(byte)
  }

  /// Appends a part of another text, each byte with the line it has there.
  package mutating func append(_ other: JoinedText, _ range: Range<Int>) {
    var range = range.clamped(to: 0..<other.bytes.count)
    var segment = other.segment(at: range.lowerBound)
    while !range.isEmpty {
      let next = segment + 1 < other.offsets.count ? other.offsets[segment + 1] : range.upperBound
      let end = min(next, range.upperBound)
      append(
        other.bytes[range.lowerBound..<end], line: other.lines.indices.contains(segment) ? other.lines[segment] : 1)
      range = end..<range.upperBound
      segment += 1
    }
  }

  mutating func truncate(to count: Int) {
    guard count < bytes.count else { return }
    bytes.removeLast(bytes.count - count)
    while let last = offsets.last, last >= count {
      offsets.removeLast()
      lines.removeLast()
    }
  }

  private mutating func mark(_ line: Int) {
    guard lines.last != line else { return }
    offsets.append(bytes.count)
    lines.append(line)
  }

  /// The 1-based line that the byte at `offset` was on; past the end, the last line.
  package func line(at offset: Int) -> Int {
    let segment = segment(at: offset)
    return lines.indices.contains(segment) ? lines[segment] : 1
  }

  /// The line as `line(at:)` gives it, and the offsets around `offset` that have it.
  func run(at offset: Int) -> (offsets: Range<Int>, line: Int) {
    let segment = segment(at: offset)
    guard offsets.indices.contains(segment), offset >= offsets[segment] else {
      return (offset..<offset, line(at: offset))
    }
    let end = segment + 1 < offsets.count ? offsets[segment + 1] : max(bytes.count, offset + 1)
    return (offsets[segment]..<end, lines[segment])
  }

  /// Index of the run of bytes from one line that holds `offset`.
  private func segment(at offset: Int) -> Int {
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] <= offset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return max(0, low - 1)
  }

  package func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}
