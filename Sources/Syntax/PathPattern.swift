/// A pattern as Go's `path.Match` reads it: `*` and `?` stop at a slash, and there is no `**`.
struct PathPattern {
  private enum Part: Equatable {
    case scalar(Unicode.Scalar)
    case one
    case many
    case set([ClosedRange<UInt32>], isNegated: Bool)
  }

  private let parts: [Part]

  /// Nil for a pattern that Go refuses.
  init?(_ text: String) {
    var parts: [Part] = []
    var rest = Array(text.unicodeScalars)[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": if parts.last != .many { parts.append(.many) }
      case "?": parts.append(.one)
      case "[":
        guard let set = Self.set(&rest) else { return nil }
        parts.append(set)
      case "\\":
        guard let escaped = rest.popFirst() else { return nil }
        parts.append(.scalar(escaped))
      default: parts.append(.scalar(scalar))
      }
    }
    self.parts = parts
  }

  private static func set(_ rest: inout ArraySlice<Unicode.Scalar>) -> Part? {
    let isNegated = rest.first == "^"
    if isNegated { rest.removeFirst() }
    var ranges: [ClosedRange<UInt32>] = []
    while let first = rest.first {
      if first == "]", !ranges.isEmpty {
        rest.removeFirst()
        return .set(ranges, isNegated: isNegated)
      }
      guard let low = bound(&rest) else { return nil }
      var high = low
      if rest.first == "-" {
        rest.removeFirst()
        guard let upper = bound(&rest) else { return nil }
        high = upper
      }
      guard low <= high else { return nil }
      ranges.append(low...high)
    }
    return nil
  }

  private static func bound(_ rest: inout ArraySlice<Unicode.Scalar>) -> UInt32? {
    guard let scalar = rest.popFirst(), scalar != "-", scalar != "]" else { return nil }
    return scalar == "\\" ? rest.popFirst()?.value : scalar.value
  }

  /// Whether the whole text matches, in time that grows with the product of both lengths at worst.
  func matches(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var (part, index) = (0, 0)
    var retry: (part: Int, index: Int)?
    while index < scalars.count || part < parts.count {
      if part < parts.count {
        if parts[part] == .many {
          retry = (part, index)
          part += 1
          continue
        }
        if index < scalars.count, Self.matches(parts[part], scalars[index]) {
          part += 1
          index += 1
          continue
        }
      }
      guard let last = retry, last.index < scalars.count, scalars[last.index] != "/" else { return false }
      retry = (last.part, last.index + 1)
      (part, index) = (last.part + 1, last.index + 1)
    }
    return true
  }

  private static func matches(_ part: Part, _ scalar: Unicode.Scalar) -> Bool {
    switch part {
    case .scalar(let wanted): wanted == scalar
    case .one: scalar != "/"
    case .set(let ranges, let isNegated):
      scalar != "/" && ranges.contains { $0.contains(scalar.value) } != isNegated
    case .many: false
    }
  }
}
