/// Paths on the host that Compose files name.
enum ComposePaths {
  /// The path without `.`, `..` and slashes that mean nothing, as far as that can be said.
  static func cleaned(_ path: String) -> String {
    guard !path.isEmpty, !isWindows(path), !path.utf8.contains(UInt8(ascii: "$")) else { return path }
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !path.hasPrefix("/") {
        parts.append(part)
      }
    }
    let text = parts.joined(separator: "/")
    return path.hasPrefix("/") ? "/" + text : text.isEmpty ? "." : text
  }

  /// The path as seen from where `folder` is seen from.
  static func joined(_ folder: String, _ path: String) -> String {
    if isAbsolute(path) || folder.isEmpty { return cleaned(path) }
    return cleaned(folder + "/" + path)
  }

  /// A folder as seen from another one, both given from the same place.
  static func relative(_ folder: String, from other: String) -> String {
    let (mine, theirs) = (cleaned(folder.isEmpty ? "." : folder), cleaned(other.isEmpty ? "." : other))
    if mine == theirs { return "." }
    if theirs == "." || isAbsolute(mine) != isAbsolute(theirs) { return mine }
    let (to, from) = (mine == "." ? [] : mine.split(separator: "/"), theirs.split(separator: "/"))
    let common = zip(to, from).prefix { $0 == $1 }.count
    let parts = Array(repeating: "..", count: from.count - common) + to.dropFirst(common).map(String.init)
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }

  /// The folder of a file; "" where it lies at the top.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func isAbsolute(_ path: String) -> Bool {
    path.hasPrefix("/") || path.hasPrefix("~") || path.hasPrefix("$") || isWindows(path)
  }

  private static func isWindows(_ path: String) -> Bool {
    if path.hasPrefix("\\\\") { return true }
    let start = Array(path.utf8.prefix(2))
    return start.count == 2 && start[1] == UInt8(ascii: ":") && path.first?.isLetter == true
  }

  /// Whether a build context is one that is fetched.
  static func isRemote(_ context: String) -> Bool {
    context.contains("://") || context.hasPrefix("git@") || context.hasPrefix("github.com/")
  }
}

/// Makes the paths of a project relative to one folder that were relative to another.
struct ComposePathResolution {
  private enum Kind {
    case path, context, additionalContext, mount, volumeDevice
  }

  private static let places = ComposePathTable<Kind>([
    ("services.*.build.context", .context), ("services.*.build.additional_contexts.*", .additionalContext),
    ("services.*.build.ssh.*", .path), ("services.*.env_file.[].path", .path), ("services.*.label_file.[]", .path),
    ("services.*.extends.file", .path), ("services.*.develop.watch.[].path", .path),
    ("services.*.volumes.[]", .mount), ("configs.*.file", .path), ("secrets.*.file", .path),
    ("include.[].project_directory", .path), ("include.[].env_file.[]", .path), ("include.[].path.[]", .path),
    ("volumes.*", .volumeDevice),
  ])

  /// The folder that the paths are relative to, seen from the one that they shall be relative to.
  let folder: String

  func resolve(_ tree: inout ComposeTree) { resolve(&tree, Self.places.start) }

  private func resolve(_ tree: inout ComposeTree, _ state: ComposePathTable<Kind>.State) {
    guard let state else { return }
    if let kind = Self.places.action(state) { resolve(&tree, as: kind) }
    switch tree.content {
    case .mapping:
      tree.updateEntries { entries in
        for index in entries.indices { resolve(&entries[index].value, Self.places.next(state, entries[index].key)) }
      }
    case .sequence:
      tree.updateItems { items in
        for index in items.indices { resolve(&items[index], Self.places.nextItem(state)) }
      }
    case .scalar: break
    }
  }

  private func resolve(_ tree: inout ComposeTree, as kind: Kind) {
    switch kind {
    case .path: rewrite(&tree) { _ in true }
    case .context: rewrite(&tree) { !ComposePaths.isRemote($0) }
    case .additionalContext:
      rewrite(&tree) { text in
        !ComposePaths.isRemote(text) && !["service:", "docker-image:", "oci-layout:"].contains { text.hasPrefix($0) }
      }
    case .mount:
      guard tree["type"]?.text == "bind" else { return }
      tree.update("source") { source in rewrite(&source) { _ in true } }
    case .volumeDevice:
      let options = tree["driver_opts"]
      let flags = (options?["o"]?.text ?? "").split(separator: ",")
      guard flags.contains("bind"), options?["device"] != nil else { return }
      tree.update("driver_opts") { options in options.update("device") { device in rewrite(&device) { _ in true } } }
    }
  }

  private func rewrite(_ tree: inout ComposeTree, where isPath: (String) -> Bool) {
    guard let scalar = tree.scalar, scalar.kind == .string, !scalar.text.isEmpty, isPath(scalar.text) else { return }
    tree.content = .scalar(ComposeScalar(text: ComposePaths.joined(folder, scalar.text), kind: .string))
  }
}
