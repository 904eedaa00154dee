extension InstructionReader {
  /// The `--name=value` words before the arguments, and where the arguments start. Quotes and escapes are resolved;
  /// a lone `--` ends the flags.
  func readFlags(_ range: Range<Int>) -> (flags: [InstructionFlag], rest: Int) {
    var flags: [InstructionFlag] = []
    var index = range.lowerBound
    while true {
      while index < range.upperBound, Ascii.isSpace(bytes[index]) { index += 1 }
      guard index + 1 < range.upperBound, bytes[index] == Ascii.dash, bytes[index + 1] == Ascii.dash else {
        return (flags, index)
      }
      let start = index
      let word = readFlagWord(&index, end: range.upperBound)
      if word.elementsEqual([Ascii.dash, Ascii.dash]) { return (flags, index) }
      flags.append(flag(word, offset: start))
    }
  }

  private func readFlagWord(_ index: inout Int, end: Int) -> [UInt8] {
    var word: [UInt8] = []
    var quote: UInt8?
    while index < end {
      let byte = bytes[index]
      if quote == nil, Ascii.isSpace(byte) { break }
      index += 1
      if byte == quote {
        quote = nil
      } else if quote == nil, byte == Ascii.quote || byte == Ascii.apostrophe {
        quote = byte
      } else if byte != Ascii.backslash {
        word.append(byte)
      } else if index < end {
        word.append(bytes[index])
        index += 1
      }
    }
    return word
  }

  private func flag(_ word: [UInt8], offset: Int) -> InstructionFlag {
    let content = word.dropFirst(2)
    guard let equals = content.firstIndex(of: Ascii.equals) else {
      return InstructionFlag(name: String(decoding: content, as: UTF8.self), value: nil, offset: offset)
    }
    let name = String(decoding: content[..<equals], as: UTF8.self)
    let value = String(decoding: content[(equals + 1)...], as: UTF8.self)
    return InstructionFlag(name: name, value: value, offset: offset)
  }
}
