/// Turns a `.dockerignore` pattern into steps, as Docker's own matcher turns it into a regular expression.
enum IgnoreGlobCompiler {
  static func compile(_ pattern: String) -> (glob: PathGlob?, problem: String?) {
    let scalars = Array(pattern.unicodeScalars)
    var steps: [PathGlob.Step] = []
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      switch scalar {
      case "*" where index < scalars.count && scalars[index] == "*":
        index += 1
        let hasSlash = index < scalars.count && scalars[index] == "/"
        if hasSlash { index += 1 }
        // Docker compares just the end of the path with `**name`, so that begins anywhere, not only after a slash.
        let isSuffix =
          index == 2 && !hasSlash && !scalars[index...].contains(where: "*?[]\\".unicodeScalars.contains)
        steps.append(index == scalars.count || isSuffix ? .all : .folders)
      case "*": steps.append(.many)
      case "?": steps.append(.one)
      case "\\":
        guard index < scalars.count else { return (nil, "it ends in a backslash that escapes nothing") }
        steps.append(.scalar(scalars[index].value))
        index += 1
      case "[":
        guard let (set, end) = set(scalars, from: index) else {
          return (nil, "its character class is empty, reversed or not closed")
        }
        steps.append(.set(set))
        index = end
      default: steps.append(.scalar(scalar.value))
      }
    }
    return (PathGlob(steps), nil)
  }

  /// Reads a character class after its opening bracket.
  ///
  /// - Returns: The set and the index after the closing bracket; nil where it is malformed.
  private static func set(_ scalars: [Unicode.Scalar], from start: Int) -> (PathGlob.ScalarSet, Int)? {
    var set = PathGlob.ScalarSet(ranges: [], isNegated: false)
    var index = start
    func peek() -> Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
    func take() -> UInt32? {
      guard var scalar = peek(), scalar != "-", scalar != "]" else { return nil }
      index += 1
      if scalar == "\\" {
        guard let escaped = peek() else { return nil }
        scalar = escaped
        index += 1
      }
      return scalar.value
    }
    if peek() == "^" {
      set.isNegated = true
      index += 1
    }
    while peek() != "]" || set.ranges.isEmpty {
      guard let low = take() else { return nil }
      var high = low
      if peek() == "-" {
        index += 1
        guard let end = take(), end >= low else { return nil }
        high = end
      }
      set.ranges.append(low...high)
    }
    return (set, index + 1)
  }
}
