import Foundation
import Syntax

/// Cases of the Compose library that are held to be wrong for Loadline, each with the reason.
enum ComposeExceptions {
  private static let heldWrong: [(name: String, reason: String)] = [
    ("TestRegisterDefaultValue", "tests defaults that a program registers with the library, not what a file means"),
    ("TestLoadWithRemoteResources", "reads from a loader that only the test has"),
  ]

  static func isHeldWrong(_ example: ConformanceCase) -> Bool {
    heldWrong.contains { example.name.hasPrefix($0.name) }
  }
}

extension ConformanceCase {
  var environment: [String: String] { fields["env"] as? [String: String] ?? [:] }
}

extension ComposeTree {
  static func text(_ text: String) -> ComposeTree {
    ComposeTree(.scalar(ComposeScalar(text: text, kind: .string)), ComposeOrigin(line: 1))
  }
}

/// A form that the library's tests call by the name of its function.
struct ComposeTransformation {
  private let path: [String]

  init?(_ function: String) {
    let paths = [
      "transformMaybeExternal": ["networks", "test"], "transformEnvFile": ["services", "test", "env_file"],
      "transformSSH": ["services", "test", "build", "ssh"], "transformBuild": ["services", "test", "build"],
      "transformPorts": ["services", "test", "ports"], "transformVolumeMount": ["services", "test", "volumes"],
      "transformDependsOn": ["services", "test", "depends_on"], "transformExtends": ["services", "test", "extends"],
      "transformServiceNetworks": ["services", "test", "networks"], "transformInclude": ["include"],
      "transformKeyValue": ["services", "test", "environment"],
      "transformDeviceMapping": ["services", "test", "devices"],
      "transformStringOrList": ["services", "test", "dns"], "transformUlimits": ["services", "test", "ulimits"],
      "transformServiceModels": ["services", "test", "models"], "transformGpus": ["services", "test", "gpus"],
      "transformFileMount": ["services", "test", "secrets"], "Canonical": [], "SetDefaultValues": [],
      "transformService": ["services", "test"], "transformExternal": ["networks", "test"],
    ]
    guard let path = paths[function] else { return nil }
    self.path = path
  }

  /// What becomes of a value at the place that the function is for.
  func applied(to input: ComposeTree, _ problems: inout [ComposeProblem]) -> ComposeTree {
    let origin = ComposeOrigin(line: 1)
    var tree = path.reversed().reduce(input) { value, key in
      ComposeTree(.mapping([ComposeTree.Entry(key: key, origin: origin, value: value)]), origin)
    }
    var canonical = ComposeCanonical(isFinal: true)
    canonical.apply(&tree)
    problems = canonical.problems
    return path.reduce(tree) { tree, key in tree[key] ?? tree }
  }
}

/// A case that loads a project, with the options that the library's test gives it.
struct ComposeLoadCase {
  let project: ComposeProject
  let problems: [String]
  private let root: String
  private let dropsUnused: Bool

  init(_ example: ConformanceCase) {
    let config = example.fields["config"] as? [String: Any] ?? [:]
    let settings = config["options"] as? [String: Any] ?? [:]
    let text = (example.fields["text"] ?? example.fields["input"]) as? String ?? ""
    let main = example.fields["file"] as? String ?? "compose.yaml"
    var texts = example.fields["extra_files"] as? [String: String] ?? [:]
    texts[main] = text
    root = config["root"] as? String ?? ""

    func isSet(_ name: String) -> Bool { settings[name] as? Bool ?? false }
    var options = ComposeProject.Options()
    options.environment = config["env"] as? [String: String] ?? [:]
    options.readsDotEnv = false
    options.unset = example.operation == "schema" ? .kept : .empty
    options.normalises = !isSet("SkipNormalization")
    options.checksReferences = !isSet("SkipConsistencyCheck")
    options.readsVariableFiles = true
    options.profiles = Set(settings["Profiles"] as? [String] ?? [])
    let given = settings["SetProjectName"] as? [Any]
    options.fallbackName = settings["projectName"] as? String ?? given?.first as? String ?? ""
    if given?.last as? Bool == true { options.name = given?.first as? String }
    options.services = ((settings["WithSelectedServices"] as? [Any])?.first as? [String]) ?? []
    if ["schema", "attribute"].contains(example.operation) { options.checksReferences = false }

    let files = [main] + (config["overrides"] as? [String] ?? [])
    let project = ComposeProject(files: files, options: options) { path in
      let path = path.hasPrefix("/") ? Self.relative(path, root: config["root"] as? String ?? "") : path
      return texts[path].map { Array($0.utf8) }
    }
    self.project = project
    let isSchema = example.operation == "schema"
    var problems = project.problems.filter { !isSchema || $0.kind != .missing }.map(\.message)
    // The library asks its caller for a name where the files give none; Compose itself takes that of the folder.
    if example.operation.hasPrefix("load"), project.name.isEmpty { problems.append("The project has no name.") }
    self.problems = problems
    dropsUnused = isSet("WithoutUnnecessaryResources")
  }

