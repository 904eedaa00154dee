/// Compares a Compose file, or what several make together, with the schema.
struct ComposeSchemaCheck {
  private(set) var problems: [ComposeProblem] = []
  /// Whether keys that must be there may still come from another file.
  private let isPart: Bool
  private static let limit = 50
  /// Unknown keys by their place: an anchor's are seen once more with every alias.
  private var unknown: Set<String> = []

  init(isPart: Bool = false) { self.isPart = isPart }

  mutating func check(_ tree: ComposeTree) {
    guard tree.entries != nil else { return }
    check(tree, .object("file"), "")
  }

  private mutating func report(_ kind: ComposeProblem.Kind, _ path: String, _ origin: ComposeOrigin, _ message: String)
  {
    guard problems.count < Self.limit else { return }
    problems.append(ComposeProblem(kind, at: path, origin, message))
  }

  private mutating func check(_ tree: ComposeTree, _ kind: ComposeSchema.Kind, _ path: String) {
    guard tree.tag != .reset, problems.count < Self.limit else { return }
    switch (kind, tree.content) {
    case (.choice(let kinds), _): check(tree, oneOf: kinds, path)
    case (.object(let name), .mapping(let entries)): check(entries, name, tree, path)
    case (.map(let value), .mapping(let entries)):
      for entry in entries where !(path.isEmpty && ComposeKeys.isExtension(entry.key)) {
        check(entry.value, value, Self.path(path, entry.key))
      }
    case (.list(let item, let isUnique), .sequence(let items)):
      for (index, value) in items.enumerated() { check(value, item, "\(path)[\(index)]") }
      if isUnique { checkUnique(items, path) }
    case (.scalar(let scalar, let bounds), .scalar(let value)): check(value, scalar, bounds, tree, path)
    case (.scalar(.any, _), _): break
    case (.word(let word), .scalar(let value)):
      if value.text != word, !tree.hangsOnVariable { report(.schema, path, tree.origin, "\(path) must be \(word).") }
    default: reportType(tree, [kind], path)
    }
  }

  /// The alternative that has the value's shape is the one that was meant.
  private mutating func check(_ tree: ComposeTree, oneOf kinds: [ComposeSchema.Kind], _ path: String) {
    switch tree.content {
    case .scalar(let value): check(value, kinds, tree, path)
    case .sequence:
      if let list = kinds.first(where: { if case .list = $0 { true } else { false } }) {
        check(tree, list, path)
      } else {
        reportType(tree, kinds, path)
      }
    case .mapping:
      let mapping = kinds.first {
        switch $0 {
        case .map, .object: true
        case .scalar, .word, .list, .choice: false
        }
      }
      if let mapping { check(tree, mapping, path) } else { reportType(tree, kinds, path) }
    }
  }

  private mutating func check(
    _ value: ComposeScalar, _ kinds: [ComposeSchema.Kind], _ tree: ComposeTree, _ path: String
  ) {
    if tree.hangsOnVariable, value.kind == .string { return }
    var words: [String] = []
    var bounds: ClosedRange<Double>?
    var isOfType = false
    for kind in kinds {
      switch kind {
      case .word(let word):
        if value.text == word { return }
        words.append(word)
      case .scalar(let scalar, let range):
        switch ComposeScalarCheck.verdict(value, scalar) {
        case .fits where range.map({ Self.isInside(value, $0) }) ?? true: return
        case .fits:
          isOfType = true
          bounds = range
        case .unreadable: isOfType = true
        case .otherType: break
        }
      case .list, .map, .object, .choice: break
      }
    }
    if let bounds {
      report(.schema, path, tree.origin, "\(path) must be \(Self.shown(bounds)), not \(value.text).")
    } else if !words.isEmpty, value.kind == .string {
      report(.schema, path, tree.origin, "\(path) must be one of \(words.joined(separator: ", ")), not \(value.text).")
    } else if isOfType {
      let wanted = kinds.map(Self.name).joined(separator: " or ")
      report(.value, path, tree.origin, "\(path) must be \(wanted), which \(value.text) is not.")
    } else {
      reportType(tree, kinds, path)
    }
  }

  private mutating func check(
    _ value: ComposeScalar, _ scalar: ComposeSchema.Scalar, _ bounds: ClosedRange<Double>?, _ tree: ComposeTree,
    _ path: String
  ) {
    check(value, [.scalar(scalar, bounds)], tree, path)
  }

  // MARK: - Objects

  private mutating func check(
    _ entries: [ComposeTree.Entry], _ name: String, _ tree: ComposeTree, _ path: String
  ) {
    guard let object = ComposeSchema.compose.objects[name] else { return }
    for entry in entries where !ComposeKeys.isExtension(entry.key) {
      if let kind = object.keys[entry.key] {
        check(entry.value, kind, Self.path(path, entry.key))
      } else if entry.value.tag != .reset,
        unknown.insert("\(entry.origin.file):\(entry.origin.line):\(entry.key)").inserted
      {
        let known = Set(object.keys.keys)
        let guess = ComposeKeys.nearest(to: entry.key, in: known).map { "; is it \($0)?" } ?? "."
        let place = path.isEmpty ? "a Compose file" : path
        report(.schema, Self.path(path, entry.key), entry.origin, "\(entry.key) is no key of \(place)\(guess)")
      }
    }
    for key in object.required where !entries.contains(where: { $0.key == key }) {
      report(isPart ? .missing : .schema, path, tree.origin, "\(path) has no \(key), which must be there.")
    }
  }

