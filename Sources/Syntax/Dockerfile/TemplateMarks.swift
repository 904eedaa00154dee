/// Tells templates, which become Dockerfiles only when something fills them in, from Dockerfiles.
package enum TemplateMarks {
  /// The line of the first mark of a template, or nil: `{{ … }}` and `{% … %}` outside comments and words that have
  /// such braces of their own (`docker inspect -f '{{.Id}}'`), and `%%NAME%%`.
  package static func firstLine(in bytes: [UInt8]) -> Int? {
    guard mayHoldMark(bytes) else { return nil }
    var line = 1
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: Ascii.newline) ?? bytes.count
      if holdsMark(bytes, start..<end) { return line }
      start = end + 1
      line += 1
    }
    return nil
  }

  /// A quick look for any of the marks, quoted or not.
  private static func mayHoldMark(_ bytes: [UInt8]) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      if previous == Ascii.openBrace, byte == Ascii.openBrace || byte == UInt8(ascii: "%") { return true }
      if previous == UInt8(ascii: "%"), byte == previous { return true }
      previous = byte
    }
    return false
  }

  private static func holdsMark(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    let line = trimming(line, in: bytes)
    guard !line.isEmpty, bytes[line.lowerBound] != Ascii.hash else { return false }
    let startsInstruction = startsWithKeyword(bytes, line)
    var index = line.lowerBound
    var quote: UInt8?
    while index + 1 < line.upperBound {
      let (byte, next) = (bytes[index], bytes[index + 1])
      if byte == Ascii.apostrophe || byte == Ascii.quote {
        quote = quote == nil ? byte : (quote == byte ? nil : quote)
      }
      if byte == Ascii.openBrace, next == UInt8(ascii: "%") { return true }
      if byte == Ascii.openBrace, next == Ascii.openBrace, quote == nil,
        index == line.lowerBound || startsInstruction
      {
        return true
      }
      if byte == UInt8(ascii: "%"), next == UInt8(ascii: "%"), isPlaceholder(bytes, index + 2, line.upperBound) {
        return true
      }
      index += 1
    }
    return false
  }

  /// Whether the line starts with an instruction whose arguments no program reads, so that braces are a template's.
  private static func startsWithKeyword(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    var end = line.lowerBound
    while end < line.upperBound, Ascii.isLetter(bytes[end]) { end += 1 }
    switch Instruction.Keyword(ignoringCase: bytes[line.lowerBound..<end]) {
    case .from, .copy, .add, .env, .arg, .workdir, .user, .expose, .volume: return true
    default: return false
    }
  }

  /// `NAME%%` in upper case.
  private static func isPlaceholder(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
    var index = start
    while index < end, Ascii.isNameByte(bytes[index]), !Ascii.isLower(bytes[index]) { index += 1 }
    return index > start && index + 1 < end && bytes[index] == UInt8(ascii: "%")
      && bytes[index + 1] == UInt8(ascii: "%")
  }
}
