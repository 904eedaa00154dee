/// Reads the files of a project and lays them over each other.
struct ComposeLoader {
  /// How many files a project may take in; the same file counts each time.
  private static let fileLimit = 256
  /// How deep files may include or extend each other.
  static let depthLimit = 32
  private static let problemLimit = 200

  let options: ComposeProject.Options
  private let lookup: (String) -> [UInt8]?
  private(set) var files: [String] = []
  private(set) var problems: [ComposeProblem] = []
  private var indices: [String: Int32] = [:]
  private var documents: [String: [ComposeTree]] = [:]
  private var reads = 0
  /// Values made so far, counted over all files, so that no chain of files can blow up.
  private var made = 0

  init(options: ComposeProject.Options, lookup: @escaping (String) -> [UInt8]?) {
    self.options = options
    self.lookup = lookup
  }

  mutating func report(_ problem: ComposeProblem) {
    guard problems.count < Self.problemLimit, !problems.contains(problem) else { return }
    problems.append(problem)
  }

  mutating func report(
    _ kind: ComposeProblem.Kind, _ path: String?, _ origin: ComposeOrigin, _ message: String
  ) {
    report(ComposeProblem(kind, at: path, origin, message))
  }

  /// Whether so many more values may be made.
  mutating func mayMake(_ count: Int, _ origin: ComposeOrigin) -> Bool {
    made += count
    guard made > ComposeMerge.sizeLimit else { return true }
    report(
      .limit, nil, origin, "The project comes to more than \(ComposeMerge.sizeLimit) values; the rest was left out.")
    return false
  }

  // MARK: - Files

  func variableFile(_ path: String) -> [UInt8]? { lookup(path) }

  mutating func index(of path: String) -> Int32 {
    if let index = indices[path] { return index }
    let index = Int32(clamping: files.count)
    files.append(path)
    indices[path] = index
    return index
  }

  /// The YAML documents of a file as they are written; nil where there is no such file.
  mutating func read(_ path: String, from origin: ComposeOrigin) -> [ComposeTree]? {
    reads += 1
    guard reads <= Self.fileLimit else {
      report(.limit, nil, origin, "The project takes in more than \(Self.fileLimit) files; the rest was left out.")
      return []
    }
    if let known = documents[path] { return known }
    guard let bytes = lookup(path) else { return nil }
    let file = index(of: path)
    let stream = YAMLStream(SourceText(bytes))
    for problem in stream.diagnostics.compactMap(ComposeProblem.init) {
      report(problem.kind, problem.path, ComposeOrigin(file: file, line: problem.line), problem.message)
    }
    let trees = stream.documents.prefix(16).compactMap { document -> ComposeTree? in
      guard !document.isNull else { return nil }
      let tree = ComposeTree(document, file: file)
      guard tree.entries != nil else {
        report(.structure, nil, tree.origin, "A Compose file must be a mapping at its top, not a \(tree.contentName).")
        return nil
      }
      return tree
    }
    if trees.isEmpty, stream.documents.allSatisfy(\.isNull) {
      report(.structure, nil, ComposeOrigin(file: file, line: 1), "The file is empty.")
    }
    documents[path] = trees
    return trees
  }

  /// The name that the last file gives, unless one is set from outside.
  mutating func projectName(_ paths: [String], _ environment: [String: String]) -> String {
    if let name = options.name { return name }
    var name: String?
    for path in paths {
      for document in read(path, from: ComposeOrigin(line: 1)) ?? [] {
        guard let text = document["name"]?.text else { continue }
        name = Interpolation(text).substituted { environment[$0] } ?? text
      }
    }
    let folder = paths.first.map(ComposePaths.folder).flatMap { $0.split(separator: "/").last }.map(String.init)
    return Self.normalised(name ?? options.fallbackName ?? folder ?? "")
  }

  /// Lower case, and only letters, digits, `_` and `-`.
  private static func normalised(_ name: String) -> String {
    let kept = name.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    return String(kept.drop { $0 == "_" || $0 == "-" })
  }

  // MARK: - Merging

  /// What the files make together, paths in it relative to `workingFolder`.
  mutating func model(
    _ paths: [String], workingFolder: String, environment: [String: String], includedBy chain: [String]
  ) -> ComposeTree {
    var model = ComposeTree(.mapping([]), ComposeOrigin(line: 1))
    for path in paths {
      guard let documents = read(path, from: model.origin) else {
        report(.reference, nil, model.origin, "The file \(path) is not there.")
        continue
      }
      for document in documents {
        guard mayMake(document.size, document.origin) else { return model }
        var tree = substituted(document, environment)
        ComposeExtension(file: path, workingFolder: workingFolder, environment: environment).apply(&tree, with: &self)
        include(into: &tree, workingFolder: workingFolder, environment: environment, includedBy: chain + [path])
        var merge = ComposeMerge()
        model = merge.merge(tree, over: model).withoutTags()
        merge.problems.forEach { report($0) }
        ComposeUnicity.enforce(&model)
      }
    }
    var check = ComposeSchemaCheck()
    check.check(model)
    check.problems.forEach { report($0) }
    return model
  }

