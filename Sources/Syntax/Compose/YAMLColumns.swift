/// Turns columns counted in Unicode scalars, as the YAML parser gives them, into columns counted in bytes.
///
/// Marks come in the order of the text, so it goes through the text once.
struct YAMLColumns {
  private let bytes: [UInt8]
  private let isASCII: Bool
  private var line = 1
  private var column = 1
  private var offset = 0
  private var lineStart = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    isASCII = bytes.allSatisfy { $0 < 0x80 }
  }

  mutating func inBytes(_ mark: YAMLMark) -> YAMLMark {
    guard !isASCII, mark.column > 1 else { return mark }
    if mark.line < line { (line, column, offset, lineStart) = (1, 1, 0, 0) }
    while line < mark.line, let end = bytes[offset...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
      offset = end + (bytes[end...].starts(with: [0x0D, 0x0A]) ? 2 : 1)
      (line, column, lineStart) = (line + 1, 1, offset)
    }
    if mark.column < column { (column, offset) = (1, lineStart) }
    while column < mark.column, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      column += 1
    }
    return YAMLMark(line: mark.line, column: offset - lineStart + 1)
  }
}
