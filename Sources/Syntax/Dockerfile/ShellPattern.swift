/// A pattern of `${name#…}` and its kin: `*`, `?`, and a backslash before one of these or itself.
struct ShellPattern {
  enum Part: Equatable {
    case anything
    case one
    case scalar(Unicode.Scalar)
  }

  /// Bounds the work, which is the product of both lengths; versions and paths stay far below it.
  static let workLimit = 50_000

  let parts: [Part]

  init(_ bytes: [UInt8]) throws(WordError) {
    var parts: [Part] = []
    var isEscaped = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if isEscaped {
        guard scalar == "*" || scalar == "?" || scalar == "\\" else {
          throw WordError(message: "invalid escape \\\(scalar) in a pattern")
        }
        parts.append(.scalar(scalar))
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "*" {
        parts.append(.anything)
      } else {
        parts.append(scalar == "?" ? .one : .scalar(scalar))
      }
    }
    guard !isEscaped else { throw WordError(message: "a pattern ends in \\") }
    self.parts = parts
  }

  /// The pattern that matches reversed text: escapes stay before the character that they escape.
  static func reversed(_ pattern: String) -> String {
    var units: [String] = []
    var isEscaped = false
    for scalar in pattern.unicodeScalars {
      if isEscaped, let last = units.popLast() {
        units.append(last + String(scalar))
        isEscaped = false
      } else {
        units.append(String(scalar))
        isEscaped = scalar == "\\"
      }
    }
    return units.reversed().joined()
  }

  func trimmingPrefix(of value: [UInt8], longest: Bool) throws(WordError) -> [UInt8] {
    let scalars = Self.scalars(value)
    try checkWork(scalars.count)
    guard let length = prefixLength(of: scalars[...], longest: longest) else { return value }
    return Self.bytes(scalars[length...])
  }

  /// Takes a suffix off; this pattern is the reversed one.
  func trimmingSuffix(of value: [UInt8], longest: Bool) throws(WordError) -> [UInt8] {
    let scalars = Self.scalars(value)
    try checkWork(scalars.count)
    let reversed = Array(scalars.reversed())
    guard let length = prefixLength(of: reversed[...], longest: longest) else { return value }
    return Self.bytes(scalars[..<(scalars.count - length)])
  }

  func replacing(in value: [UInt8], with text: [UInt8], all: Bool) throws(WordError) -> [UInt8] {
    let scalars = Self.scalars(value)
    try checkWork(scalars.count * max(1, scalars.count))
    var result: [UInt8] = []
    var start = 0
    var hasReplaced = false
    while start < scalars.count {
      if all || !hasReplaced, let length = prefixLength(of: scalars[start...], longest: true), length > 0 {
        result += text
        start += length
        hasReplaced = true
      } else {
        result += Self.bytes(scalars[start...start])
        start += 1
      }
    }
    return result
  }

  private func checkWork(_ count: Int) throws(WordError) {
    guard count * max(1, parts.count) <= Self.workLimit else {
      throw WordError(message: "the pattern and its value are too long")
    }
  }

  /// The length of the shortest or longest prefix that the whole pattern matches.
  private func prefixLength(of scalars: ArraySlice<Unicode.Scalar>, longest: Bool) -> Int? {
    // reached[i]: the first i parts match what has been read so far.
    var reached = [Bool](repeating: false, count: parts.count + 1)
    reached[0] = true
    closeOverAnything(&reached)
    var found = reached[parts.count] ? 0 : nil as Int?
    if found != nil, !longest { return found }
    var next = reached
    for (offset, scalar) in scalars.enumerated() {
      for index in next.indices { next[index] = false }
      for (index, part) in parts.enumerated() where reached[index] {
        switch part {
        case .anything: next[index] = true
        case .one: next[index + 1] = true
        case .scalar(let wanted): if wanted == scalar { next[index + 1] = true }
        }
      }
      closeOverAnything(&next)
      swap(&reached, &next)
      if reached[parts.count] {
        found = offset + 1
        if !longest { return found }
      }
    }
    return found
  }

  /// A `*` also matches nothing.
  private func closeOverAnything(_ reached: inout [Bool]) {
    for (index, part) in parts.enumerated() where part == .anything && reached[index] {
      reached[index + 1] = true
    }
  }

  static func scalars(_ bytes: [UInt8]) -> [Unicode.Scalar] {
    Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
  }

  private static func bytes(_ scalars: ArraySlice<Unicode.Scalar>) -> [UInt8] {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return Array(String(text).utf8)
  }
}