  mutating func substituted(_ document: ComposeTree, _ environment: [String: String]) -> ComposeTree {
    var tree = document
    var substitution = ComposeSubstitution(environment, unset: options.unset)
    substitution.apply(&tree)
    substitution.problems.forEach { report($0) }
    return tree
  }

  private mutating func include(
    into tree: inout ComposeTree, workingFolder: String, environment: [String: String], includedBy chain: [String]
  ) {
    guard let include = tree["include"] else { return }
    tree["include"] = nil
    for item in ComposeForms.list(include).items ?? [] {
      let long = ComposeForms.named("path", item)
      let paths = (long["path"].map(ComposeForms.list)?.items ?? []).compactMap(\.text)
        .map { ComposePaths.joined(workingFolder, $0) }
      guard let first = paths.first, isReadable(paths, chain, item.origin) else { continue }
      let folder =
        long["project_directory"]?.text.map { ComposePaths.joined(workingFolder, $0) } ?? ComposePaths.folder(of: first)
      let envFiles = (long["env_file"].map(ComposeForms.list)?.items ?? []).compactMap(\.text)
        .map { ComposePaths.joined(workingFolder, $0) }
      let inner = self.environment(
        from: envFiles.isEmpty ? [ComposePaths.joined(folder, ".env")] : envFiles, over: environment)
      var model = model(paths, workingFolder: folder, environment: inner, includedBy: chain)
      var canonical = ComposeCanonical(isFinal: false)
      canonical.apply(&model)
      canonical.problems.forEach { report($0) }
      ComposePathResolution(folder: ComposePaths.relative(folder, from: workingFolder)).resolve(&model)
      takeIn(model, into: &tree)
    }
  }

  private mutating func isReadable(_ paths: [String], _ chain: [String], _ origin: ComposeOrigin) -> Bool {
    if chain.count > Self.depthLimit {
      report(.limit, "include", origin, "Files include each other more than \(Self.depthLimit) deep.")
      return false
    }
    if let again = paths.first(where: chain.contains) {
      report(.cycle, "include", origin, "\(again) includes itself, by way of \(chain.last ?? again).")
      return false
    }
    if let missing = paths.first(where: { $0.utf8.contains(UInt8(ascii: "$")) || read($0, from: origin) == nil }) {
      report(.reference, "include", origin, "The included file \(missing) is not there.")
      return false
    }
    return true
  }

  /// What a file says itself counts over what it includes.
  private mutating func takeIn(_ model: ComposeTree, into tree: inout ComposeTree) {
    for section in ["services", "networks", "volumes", "secrets", "configs", "models"] {
      guard let included = model[section]?.entries else { continue }
      var all = tree[section]?.entries ?? []
      let places = Dictionary(all.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
      var merge = ComposeMerge()
      for entry in included {
        if let place = places[entry.key] {
          all[place].value = merge.merge(all[place].value, over: entry.value, section: section, name: entry.key)
        } else {
          all.append(entry)
        }
      }
      merge.problems.forEach { report($0) }
      tree[section] = ComposeTree(.mapping(all), tree[section]?.origin ?? model.origin)
    }
  }

  // MARK: - Finishing

  mutating func finish(
    _ tree: inout ComposeTree, name: String, environment: [String: String], workingFolder: String,
    inactive: Set<String>
  ) {
    if tree["services"] == nil, tree.entries?.contains(where: { $0.value["image"] != nil }) == true {
      report(
        .structure, nil, tree.origin,
        "This is a file of version 1, which Compose no longer reads: put services below services.")
    }
    var canonical = ComposeCanonical(isFinal: true)
    canonical.apply(&tree)
    canonical.problems.forEach { report($0) }
    ComposeUnicity.enforce(&tree)
    ComposeDefaults.fill(&tree)
    var consistency = ComposeConsistency(tree, inactive: inactive)
    consistency.checkAttributes()
    if options.readsVariableFiles {
      readVariableFiles(&tree, environment, workingFolder: workingFolder, inactive: inactive)
    }
    if options.normalises { ComposeNormalisation(name: name, environment: environment).apply(&tree) }
    if options.checksReferences { consistency.checkReferences() }
    consistency.problems.forEach { report($0) }
  }
}
