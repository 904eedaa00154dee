/// Reading of files of variables: `.env`, `env_file` and `label_file`.
extension ComposeLoader {
  /// Longest value that references in a file of variables may make.
  private static let valueLimit = 1 << 16

  /// The variables of files, later ones winning over earlier ones, and those of `environment` over all.
  mutating func environment(from paths: [String], over environment: [String: String]) -> [String: String] {
    var result: [String: String] = [:]
    for path in paths {
      guard let entries = variables(path, environment, isRaw: false) else { continue }
      for entry in entries { if let value = entry.value { result[entry.name] = value } }
    }
    return result.merging(environment) { _, given in given }
  }

  struct Variable {
    let name: String
    /// nil where the file names it only and the caller has none.
    let value: String?
    let origin: ComposeOrigin
  }

  /// The variables of a file in their order; nil where there is no such file.
  mutating func variables(_ path: String, _ environment: [String: String], isRaw: Bool) -> [Variable]? {
    guard let bytes = variableFile(path) else { return nil }
    let file = EnvironmentFile(SourceText(bytes))
    let index = index(of: path)
    for diagnostic in file.diagnostics where diagnostic.severity == .error {
      report(.value, nil, ComposeOrigin(file: index, line: diagnostic.line ?? 1), diagnostic.message)
    }
    var known: [String: String] = [:]
    return file.entries.map { entry in
      var value = entry.value ?? environment[entry.name]
      if let written = entry.value, entry.quote != .single, !isRaw {
        let interpolation = Interpolation(written)
        value = interpolation.substituted { environment[$0] ?? known[$0] } ?? ""
        if let long = value, long.utf8.count > Self.valueLimit { value = String(long.prefix(Self.valueLimit)) }
      }
      known[entry.name] = value
      return Variable(name: entry.name, value: value, origin: ComposeOrigin(file: index, line: entry.line))
    }
  }

  mutating func readVariableFiles(
    _ tree: inout ComposeTree, _ environment: [String: String], workingFolder: String, inactive: Set<String>
  ) {
    for section in ["secrets", "configs"] {
      tree.updateEach(section) { _, resource in
        guard let name = resource["environment"], let text = name.text, let value = environment[text] else { return }
        resource["content"] = .text(value, name.origin)
      }
    }
    var services = tree["services"]?.entries ?? []
    for index in services.indices where !inactive.contains(services[index].key) {
      let path = "services.\(services[index].key)"
      var service = services[index].value
      addVariables(to: &service, "environment", service["env_file"], path, environment, workingFolder)
      addVariables(to: &service, "labels", service["label_file"], path, environment, workingFolder)
      service.update("environment") { variables in
        variables.updateEntries { entries in
          for index in entries.indices where entries[index].value.isNull {
            guard let value = environment[entries[index].key] else { continue }
            entries[index].value = .text(value, entries[index].value.origin)
          }
        }
      }
      services[index].value = service
    }
    tree.update("services") { $0.content = .mapping(services) }
  }

  /// Puts the variables of files below those that the service names itself.
  private mutating func addVariables(
    to service: inout ComposeTree, _ key: String, _ files: ComposeTree?, _ path: String,
    _ environment: [String: String], _ workingFolder: String
  ) {
    guard let files = files?.items, !files.isEmpty else { return }
    var entries: [ComposeTree.Entry] = []
    var places: [String: Int] = [:]
    for file in files {
      guard let name = file.text ?? file["path"]?.text else { continue }
      let isRaw = file["format"]?.text == "raw"
      guard let variables = variables(ComposePaths.joined(workingFolder, name), environment, isRaw: isRaw) else {
        if file["required"].map(\.isTrue) ?? true {
          report(.reference, path, file.origin, "The file \(name) that \(path) reads is not there.")
        }
        continue
      }
      for variable in variables {
        let value = variable.value.map { ComposeTree.text($0, variable.origin) } ?? .null(variable.origin)
        let entry = ComposeTree.Entry(key: variable.name, origin: variable.origin, value: value)
        if let place = places[variable.name] {
          entries[place] = entry
        } else {
          places[variable.name] = entries.count
          entries.append(entry)
        }
      }
    }
    let own = service[key]?.entries ?? []
    let names = Set(own.map(\.key))
    let all = entries.filter { !names.contains($0.key) } + own
    guard !all.isEmpty else { return }
    service[key] = ComposeTree(.mapping(all), service[key]?.origin ?? service.origin)
  }
}