  private static func relative(_ path: String, root: String) -> String {
    path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
  }

  /// What is wrong where a check of the case fails, or nil.
  func failure(of check: [String: Any]) -> String? {
    let path = check["path"] as? [Any] ?? []
    let op = check["op"] as? String ?? ""
    if path.first as? String == "$Environment" {
      let name = path.last as? String ?? ""
      return project.environment[name] == check["value"] as? String ? nil : "\(name) differs"
    }
    for value in values(at: path) where !holds(op, value, check["value"]) {
      return "\(path) \(op) \(check["value"] ?? "nil"), not \(value ?? "nil")"
    }
    return nil
  }

  private func values(at path: [Any]) -> [Any?] {
    var values: [Any?] = [ComposeJSON.value(shown)]
    for (place, step) in path.enumerated() {
      values = values.flatMap { value -> [Any?] in
        switch (step, value) {
        case ("*" as String, let mapping as [String: Any]): return mapping.values.map { $0 }
        case ("*" as String, let list as [Any]): return list.map { $0 }
        case (let index as Int, let list as [Any]): return [list.indices.contains(index) ? list[index] : nil]
        case (let key as String, let mapping as [String: Any]): return [mapping[key]]
        // The library keeps a limit that is one number under this name.
        case ("single" as String, let limit?) where place > 0: return [limit]
        default: return [nil]
        }
      }
    }
    return values
  }

  /// The project as the options let it be seen.
  private var shown: ComposeTree {
    var tree = project.tree
    for section in ["services", "networks", "volumes", "secrets", "configs"] {
      guard let entries = tree[section]?.entries else { continue }
      let kept = entries.filter { entry in
        section == "services" ? !project.inactive.contains(entry.key) : !dropsUnused || isUsed(section, entry.key)
      }
      tree[section] = ComposeTree(.mapping(kept), tree[section]?.origin ?? tree.origin)
    }
    return tree
  }

  private func isUsed(_ section: String, _ name: String) -> Bool {
    (project.tree["services"]?.entries ?? []).filter { !project.inactive.contains($0.key) }.contains { service in
      let used = service.value[section]
      return used?[name] != nil || (used?.items ?? []).contains { $0["source"]?.text == name }
    }
  }

  private func holds(_ op: String, _ value: Any?, _ expected: Any?) -> Bool {
    let value = ComposeJSON.withoutRoot(value, root)
    let expected = ComposeJSON.withoutRoot(expected, root)
    switch op {
    case "eq": return ComposeJSON.isEqual(value, expected)
    case "ne": return !ComposeJSON.isEqual(value, expected)
    case "len": return (ComposeJSON.count(value) ?? 0) == expected as? Int
    case "present": return (value != nil) == (expected as? Bool ?? true)
    case "empty": return ComposeJSON.isZero(value)
    case "contains":
      if let list = value as? [Any] { return list.contains { ComposeJSON.isEqual($0, expected) } }
      if let mapping = value as? [String: Any], let key = expected as? String { return mapping[key] != nil }
      return (value as? String)?.contains(expected as? String ?? "") ?? false
    case "keys": return Set((value as? [String: Any] ?? [:]).keys) == Set(expected as? [String] ?? [])
    case "extensions":
      let extensions = (value as? [String: Any] ?? [:]).filter { $0.key.hasPrefix("x-") }
      return ComposeJSON.isEqual(extensions, expected)
    default: return false
    }
  }
}

