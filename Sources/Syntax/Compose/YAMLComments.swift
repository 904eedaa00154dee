extension LineComment {
  /// Finds the comments of a YAML text, given in order where quoted and block scalars lie.
  static func scan(_ bytes: [UInt8], opaqueSpans: [(start: YAMLMark, end: YAMLMark)]) -> [LineComment] {
    var comments: [LineComment] = []
    var spans = opaqueSpans[...]
    var line = 1
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      while let span = spans.first, span.end.line < line { spans.removeFirst() }
      if let hash = commentStart(bytes[start..<end], line: line, spans: spans) {
        let text = bytes[(hash + 1)..<end].drop { $0 == UInt8(ascii: "#") || isBlank($0) }
        let trimmed = text.reversed().drop(while: isBlank).reversed()
        comments.append(
          LineComment(
            line: line,
            text: String(decoding: Array(trimmed), as: UTF8.self),
            isTrailing: !bytes[start..<hash].allSatisfy(isBlank)
          )
        )
      }
      start = end + (bytes[end...].starts(with: [0x0D, 0x0A]) ? 2 : 1)
      line += 1
    }
    return comments
  }

  /// Index of the first `#` of a line that follows a blank, or begins the line, and lies in no scalar.
  private static func commentStart(
    _ text: ArraySlice<UInt8>,
    line: Int,
    spans: ArraySlice<(start: YAMLMark, end: YAMLMark)>
  ) -> Int? {
    guard text.contains(UInt8(ascii: "#")) else { return nil }
    var spans = spans
    var previous = UInt8(ascii: " ")
    for index in text.indices {
      let byte = text[index]
      if byte == UInt8(ascii: "#"), isBlank(previous) {
        let place = YAMLMark(line: line, column: index - text.startIndex + 1)
        while let span = spans.first, !(place < span.end) { spans.removeFirst() }
        if spans.first.map({ place < $0.start }) ?? true { return index }
      }
      previous = byte
    }
    return nil
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}

extension YAMLMark: Comparable {
  static func < (left: YAMLMark, right: YAMLMark) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
