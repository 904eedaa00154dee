/// The bytes of a file as UTF-8 text, whatever they were before.
package struct SourceText: Sendable {
  /// Valid UTF-8 without a byte order mark and without NUL.
  package let bytes: [UInt8]
  package let diagnostics: [Diagnostic]

  /// Decodes UTF-8 with or without a byte order mark and UTF-16 with one; all else is replaced and reported.
  package init(_ raw: [UInt8]) {
    if raw.starts(with: [0xFF, 0xFE]) {
      self = SourceText.fromUTF16(raw, isBigEndian: false)
    } else if raw.starts(with: [0xFE, 0xFF]) {
      self = SourceText.fromUTF16(raw, isBigEndian: true)
    } else {
      self = SourceText.fromUTF8(raw)
    }
  }

  private init(bytes: [UInt8], diagnostics: [Diagnostic]) {
    self.bytes = bytes
    self.diagnostics = diagnostics
  }

  private static func fromUTF8(_ raw: [UInt8]) -> SourceText {
    var bytes = raw.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(raw.dropFirst(3)) : raw
    var diagnostics: [Diagnostic] = []
    if let bad = firstInvalidUTF8(bytes) {
      diagnostics.append(
        Diagnostic(
          kind: "encoding",
          severity: .warning,
          line: lineNumber(at: bad, in: bytes),
          message: "The text is not valid UTF-8; the bad bytes were replaced. Save the file as UTF-8."
        )
      )
      bytes = Array(String(decoding: bytes, as: UTF8.self).utf8)
    }
    return SourceText(bytes: replacingNUL(bytes, into: &diagnostics), diagnostics: diagnostics)
  }

  private static func fromUTF16(_ raw: [UInt8], isBigEndian: Bool) -> SourceText {
    var units: [UInt16] = []
    units.reserveCapacity(raw.count / 2)
    var index = 2
    while index + 1 < raw.count {
      let (first, second) = (UInt16(raw[index]), UInt16(raw[index + 1]))
      units.append(isBigEndian ? first << 8 | second : second << 8 | first)
      index += 2
    }
    var diagnostics = [
      Diagnostic(
        kind: "encoding",
        severity: .warning,
        line: 1,
        message: "The text is UTF-16, which Docker does not read. Save the file as UTF-8."
      )
    ]
    let bytes = Array(String(decoding: units, as: UTF16.self).utf8)
    return SourceText(bytes: replacingNUL(bytes, into: &diagnostics), diagnostics: diagnostics)
  }

  private static func replacingNUL(_ bytes: [UInt8], into diagnostics: inout [Diagnostic]) -> [UInt8] {
    guard let first = bytes.firstIndex(of: 0) else { return bytes }
    diagnostics.append(
      Diagnostic(
        kind: "encoding",
        severity: .warning,
        line: lineNumber(at: first, in: bytes),
        message: "The text holds NUL bytes; they were replaced. Is this a binary file?"
      )
    )
    var clean: [UInt8] = []
    clean.reserveCapacity(bytes.count)
    for byte in bytes {
      if byte == 0 { clean.append(contentsOf: [0xEF, 0xBF, 0xBD]) } else { clean.append(byte) }
    }
    return clean
  }

  private static func lineNumber(at offset: Int, in bytes: [UInt8]) -> Int {
    bytes[..<offset].reduce(into: 1) { line, byte in if byte == 0x0A { line += 1 } }
  }

  /// Offset of the first byte that is no UTF-8, or nil.
  private static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .error: return min(offset, bytes.count)
      case .emptyInput: return nil
      }
    }
  }
}
