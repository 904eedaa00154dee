/// A pattern over paths that matches in time linear in the path, whatever the pattern.
///
/// It walks all the ways through the pattern at once instead of trying one after the other.
package struct PathGlob: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    /// Exactly this.
    case scalar(UInt32)
    /// Anything but a slash.
    case one
    /// Any number of anything but a slash.
    case many
    /// Any number of anything.
    case all
    /// Nothing, or anything that ends in a slash: the `**/` of a pattern.
    case folders
    /// One of a set.
    case set(ScalarSet)
  }

  struct ScalarSet: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated: Bool

    func contains(_ scalar: UInt32) -> Bool {
      ranges.contains { $0.contains(scalar) } != isNegated
    }
  }

  private let steps: [Step]
  /// The pattern as one text, where it holds nothing but that.
  private let literal: [UInt32]?

  init(_ steps: [Step]) {
    self.steps = steps
    var literal: [UInt32]? = []
    for step in steps {
      if case .scalar(let scalar) = step { literal?.append(scalar) } else { literal = nil }
    }
    self.literal = literal
  }

  /// Whether the whole path matches.
  package func matches(_ path: GlobPath) -> Bool {
    if let literal { return path.scalars == literal }
    return walk(path.scalars, acceptsFolders: false)
  }

  /// Whether the path or a folder that it lies in matches.
  package func covers(_ path: GlobPath) -> Bool {
    if let literal {
      guard path.scalars.starts(with: literal) else { return false }
      return path.scalars.count == literal.count || path.scalars[literal.count] == Self.slash
    }
    return walk(path.scalars, acceptsFolders: true)
  }

  private func walk(_ path: [UInt32], acceptsFolders: Bool) -> Bool {
    // `here[i]`: the path so far may stand before step i. `inside[i]`: it may be within the folders of step i.
    var here = [Bool](repeating: false, count: steps.count + 1)
    var inside = [Bool](repeating: false, count: steps.count)
    var next = here
    var nextInside = inside
    here[0] = true
    skipOptional(&here)
    for scalar in path {
      if acceptsFolders, scalar == Self.slash, here[steps.count] { return true }
      var isAlive = false
      for (index, step) in steps.enumerated() where here[index] || inside[index] {
        isAlive = true
        switch step {
        case .scalar(let wanted): if scalar == wanted { next[index + 1] = true }
        case .one: if scalar != Self.slash { next[index + 1] = true }
        case .many: if scalar != Self.slash { next[index] = true }
        case .all: next[index] = true
        case .set(let set): if set.contains(scalar) { next[index + 1] = true }
        case .folders:
          nextInside[index] = true
          if scalar == Self.slash { next[index + 1] = true }
        }
      }
      guard isAlive else { return false }
      skipOptional(&next)
      swap(&here, &next)
      swap(&inside, &nextInside)
      for index in next.indices { next[index] = false }
      for index in nextInside.indices { nextInside[index] = false }
    }
    return here[steps.count]
  }

  /// From before a step that may match nothing, also goes to after it.
  private func skipOptional(_ here: inout [Bool]) {
    for (index, step) in steps.enumerated() where here[index] {
      switch step {
      case .many, .all, .folders: here[index + 1] = true
      case .scalar, .one, .set: break
      }
    }
  }

  static let slash = UInt32(UInt8(ascii: "/"))
}

/// A path as pattern matching sees it.
package struct GlobPath: Sendable {
  let scalars: [UInt32]

  /// Takes a path below the root, with or without a leading slash.
  package init(_ path: String) {
    scalars = Array(path.unicodeScalars.map(\.value).drop { $0 == PathGlob.slash })
  }
}