/// Compose trees as the values that JSON has, and comparison of these.
enum ComposeJSON {
  static func tree(_ value: Any) -> ComposeTree {
    let origin = ComposeOrigin(line: 1)
    if let yaml = (value as? [String: Any])?["$yaml"] as? String {
      let stream = YAMLStream(SourceText(Array(yaml.utf8)))
      return stream.documents.first.map { ComposeTree($0, file: 0) } ?? .text("")
    }
    switch value {
    case let mapping as [String: Any]:
      let entries = mapping.sorted { $0.key < $1.key }
        .map { ComposeTree.Entry(key: $0.key, origin: origin, value: tree($0.value)) }
      return ComposeTree(.mapping(entries), origin)
    case let list as [Any]: return ComposeTree(.sequence(list.map(tree)), origin)
    case is NSNull: return ComposeTree(.scalar(ComposeScalar(text: "", kind: .null)), origin)
    case let text as String: return .text(text)
    case let number as NSNumber:
      let isBool = String(cString: number.objCType) == "c"
      let text = isBool ? (number.boolValue ? "true" : "false") : number.stringValue
      let kind: YAMLScalar.Kind = isBool ? .bool : text.contains(".") ? .float : .int
      return ComposeTree(.scalar(ComposeScalar(text: text, kind: kind)), origin)
    default: return .text("\(value)")
    }
  }

  static func value(_ tree: ComposeTree) -> Any? {
    switch tree.content {
    case .mapping(let entries):
      return Dictionary(entries.map { ($0.key, value($0.value) ?? NSNull()) }, uniquingKeysWith: { $1 })
    case .sequence(let items): return items.map { value($0) ?? NSNull() }
    case .scalar(let scalar):
      switch scalar.kind {
      case .null: return nil
      case .bool: return ComposeCast.bool(scalar.text) ?? false
      case .int: return ComposeCast.integer(scalar.text).map { Double($0) }
      case .float: return Double(scalar.text)
      case .string: return scalar.text
      }
    }
  }

  static func texts(_ tree: ComposeTree) -> [String] {
    switch tree.content {
    case .mapping(let entries): entries.flatMap { texts($0.value) }
    case .sequence(let items): items.flatMap(texts)
    case .scalar(let scalar): [scalar.text]
    }
  }

  static func count(_ value: Any?) -> Int? {
    (value as? [Any])?.count ?? (value as? [String: Any])?.count
  }

  /// Whether it is what the library shows for nothing.
  static func isZero(_ value: Any?) -> Bool {
    switch value {
    case nil, is NSNull: true
    case let text as String: text.isEmpty
    case let list as [Any]: list.isEmpty
    case let mapping as [String: Any]: mapping.values.allSatisfy { isZero($0) }
    case let value?: number(value) == 0
    }
  }

  /// A number, or a boolean as 0 or 1.
  private static func number(_ value: Any) -> Double? {
    switch value {
    case let value as Double: value
    case let value as Int: Double(value)
    case let value as Int64: Double(value)
    case let value as Bool: value ? 1 : 0
    case let value as NSNumber: value.doubleValue
    default: nil
    }
  }

  /// Whether both are the same, what is absent being nothing; loosely, a number is its text, too.
  static func isEqual(_ left: Any?, _ right: Any?, isLoose: Bool = false) -> Bool {
    switch (left, right) {
    case (let left as [String: Any], let right as [String: Any]):
      return Set(left.keys).union(right.keys).allSatisfy { isEqual(left[$0], right[$0], isLoose: isLoose) }
    case (let left as [Any], let right as [Any]):
      return left.count == right.count && zip(left, right).allSatisfy { isEqual($0, $1, isLoose: isLoose) }
    case (let left as String, let right as String): return left == right
    default:
      if isZero(left), isZero(right) { return true }
      guard let left, let right else { return false }
      if let left = number(left), let right = number(right) { return left == right }
      return isLoose && text(left) == text(right)
    }
  }

  private static func text(_ value: Any) -> String {
    if let flag = value as? NSNumber, String(cString: flag.objCType) == "c" { return flag.boolValue ? "true" : "false" }
    return "\(value)"
  }

  /// Paths below the root as seen from there.
  static func withoutRoot(_ value: Any?, _ root: String) -> Any? {
    switch value {
    case let text as String:
      if text == root { return "." }
      if root.count > 1, text.hasPrefix(root + "/") { return String(text.dropFirst(root.count + 1)) }
      return text.hasPrefix("./") && text.count > 2 ? String(text.dropFirst(2)) : text
    case let list as [Any]: return list.map { withoutRoot($0, root) ?? NSNull() }
    case let mapping as [String: Any]: return mapping.mapValues { withoutRoot($0, root) ?? NSNull() }
    default: return value
    }
  }
}
