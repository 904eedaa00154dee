struct WordError: Error, Equatable {
  let message: String
}

/// One pass over a word. `unknown` is the first variable met whose value the result needs and nobody knows.
struct WordLexer {
  let bytes: [UInt8]
  let escape: UInt8
  let lengthLimit: Int
  let lookup: (String) -> VariableValue
  var split = SplitWords()
  private(set) var unknown: String?
  private var position = 0
  private var depth = 0

  init(bytes: [UInt8], escape: UInt8, lengthLimit: Int, lookup: @escaping (String) -> VariableValue) {
    self.bytes = bytes
    self.escape = escape
    self.lengthLimit = lengthLimit
    self.lookup = lookup
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func next() -> UInt8? {
    guard let byte = peek else { return nil }
    position += 1
    return byte
  }

  /// Reads up to the stop byte, or to the end where there is none.
  mutating func text(until stop: UInt8?, keepsEscapes: Bool) throws(WordError) -> [UInt8] {
    depth += 1
    defer { depth -= 1 }
    guard depth <= WordExpansion.depthLimit else { throw WordError(message: "too deeply nested") }
    var result: [UInt8] = []
    while let byte = peek {
      if byte == stop {
        position += 1
        return result
      }
      try readPart(byte, into: &result, keepsEscapes: keepsEscapes)
      guard result.count <= lengthLimit else { throw WordError(message: "the value grows too long") }
    }
    if let stop {
      let stop = Character(Unicode.Scalar(stop))
      throw WordError(message: "unexpected end of statement while looking for matching \(stop)")
    }
    return result
  }

  private mutating func readPart(
    _ byte: UInt8,
    into result: inout [UInt8],
    keepsEscapes: Bool
  ) throws(WordError) {
    switch byte {
    case Ascii.apostrophe:
      let quoted = try singleQuoted()
      split.addRaw(quoted)
      result += quoted
    case Ascii.quote:
      let quoted = try doubleQuoted(keepsEscapes: keepsEscapes)
      split.addRaw(quoted)
      result += quoted
    case Ascii.dollar:
      let saved = split
      let value = try dollar()
      split = saved
      split.add(value)
      result += value
    case escape:
      position += 1
      if keepsEscapes { result.append(byte) }
      guard let escaped = next() else { return }
      split.addRaw([escaped])
      result.append(escaped)
    default:
      position += 1
      split.add(byte)
      result.append(byte)
    }
  }

  private mutating func singleQuoted() throws(WordError) -> [UInt8] {
    position += 1
    var result: [UInt8] = []
    while let byte = next() {
      if byte == Ascii.apostrophe { return result }
      result.append(byte)
    }
    throw WordError(message: "unexpected end of statement while looking for matching single-quote")
  }

  private mutating func doubleQuoted(keepsEscapes: Bool) throws(WordError) -> [UInt8] {
    position += 1
    var result: [UInt8] = []
    while let byte = peek {
      if byte == Ascii.dollar {
        result += try dollar()
        continue
      }
      position += 1
      if byte == Ascii.quote { return result }
      guard byte == escape else {
        result.append(byte)
        continue
      }
      if keepsEscapes { result.append(byte) }
      guard let escaped = peek else { continue }
      if escaped == Ascii.quote || escaped == Ascii.dollar || escaped == escape {
        position += 1
        result.append(escaped)
      } else {
        result.append(byte)
      }
    }
    throw WordError(message: "unexpected end of statement while looking for matching double-quote")
  }
}

// MARK: - Variables

extension WordLexer {
  private enum Variable {
    case value([UInt8])
    case unset
    case unknown
  }

  private func variable(_ name: String) -> Variable {
    switch lookup(name) {
    case .value(let value): .value(Array(value.utf8))
    case .unset: .unset
    case .unknown: .unknown
    }
  }

  private mutating func needs(_ name: String) {
    unknown = unknown ?? name
  }

  private mutating func dollar() throws(WordError) -> [UInt8] {
    position += 1
    guard peek == Ascii.openBrace else {
      let name = readName()
      return name.isEmpty ? [Ascii.dollar] : plainValue(name)
    }
    position += 1
    guard let first = peek else { throw WordError(message: "syntax error: missing '}'") }
    if first == Ascii.openBrace || first == Ascii.closeBrace || first == Ascii.colon {
      throw WordError(message: "syntax error: bad substitution")
    }
    let name = readName()
    guard let modifier = next() else { throw WordError(message: "syntax error: missing '}'") }
    switch modifier {
    case Ascii.closeBrace: return plainValue(name)
    case Ascii.colon: return try conditional(name, operation: next(), emptyIsUnset: true)
    case Ascii.slash: return try replacement(name)
    case Ascii.hash, UInt8(ascii: "%"): return try trimming(name, operation: modifier)
    default: return try conditional(name, operation: modifier, emptyIsUnset: false)
    }
  }

