/// A Compose project: what Compose makes of several files, each value with the place that set it.
///
/// Nothing is read from the disk: `lookup` gives the bytes of a path, or nil where there is no such file.
///
///     let project = ComposeProject(files: ["compose.yaml", "compose.override.yaml"]) { texts[$0] }
///     project.tree["services"]?["web"]?["image"]?.origin.line
package struct ComposeProject: Sendable {
  package struct Options: Sendable {
    /// Variables of the shell that Compose runs in; they win over `.env`.
    package var environment: [String: String] = [:]
    /// Name of the project that wins over what the files say.
    package var name: String?
    /// Name where the files say none.
    package var fallbackName: String?
    /// Profiles that are on, or nil where services of every profile count.
    package var profiles: Set<String>?
    /// Services that are asked for, with all that they depend on; none for every service of the profiles.
    package var services: [String] = []
    package var unset = ComposeSubstitution.Unset.kept
    /// Whether to read the `.env` file beside the first file.
    package var readsDotEnv = true
    /// Whether to put in what files of variables and labels say, and the values of secrets from the environment.
    package var readsVariableFiles = false
    /// Whether to add what follows from the project as a whole, such as the default network.
    package var normalises = true
    /// Whether each name must be declared.
    package var checksReferences = true
    /// Folder to make relative paths absolute with, or nil.
    package var root: String?

    package init() {}
  }

  /// Paths of all files that were read, in the order in which they were met; an origin's `file` is an index into it.
  package let files: [String]
  package let name: String
  package var tree: ComposeTree
  package let problems: [ComposeProblem]
  /// Services that no profile of the options starts.
  package let inactive: Set<String>
  /// What interpolation saw: the shell's variables and those of `.env`.
  package let environment: [String: String]

  package init(files: [String], options: Options = Options(), lookup: @escaping (String) -> [UInt8]?) {
    var loader = ComposeLoader(options: options, lookup: lookup)
    let folder = ComposePaths.folder(of: files.first ?? "")
    var environment = options.environment
    if options.readsDotEnv {
      environment = loader.environment(from: [ComposePaths.joined(folder, ".env")], over: environment)
    }
    name = loader.projectName(files, environment)
    if !name.isEmpty { environment["COMPOSE_PROJECT_NAME"] = name }
    var tree = loader.model(files, workingFolder: folder, environment: environment, includedBy: [])
    tree["version"] = nil
    if tree["name"] != nil || !name.isEmpty { tree["name"] = .text(name, tree["name"]?.origin ?? tree.origin) }
    self.environment = environment
    inactive = Self.inactive(tree, options)
    loader.finish(&tree, name: name, environment: environment, workingFolder: folder, inactive: inactive)
    if let root = options.root { ComposePathResolution(folder: root).resolve(&tree) }
    self.tree = tree
    self.files = loader.files
    problems = loader.problems
  }

  private static func inactive(_ tree: ComposeTree, _ options: Options) -> Set<String> {
    let services = tree["services"]?.entries ?? []
    if !options.services.isEmpty {
      let started = started(options.services, services)
      return Set(services.map(\.key)).subtracting(started)
    }
    guard let profiles = options.profiles, !profiles.contains("*") else { return [] }
    let left = services.filter { service in
      let wanted = (service.value["profiles"]?.items ?? []).compactMap(\.text)
      return !wanted.isEmpty && profiles.isDisjoint(with: wanted)
    }
    return Set(left.map(\.key))
  }

  /// The services that are started when some are asked for: they, and all that they depend on.
  private static func started(_ names: [String], _ services: [ComposeTree.Entry]) -> Set<String> {
    let known = Dictionary(services.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    var started: Set<String> = []
    var waiting = names
    while let name = waiting.popLast() {
      guard let service = known[name], started.insert(name).inserted else { continue }
      waiting += (service["depends_on"].map(ComposeForms.dependencies)?.entries ?? []).map(\.key)
      waiting += ComposeReferences.impliedServices(of: service).map(\.name)
    }
    return started
  }
}
