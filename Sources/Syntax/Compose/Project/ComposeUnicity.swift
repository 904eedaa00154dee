/// Takes what is said twice out of lists: the last one counts, in the place of the first.
struct ComposeUnicity {
  /// What makes two entries of a list the same.
  private enum Identity {
    /// The text itself.
    case text
    /// The name before `=`.
    case name
    /// The path in the container.
    case target
    /// The path in the container, which is this folder and the source's name where none is given.
    case mount(folder: String)
    case path
    case port
  }

  private static let places = ComposePathTable<Identity>([
    ("services.*.annotations", .name), ("services.*.build.args", .name),
    ("services.*.build.additional_contexts", .name), ("services.*.build.labels", .name),
    ("services.*.build.platforms", .text), ("services.*.build.tags", .text), ("services.*.cap_add", .text),
    ("services.*.cap_drop", .text), ("services.*.configs", .mount(folder: "")), ("services.*.deploy.labels", .name),
    ("services.*.devices", .target), ("services.*.dns", .text), ("services.*.dns_opt", .text),
    ("services.*.dns_search", .text), ("services.*.environment", .name), ("services.*.env_file", .path),
    ("services.*.expose", .text), ("services.*.labels", .name), ("services.*.links", .name),
    ("services.*.networks.*.aliases", .text), ("services.*.networks.*.link_local_ips", .text),
    ("services.*.ports", .port), ("services.*.profiles", .text),
    ("services.*.secrets", .mount(folder: "/run/secrets")), ("services.*.sysctls", .name),
    ("services.*.tmpfs", .text), ("services.*.volumes", .target), ("networks.*.labels", .name),
    ("networks.*.ipam.options", .name), ("volumes.*.labels", .name),
  ])

  static func enforce(_ tree: inout ComposeTree) { enforce(&tree, places.start) }

  private static func enforce(_ tree: inout ComposeTree, _ state: ComposePathTable<Identity>.State) {
    guard let state else { return }
    if let identity = places.action(state), let items = tree.items, items.count > 1 {
      tree.content = .sequence(unique(items) { key(of: $0, identity) })
    }
    tree.updateEntries { entries in
      for index in entries.indices { enforce(&entries[index].value, places.next(state, entries[index].key)) }
    }
  }

  private static func unique(_ items: [ComposeTree], _ key: (ComposeTree) -> String?) -> [ComposeTree] {
    var result: [ComposeTree] = []
    var places: [String: Int] = Dictionary(minimumCapacity: items.count)
    for item in items {
      guard let key = key(item) else {
        result.append(item)
        continue
      }
      if let place = places[key] {
        result[place] = item
      } else {
        places[key] = result.count
        result.append(item)
      }
    }
    return result
  }

  private static func key(of item: ComposeTree, _ identity: Identity) -> String? {
    switch identity {
    case .text: return item.text
    case .name: return item.text.map { String($0.prefix { $0 != "=" }) }
    case .path: return item.text ?? item["path"]?.text
    case .target:
      if let target = item["target"]?.text { return ComposePaths.cleaned(target) }
      guard let text = item.text else { return nil }
      return ComposePaths.cleaned(ComposeMount(short: ComposeText(literal: text, line: 1)).target)
    case .mount(let folder):
      if let target = item["target"]?.text { return target }
      return (item.text ?? item["source"]?.text).map { "\(folder)/\($0)" }
    case .port:
      if let text = item.text { return text }
      let parts = ["host_ip", "published", "target", "protocol"].map { item[$0]?.text ?? "" }
      return parts[2].isEmpty ? nil : parts.joined(separator: "|")
    }
  }
}
