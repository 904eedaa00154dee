/// A Compose file taken apart.
package struct ComposeFile: Sendable {
  /// The generation of the format that the file is written in.
  package enum Format: String, Sendable {
    /// Services at the top level; no engine of today reads it.
    case v1 = "1"
    case v2 = "2"
    case v3 = "3"
    /// The current specification, which has no version.
    case specification
  }

  package let format: Format
  package let version: ComposeText?
  package let name: ComposeText?
  package let services: [ComposeService]
  package let networks: [ComposeResource]
  package let volumes: [ComposeResource]
  package let secrets: [ComposeResource]
  package let configs: [ComposeResource]
  /// Paths of other Compose files that this one takes in.
  package let includes: [ComposeText]
  /// The whole, several documents merged into one; nil where nothing could be read.
  package let root: YAMLNode?
  package let documentCount: Int
  package let comments: [LineComment]
  package private(set) var diagnostics: [Diagnostic]
  /// What Compose would refuse, as far as this one file tells.
  package private(set) var problems: [ComposeProblem] = []

  package init(_ source: SourceText) {
    let stream = YAMLStream(source)
    var diagnostics = stream.diagnostics
    root = Self.root(of: stream.documents, into: &diagnostics)
    documentCount = stream.documents.count
    comments = stream.comments
    version = ComposeText(root?["version"])
    let format = Self.format(root, version: version?.text)
    self.format = format
    name = ComposeText(root?["name"])

    let services = format == .v1 ? root : root?["services"]
    self.services = Self.mappings(services, "service", into: &diagnostics)
      .filter { format != .v1 || $0.value.entries != nil && !Self.isReserved($0.key) }
      .map(ComposeService.init)
    networks = Self.mappings(root?["networks"], "network", into: &diagnostics).map(ComposeResource.init)
    volumes = Self.mappings(root?["volumes"], "volume", into: &diagnostics).map(ComposeResource.init)
    secrets = Self.mappings(root?["secrets"], "secret", into: &diagnostics).map(ComposeResource.init)
    configs = Self.mappings(root?["configs"], "config", into: &diagnostics).map(ComposeResource.init)
    includes = (root?["include"]?.items ?? []).flatMap { item in
      item.entries == nil ? item.composeTexts : item["path"]?.composeTexts ?? []
    }
    // Where lines had to be left out, what seems wrong with the rest may be due to that.
    let isWhole = !diagnostics.contains { $0.kind == "syntax" }
    let found = isWhole ? ComposeChecks.problems(of: root, format) : []
    let known = Set(found.map(\.line))
    problems =
      diagnostics.filter { $0.kind != "compose" || !known.contains($0.line ?? 1) }.compactMap(ComposeProblem.init)
      + found
    let lines = Set(diagnostics.filter { $0.kind == "compose" }.map(\.line))
    self.diagnostics =
      diagnostics + found.filter { !$0.kind.mayBeMadeGood && !lines.contains($0.line) }.prefix(50).map(\.diagnostic)
  }

  /// How many YAML documents of a file are merged.
  private static let documentLimit = 16

  private static func root(of documents: [YAMLNode], into diagnostics: inout [Diagnostic]) -> YAMLNode? {
    func report(_ severity: Diagnostic.Severity, _ line: Int?, _ message: String) {
      diagnostics.append(Diagnostic(kind: "compose", severity: severity, line: line, message: message))
    }
    let mappings = documents.filter { $0.entries != nil }.prefix(documentLimit)
    if documents.count > documentLimit {
      report(
        .error,
        documents[documentLimit].line,
        "Only the first \(documentLimit) YAML documents are read."
      )
    }
    for document in documents.prefix(documentLimit) where document.entries == nil && !document.isNull {
      report(
        .error,
        document.line,
        "A Compose file must be a mapping at its top, not a \(document.contentName)."
      )
    }
    guard let first = mappings.first else {
      if documents.allSatisfy(\.isNull) { report(.warning, nil, "The file is empty.") }
      return nil
    }
    if mappings.count > 1 {
      report(.info, mappings[1].line, "The file holds \(mappings.count) YAML documents; they were merged.")
    }
    return mappings.dropFirst().reduce(first) { merged, document in merged.overridden(by: document) }
  }

  private static func format(_ root: YAMLNode?, version: String?) -> Format {
    let major = version?.prefix { $0 != "." }
    if root?["services"] == nil, major == nil || major == "1", looksLikeVersion1(root) { return .v1 }
    switch major {
    case "2": return .v2
    case "3": return .v3
    default: return .specification
    }
  }

  private static func looksLikeVersion1(_ root: YAMLNode?) -> Bool {
    (root?.entries ?? []).contains { entry in
      !isReserved(entry.key) && (entry.value["image"] != nil || entry.value["build"] != nil)
    }
  }

  private static func isReserved(_ key: String) -> Bool {
    key.hasPrefix("x-")
      || ["version", "name", "include", "networks", "volumes", "secrets", "configs"].contains(key)
  }

  private static func mappings(
    _ node: YAMLNode?,
    _ what: String,
    into diagnostics: inout [Diagnostic]
  ) -> [YAMLEntry] {
    guard let node, !node.isNull else { return [] }
    func report(_ line: Int, _ message: String) {
      diagnostics.append(Diagnostic(kind: "compose", severity: .error, line: line, message: message))
    }
    guard let entries = node.entries else {
      report(node.line, "Every \(what) needs a name: write a mapping, not a \(node.contentName).")
      return []
    }
    return entries.filter { entry in
      if entry.key.hasPrefix("x-") && entry.value.entries == nil { return false }
      guard entry.value.entries == nil, !entry.value.isNull else { return true }
      report(entry.line, "The \(what) \(entry.key) must be a mapping, not a \(entry.value.contentName).")
      return false
    }
  }
}

extension YAMLNode {
  /// The mapping with another one laid over it: mappings merge, sequences grow, scalars give way.
  func overridden(by other: YAMLNode) -> YAMLNode {
    if other.tag == "!override" || other.tag == "!reset" { return other }
    if let mine = items, let theirs = other.items {
      return YAMLNode(
        content: .sequence(mine + theirs),
        line: line,
        column: column,
        endLine: endLine,
        tag: tag
      )
    }
    guard let mine = entries, let theirs = other.entries else { return other }
    var merged = mine
    let places = Dictionary(mine.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    for entry in theirs {
      guard let place = places[entry.key] else {
        merged.append(entry)
        continue
      }
      let value = merged[place].value.overridden(by: entry.value)
      let isTheirs = value.line == entry.value.line
      merged[place] = YAMLEntry(
        key: entry.key,
        line: isTheirs ? entry.line : merged[place].line,
        column: isTheirs ? entry.column : merged[place].column,
        value: value,
        isMerged: false
      )
    }
    return YAMLNode(
      content: .mapping(merged),
      line: line,
      column: column,
      endLine: max(endLine, other.endLine)
    )
  }
}
