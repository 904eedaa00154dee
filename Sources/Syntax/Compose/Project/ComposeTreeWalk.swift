extension ComposeTree {
  /// A value on the way through a project.
  package struct Visit {
    /// Such as `services.web.ports[0].target`.
    package let path: String
    /// The service that it belongs to.
    package let service: String?
    package let tree: ComposeTree
    /// Where its key, or the value where it has none, is written.
    package let origin: ComposeOrigin
  }

  /// Gives every value below this one to `body`, each before what it holds.
  ///
  /// The depth of trees is limited where they are made, so this recursion is too.
  package func forEachValue<Failure: Error>(_ body: (Visit) throws(Failure) -> Void) throws(Failure) {
    try visit("", nil, body)
  }

  private func visit<Failure: Error>(
    _ path: String, _ service: String?, _ body: (Visit) throws(Failure) -> Void
  ) throws(Failure) {
    for entry in entries ?? [] {
      let inner = path.isEmpty ? entry.key : "\(path).\(entry.key)"
      let owner = path == "services" ? entry.key : service
      try body(Visit(path: inner, service: owner, tree: entry.value, origin: entry.origin))
      try entry.value.visit(inner, owner, body)
    }
    for (index, item) in (items ?? []).enumerated() {
      let inner = "\(path)[\(index)]"
      try body(Visit(path: inner, service: service, tree: item, origin: item.origin))
      try item.visit(inner, service, body)
    }
  }
}