  private mutating func readName() -> String {
    let start = position
    guard let first = peek else { return "" }
    if Ascii.isDigit(first) {
      while let byte = peek, Ascii.isDigit(byte) { position += 1 }
    } else if "@*#?-$!".utf8.contains(first) {
      position += 1
    } else {
      while let byte = peek, Ascii.isNameByte(byte) || byte >= 0x80 { position += 1 }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func plainValue(_ name: String) -> [UInt8] {
    switch variable(name) {
    case .value(let value): return value
    case .unset: return []
    case .unknown:
      needs(name)
      return []
    }
  }

  /// `${name:-word}` and its kin. What the unused word hangs on does not matter.
  private mutating func conditional(
    _ name: String,
    operation: UInt8?,
    emptyIsUnset: Bool
  ) throws(WordError) -> [UInt8] {
    guard let operation, "-+?".utf8.contains(operation) else {
      let written = (emptyIsUnset ? ":" : "") + (operation.map { String(Unicode.Scalar($0)) } ?? "")
      throw WordError(message: "unsupported modifier (\(written)) in substitution")
    }
    let before = unknown
    let word = try text(until: Ascii.closeBrace, keepsEscapes: false)
    let wordNeeds = unknown
    unknown = before
    let value: [UInt8]?
    switch variable(name) {
    case .unknown:
      needs(name)
      return []
    case .unset: value = nil
    case .value(let bytes): value = bytes.isEmpty && emptyIsUnset ? nil : bytes
    }
    switch (operation, value) {
    case (Ascii.dash, let value?): return value
    case (Ascii.dash, nil), (UInt8(ascii: "+"), .some):
      unknown = wordNeeds
      return word
    case (UInt8(ascii: "+"), nil): return []
    case (_, let value?): return value
    case (_, nil):
      let standard = emptyIsUnset ? "is not allowed to be empty" : "is not allowed to be unset"
      let message = word.isEmpty ? standard : String(decoding: word, as: UTF8.self)
      throw WordError(message: "\(name): \(message)")
    }
  }

  /// `${name#pattern}`, `##`, `%` and `%%`.
  private mutating func trimming(_ name: String, operation: UInt8) throws(WordError) -> [UInt8] {
    var word = try text(until: Ascii.closeBrace, keepsEscapes: true)
    let isGreedy = word.first == operation
    if isGreedy { word.removeFirst() }
    let value = plainValue(name)
    guard unknown == nil else { return [] }
    if operation == Ascii.hash { return try ShellPattern(word).trimmingPrefix(of: value, longest: isGreedy) }
    let reversed = ShellPattern.reversed(String(decoding: word, as: UTF8.self))
    return try ShellPattern(Array(reversed.utf8)).trimmingSuffix(of: value, longest: isGreedy)
  }

  /// `${name/pattern/text}` and `${name//pattern/text}`.
  private mutating func replacement(_ name: String) throws(WordError) -> [UInt8] {
    let replacesAll = peek == Ascii.slash
    if replacesAll { position += 1 }
    let pattern = try text(until: Ascii.slash, keepsEscapes: true)
    let replacement = try text(until: Ascii.closeBrace, keepsEscapes: true)
    let value = plainValue(name)
    guard unknown == nil else { return [] }
    return try ShellPattern(pattern).replacing(in: value, with: replacement, all: replacesAll)
  }
}

/// Collects words as the shell splits them: only white space outside quotes separates.
struct SplitWords {
  /// Whether anyone will ask for the words.
  var isWanted = true
  private(set) var words: [[UInt8]] = []
  private var current: [UInt8] = []

  mutating func addRaw(_ bytes: [UInt8]) {
    if isWanted { current += bytes }
  }

  mutating func add(_ bytes: [UInt8]) {
    guard isWanted else { return }
    for byte in bytes { add(byte) }
  }

  mutating func add(_ byte: UInt8) {
    guard isWanted else { return }
    if Ascii.isSpace(byte) {
      finishWord()
    } else {
      current.append(byte)
    }
  }

  mutating func finishWord() {
    guard !current.isEmpty else { return }
    words.append(current)
    current = []
  }
}
