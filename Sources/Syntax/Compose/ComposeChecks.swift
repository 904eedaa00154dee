/// Finds what Compose would refuse in a file by itself, whatever is merged over it.
enum ComposeChecks {
  static func problems(of root: YAMLNode?, _ format: ComposeFile.Format) -> [ComposeProblem] {
    guard let root else { return [] }
    var tree = ComposeTree(root, file: 0)
    guard format != .v1 else {
      return [
        ComposeProblem(
          .structure, at: nil, tree.entries?.first?.origin ?? tree.origin,
          "This is a file of version 1, which Compose no longer reads: put services below services.")
      ]
    }
    var substitution = ComposeSubstitution([:], unset: .kept)
    substitution.apply(&tree)
    ComposeUnicity.enforce(&tree)
    var schema = ComposeSchemaCheck(isPart: true)
    schema.check(tree)
    tree = tree.withoutTags()
    var canonical = ComposeCanonical(isFinal: true)
    canonical.apply(&tree)
    var consistency = ComposeConsistency(tree)
    consistency.checkAttributes()
    consistency.checkReferences()
    return substitution.problems + schema.problems + canonical.problems + consistency.problems
  }
}
