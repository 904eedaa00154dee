/// A word such as `<<EOF`, `<<-"EOF"` or `3<<EOF` that opens a here-document.
struct HeredocMark: Equatable {
  var name: String
  var expands: Bool
  var stripsTabs: Bool
  var fileDescriptor: Int
  var range: Range<Int>

  func heredoc(content: Range<Int>) -> Heredoc {
    Heredoc(
      name: name,
      expands: expands,
      stripsTabs: stripsTabs,
      fileDescriptor: fileDescriptor,
      mark: range,
      content: content
    )
  }

  /// All marks of a logical line in their order; none where a quote of the line is not closed.
  static func marks(in bytes: [UInt8], _ range: Range<Int>) -> [HeredocMark] {
    guard holdsMark(bytes, range), let words = words(of: bytes, range) else { return [] }
    var marks: [HeredocMark] = []
    var index = 0
    while index < words.count {
      let word = words[index]
      index += 1
      guard var opening = Opening(bytes, word) else { continue }
      if opening.name.isEmpty, index < words.count {
        opening.name = words[index]
        index += 1
      }
      guard let mark = opening.mark(bytes, from: word.lowerBound) else { continue }
      marks.append(mark)
    }
    return marks
  }

  private static func holdsMark(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    while index + 1 < range.upperBound {
      if bytes[index] == Ascii.less, bytes[index + 1] == Ascii.less { return true }
      index += 1
    }
    return false
  }

  /// Words at unquoted white space, quotes and escapes kept; nil where a quote is not closed.
  static func words(of bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>]? {
    var words: [Range<Int>] = []
    var index = range.lowerBound
    var start: Int?
    var quote: UInt8?
    while index < range.upperBound {
      let byte = bytes[index]
      if let open = quote {
        if byte == open {
          quote = nil
        } else if byte == Ascii.backslash, open == Ascii.quote {
          index += 1
        }
      } else if Ascii.isSpace(byte) {
        if let first = start { words.append(first..<index) }
        start = nil
      } else {
        start = start ?? index
        if byte == Ascii.quote || byte == Ascii.apostrophe {
          quote = byte
        } else if byte == Ascii.backslash {
          index += 1
        }
      }
      index += 1
    }
    guard quote == nil else { return nil }
    if let first = start { words.append(first..<range.upperBound) }
    return words
  }

  /// The digits, `<<` and dash at the start of a word.
  private struct Opening {
    var fileDescriptor = 0
    var stripsTabs = false
    var name: Range<Int>

    init?(_ bytes: [UInt8], _ word: Range<Int>) {
      var index = word.lowerBound
      while index < word.upperBound, Ascii.isDigit(bytes[index]), index - word.lowerBound < 9 {
        fileDescriptor = fileDescriptor * 10 + Int(bytes[index] - 48)
        index += 1
      }
      guard index + 1 < word.upperBound, bytes[index] == Ascii.less, bytes[index + 1] == Ascii.less else {
        return nil
      }
      index += 2
      if index < word.upperBound, bytes[index] == Ascii.dash {
        stripsTabs = true
        index += 1
      }
      name = index..<word.upperBound
      guard !bytes[name].contains(Ascii.less) else { return nil }
    }

    func mark(_ bytes: [UInt8], from start: Int) -> HeredocMark? {
      let written = bytes[name]
      guard !written.isEmpty, !written.contains(Ascii.less) else { return nil }
      let unquoted = Self.unquoting(written)
      return HeredocMark(
        name: String(decoding: unquoted.bytes, as: UTF8.self),
        expands: !unquoted.hadQuotes,
        stripsTabs: stripsTabs,
        fileDescriptor: fileDescriptor,
        range: start..<name.upperBound
      )
    }

    private static func unquoting(_ word: ArraySlice<UInt8>) -> (bytes: [UInt8], hadQuotes: Bool) {
      var result: [UInt8] = []
      var hadQuotes = false
      var quote: UInt8?
      var isEscaped = false
      for byte in word {
        if isEscaped {
          result.append(byte)
          isEscaped = false
        } else if byte == Ascii.backslash, quote != Ascii.apostrophe {
          isEscaped = true
        } else if byte == quote {
          quote = nil
        } else if quote == nil, byte == Ascii.quote || byte == Ascii.apostrophe {
          quote = byte
          hadQuotes = true
        } else {
          result.append(byte)
        }
      }
      return (result, hadQuotes)
    }
  }
}