  private mutating func checkUnique(_ items: [ComposeTree], _ path: String) {
    guard items.count > 1 else { return }
    var known: Set<String> = []
    for (index, item) in items.enumerated() {
      guard let text = item.text, !known.insert(text).inserted else { continue }
      report(.conflict, "\(path)[\(index)]", item.origin, "\(text) is in \(path) already.")
    }
  }

  private mutating func reportType(_ tree: ComposeTree, _ kinds: [ComposeSchema.Kind], _ path: String) {
    let wanted = Self.unique(kinds.map(Self.name)).joined(separator: " or ")
    let isStructure = path == "services" || path.split(separator: ".").count <= 2 && wanted == "a mapping"
    let advice = wanted == "a string" && tree.scalar?.kind != .null && tree.scalar != nil ? ": put it in quotes." : "."
    report(
      isStructure ? .structure : .schema, path, tree.origin,
      "\(path) must be \(wanted), not \(Self.named(tree))\(advice)")
  }

  // MARK: - Words

  private static func path(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  private static func unique(_ names: [String]) -> [String] {
    names.enumerated().filter { names.firstIndex(of: $1) == $0 }.map(\.element)
  }

  private static func named(_ tree: ComposeTree) -> String {
    switch tree.content {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar(let scalar):
      switch scalar.kind {
      case .null: "null"
      case .bool: "a boolean"
      case .int: "an integer"
      case .float: "a number"
      case .string: "a string"
      }
    }
  }

  private static func name(_ kind: ComposeSchema.Kind) -> String {
    switch kind {
    case .word(let word): return word
    case .list: return "a list"
    case .map, .object: return "a mapping"
    case .choice(let kinds): return kinds.map(name).joined(separator: " or ")
    case .scalar(let scalar, _):
      switch scalar {
      case .string: return "a string"
      case .number, .float: return "a number"
      case .integer, .int: return "an integer"
      case .boolean, .bool: return "a boolean"
      case .null: return "null"
      case .any: return "anything"
      case .size, .sizeText: return "a size such as 512m"
      case .duration: return "a duration such as 30s"
      case .text: return "a string, a number, a boolean or null"
      case .portNumber: return "a port or a range of ports"
      case .pullPolicy: return "always, never, missing, build, daily, weekly or every_ and a duration"
      }
    }
  }

  private static func shown(_ bounds: ClosedRange<Double>) -> String {
    let (low, high) = (bounds.lowerBound, bounds.upperBound)
    if high == .greatestFiniteMagnitude { return "\(ComposeCast.shown(low)) or more" }
    return "from \(ComposeCast.shown(low)) to \(ComposeCast.shown(high))"
  }

  private static func isInside(_ value: ComposeScalar, _ bounds: ClosedRange<Double>) -> Bool {
    let number = ComposeCast.number(value.text) ?? ComposeCast.size(value.text).map(Double.init)
    return number.map(bounds.contains) ?? true
  }
}

/// Whether a scalar is what the schema wants.
enum ComposeScalarCheck {
  enum Verdict {
    case fits
    /// A string that cannot be read as what it should stand for.
    case unreadable
    case otherType
  }

  static func verdict(_ value: ComposeScalar, _ wanted: ComposeSchema.Scalar) -> Verdict {
    let text = value.text
    switch (wanted, value.kind) {
    case (.any, _), (.string, .string), (.number, .int), (.number, .float), (.integer, .int), (.boolean, .bool),
      (.null, .null), (.text, _), (.bool, .bool), (.int, .int), (.float, .int), (.float, .float), (.size, .int):
      return .fits
    case (.int, .float), (.size, .float):
      return value.text.hasSuffix(".0") ? .fits : .otherType
    case (.bool, .string): return ComposeCast.bool(text) == nil ? .unreadable : .fits
    case (.int, .string): return ComposeCast.integer(text) == nil ? .unreadable : .fits
    case (.float, .string): return ComposeCast.number(text) == nil ? .unreadable : .fits
    case (.size, .string), (.sizeText, .string): return ComposeCast.size(text) == nil ? .unreadable : .fits
    case (.duration, .string): return ComposeCast.isDuration(text) ? .fits : .unreadable
    case (.portNumber, .string), (.portNumber, .int):
      let port = text.split(separator: "/", maxSplits: 1).first.map(String.init) ?? ""
      return ComposePort.range(port) == nil ? .unreadable : .fits
    case (.pullPolicy, .string): return isPullPolicy(text) ? .fits : .unreadable
    default: return .otherType
    }
  }

  private static func isPullPolicy(_ text: String) -> Bool {
    if ["always", "never", "build", "if_not_present", "missing", "refresh", "daily", "weekly"].contains(text) {
      return true
    }
    return text.hasPrefix("every_") && ComposeUnits.seconds(String(text.dropFirst(6))) != nil
  }
}
