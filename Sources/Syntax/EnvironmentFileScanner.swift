/// Takes a `.env` file apart, line by line; only quoted values go over several.
struct EnvironmentFileScanner {
  private(set) var entries: [EnvironmentFile.Entry] = []
  private(set) var comments: [LineComment] = []
  private(set) var diagnostics: [Diagnostic] = []

  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private static let diagnosticLimit = 100

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func scan() {
    while index < bytes.count {
      skip(while: Self.isBlank)
      switch peek {
      case nil: return
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): break
      case UInt8(ascii: "#"): comment(isTrailing: false)
      default: entry()
      }
      endLine()
    }
  }

  private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func entry() {
    let start = line
    var name = bytes[index...].prefix {
      !Self.isBreak($0) && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ":")
    }
    index = name.endIndex
    let separator = peek == UInt8(ascii: "=") || peek == UInt8(ascii: ":")
    name = Self.trimmed(name)
    var isExported = false
    if name.starts(with: "export".utf8), let next = name.dropFirst(6).first, Self.isBlank(next) {
      isExported = true
      name = Self.trimmed(name.dropFirst(6))
    }
    if !separator, let hash = name.firstIndex(of: UInt8(ascii: "#")) { name = Self.trimmed(name[..<hash]) }
    guard !name.contains(where: Self.isBlank) else {
      report(
        start,
        "A name cannot hold blanks: write NAME=value, and start comments with #. The line was left out."
      )
      skip { !Self.isBreak($0) }
      return
    }
    var value: String?
    var quote = EnvironmentFile.Quote.none
    if separator {
      index += 1
      skip(while: Self.isBlank)
      (value, quote) = takeValue(startLine: start)
    }
    let text = String(decoding: name, as: UTF8.self)
    entries.append(
      EnvironmentFile.Entry(name: text, value: value, quote: quote, isExported: isExported, line: start)
    )
  }

  private mutating func takeValue(startLine: Int) -> (String, EnvironmentFile.Quote) {
    guard let mark = peek, mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else {
      return (plainValue(), .none)
    }
    let isDouble = mark == UInt8(ascii: "\"")
    var end = index + 1
    while end < bytes.count, bytes[end] != mark {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < bytes.count else {
      report(startLine, "The quote is never closed; only this line was read as the value.")
      return (plainValue(), .none)
    }
    let inner = bytes[(index + 1)..<end]
    line += inner.count { $0 == UInt8(ascii: "\n") }
    index = end + 1
    skip(while: Self.isBlank)
    if peek == UInt8(ascii: "#") { comment(isTrailing: true) }
    let text = isDouble ? EnvironmentFileEscapes.resolved(inner) : Array(inner)
    return (String(decoding: text, as: UTF8.self), isDouble ? .double : .single)
  }

  private mutating func plainValue() -> String {
    let start = index
    var isAfterBlank = true
    while let byte = peek, !Self.isBreak(byte) {
      if byte == UInt8(ascii: "#"), isAfterBlank {
        let value = bytes[start..<index]
        comment(isTrailing: true)
        return String(decoding: Self.trimmed(value), as: UTF8.self)
      }
      isAfterBlank = Self.isBlank(byte)
      index += 1
    }
    return String(decoding: Self.trimmed(bytes[start..<index]), as: UTF8.self)
  }

  private mutating func comment(isTrailing: Bool) {
    let text = bytes[index...].prefix { !Self.isBreak($0) }
    index = text.endIndex
    let words = Self.trimmed(text.drop { $0 == UInt8(ascii: "#") })
    comments.append(
      LineComment(line: line, text: String(decoding: words, as: UTF8.self), isTrailing: isTrailing)
    )
  }

  private mutating func endLine() {
    skip { !Self.isBreak($0) }
    guard index < bytes.count else { return }
    index += bytes[index...].starts(with: [0x0D, 0x0A]) ? 2 : 1
    line += 1
  }

  private mutating func skip(while condition: (UInt8) -> Bool) {
    while let byte = peek, condition(byte) { index += 1 }
  }

  private mutating func report(_ line: Int, _ message: String) {
    guard diagnostics.count < Self.diagnosticLimit else { return }
    diagnostics.append(Diagnostic(kind: "syntax", severity: .error, line: line, message: message))
  }

  private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = text.drop(while: isBlank)
    guard let last = start.lastIndex(where: { !isBlank($0) }) else { return start.prefix(0) }
    return start[...last]
  }
}

/// The escapes inside double quotes of a `.env` file.
enum EnvironmentFileEscapes {
  static func resolved(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(UInt8(ascii: "\\")) else { return Array(text) }
    let known: [UInt8: UInt8] = [
      UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
      UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
      UInt8(ascii: "\\"): UInt8(ascii: "\\"), UInt8(ascii: "\""): UInt8(ascii: "\""),
    ]
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let next = rest.first else {
        result.append(byte)
        continue
      }
      if let plain = known[next] {
        result.append(plain)
        rest.removeFirst()
      } else if let octal = octal(rest) {
        result.append(octal)
        rest = rest.dropFirst(4)
      } else {
        result.append(byte)
      }
    }
    return result
  }

  /// `0` and three octal digits.
  private static func octal(_ text: ArraySlice<UInt8>) -> UInt8? {
    let digits = text.prefix(4)
    guard digits.count == 4, digits.first == UInt8(ascii: "0") else { return nil }
    return UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
  }
}
