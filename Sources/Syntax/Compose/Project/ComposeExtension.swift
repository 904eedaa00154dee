/// Puts the services that others extend below them.
struct ComposeExtension {
  let file: String
  /// Folder that paths of the file are relative to.
  let workingFolder: String
  let environment: [String: String]

  func apply(_ tree: inout ComposeTree, with loader: inout ComposeLoader) {
    guard let services = tree["services"]?.entries, services.contains(where: { $0.value["extends"] != nil }) else {
      return
    }
    let byName = Dictionary(services.map { ($0.key, $0.value) }, uniquingKeysWith: { first, _ in first })
    var known: [String: ComposeTree] = [:]
    let resolved = services.map { entry in
      ComposeTree.Entry(
        key: entry.key, origin: entry.origin,
        value: resolve(entry.key, in: byName, &known, chain: [], with: &loader) ?? entry.value)
    }
    tree.update("services") { $0.content = .mapping(resolved) }
  }

  /// A service with all that it extends below it, or nil where the file has none of that name.
  private func resolve(
    _ name: String, in services: [String: ComposeTree], _ known: inout [String: ComposeTree], chain: [String],
    with loader: inout ComposeLoader
  ) -> ComposeTree? {
    if let known = known[name] { return known }
    guard var service = services[name] else { return nil }
    guard let extends = service["extends"], !extends.isNull else { return service }
    let step = "\(file)#\(name)"
    let path = "services.\(name).extends"
    guard !chain.contains(step), chain.count < ComposeLoader.depthLimit else {
      loader.report(.cycle, path, extends.origin, "\(name) extends itself in the end, or by way of too many others.")
      return nil
    }
    let base = base(of: extends, path, in: services, &known, chain: chain + [step], with: &loader)
    guard let base, loader.mayMake(base.size, extends.origin) else { return service }
    service["extends"] = nil
    var merge = ComposeMerge()
    let merged = merge.mergeService(service, over: base.withoutTags(), name: name)
    merge.problems.forEach { loader.report($0) }
    known[name] = merged
    return merged
  }

  private func base(
    of extends: ComposeTree, _ path: String, in services: [String: ComposeTree], _ known: inout [String: ComposeTree],
    chain: [String], with loader: inout ComposeLoader
  ) -> ComposeTree? {
    guard let name = extends.text ?? extends["service"]?.text else { return nil }
    guard let other = extends["file"]?.text else {
      let base = resolve(name, in: services, &known, chain: chain, with: &loader)
      if base == nil, services[name] == nil {
        loader.report(.reference, path, extends.origin, "The service \(name) is not in this file.")
      }
      return base
    }
    let otherFile = ComposePaths.joined(workingFolder, other)
    guard !other.utf8.contains(UInt8(ascii: "$")), let documents = loader.read(otherFile, from: extends.origin) else {
      loader.report(.reference, path, extends.origin, "The file \(other) is not there.")
      return nil
    }
    let folder = ComposePaths.folder(of: otherFile)
    var services: [String: ComposeTree] = [:]
    for document in documents {
      guard loader.mayMake(document.size, extends.origin) else { return nil }
      for entry in loader.substituted(document, environment)["services"]?.entries ?? [] {
        services[entry.key] = entry.value
      }
    }
    let inner = ComposeExtension(file: otherFile, workingFolder: folder, environment: environment)
    var found: [String: ComposeTree] = [:]
    guard let base = inner.resolve(name, in: services, &found, chain: chain, with: &loader) else {
      loader.report(.reference, path, extends.origin, "The service \(name) is not in \(other).")
      return nil
    }
    return moved(base, name, from: folder)
  }

  /// The service with its paths relative to where this file's are.
  private func moved(_ service: ComposeTree, _ name: String, from folder: String) -> ComposeTree {
    let folder = ComposePaths.relative(folder, from: workingFolder)
    let services = ComposeTree.mapping([(name, service)], service.origin)
    var tree = ComposeTree.mapping([("services", services)], service.origin)
    var canonical = ComposeCanonical(isFinal: false)
    canonical.apply(&tree)
    ComposePathResolution(folder: folder == "." ? "" : folder).resolve(&tree)
    return tree["services"]?[name] ?? service
  }
}
