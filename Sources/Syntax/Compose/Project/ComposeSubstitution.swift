/// Puts the values of variables into the texts of a Compose file.
package struct ComposeSubstitution {
  /// What becomes of a variable that has no value.
  package enum Unset: Sendable {
    /// It is empty, as for Compose.
    case empty
    /// It stays as written, since the value may be known where Compose runs.
    case kept
  }

  let environment: [String: String]
  let unset: Unset
  package private(set) var problems: [ComposeProblem] = []
  private var trail = ComposeTrail()

  package init(_ environment: [String: String], unset: Unset) {
    self.environment = environment
    self.unset = unset
  }

  package mutating func apply(_ tree: inout ComposeTree) {
    switch tree.content {
    case .scalar(let scalar):
      guard scalar.kind == .string, scalar.text.utf8.contains(UInt8(ascii: "$")) else { return }
      tree.content = .scalar(ComposeScalar(text: substituted(scalar.text, tree.origin), kind: .string))
    case .sequence(var items):
      tree.content = .sequence([])
      for index in items.indices {
        trail.enter(index)
        apply(&items[index])
        trail.leave()
      }
      tree.content = .sequence(items)
    case .mapping(var entries):
      tree.content = .mapping([])
      for index in entries.indices {
        trail.enter(entries[index].key)
        apply(&entries[index].value)
        trail.leave()
      }
      tree.content = .mapping(entries)
    }
  }

  private mutating func substituted(_ text: String, _ origin: ComposeOrigin) -> String {
    let interpolation = Interpolation(text)
    guard !interpolation.isInvalid else {
      problems.append(
        ComposeProblem(
          .interpolation, at: trail.text, origin,
          "\(trail.text) holds a $ that starts no reference to a variable; a $ of its own is written $$."))
      return text
    }
    guard unset == .empty else { return interpolation.text { environment[$0] } }
    if let value = interpolation.substituted({ environment[$0] }) { return value }
    let missing = interpolation.missing { environment[$0] }
    let reason = missing?.word?.substituted { environment[$0] } ?? ""
    problems.append(
      ComposeProblem(
        .interpolation, at: trail.text, origin,
        "The variable \(missing?.name ?? "") must be set for \(trail.text)\(reason.isEmpty ? "." : ": \(reason)")"))
    return ""
  }
}
