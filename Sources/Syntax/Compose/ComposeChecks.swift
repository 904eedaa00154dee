/// Finds what Compose would refuse in a file by itself, whatever is merged over it.
struct ComposeChecks {
  private(set) var diagnostics: [Diagnostic] = []
  private static let limit = 50

  private mutating func report(_ line: Int, _ message: String) {
    guard diagnostics.count < Self.limit else { return }
    diagnostics.append(Diagnostic(kind: "compose", severity: .warning, line: line, message: message))
  }

  mutating func check(_ file: ComposeFile) {
    guard file.format != .v1 else {
      report(
        file.services.first?.line ?? 1,
        "This is a file of version 1, which Compose no longer reads: put services below services.")
      return
    }
    for entry in file.root?.entries ?? [] where !ComposeKeys.isExtension(entry.key) {
      checkKey(entry, ComposeKeys.file, "a Compose file")
    }
    for service in file.services { check(service) }
    for resource in file.networks + file.volumes { checkExternal(resource) }
    for secret in file.secrets { checkOrigin(secret, ["file", "environment"]) }
    for config in file.configs { checkOrigin(config, ["file", "environment", "content"]) }
    checkCycles(file.services)
  }

  private mutating func checkKey(_ entry: YAMLEntry, _ known: Set<String>, _ place: String) {
    guard !known.contains(entry.key), diagnostics.count < Self.limit else { return }
    let guess = ComposeKeys.nearest(to: entry.key, in: known).map { "; is it \($0)?" } ?? "."
    report(entry.line, "\(entry.key) is no key of \(place)\(guess)")
  }

  // MARK: - Services

  private mutating func check(_ service: ComposeService) {
    for entry in service.node.entries ?? [] where !ComposeKeys.isExtension(entry.key) {
      guard !entry.isMerged else { continue }
      if !ComposeKeys.oldService.contains(entry.key) { checkKey(entry, ComposeKeys.service, "a service") }
      checkShape(entry)
    }
    if let mode = service.text("network_mode"), service["networks"]?.isNull == false {
      report(mode.line, "\(service.name) has both network_mode and networks; Compose takes one of them.")
    }
    for variable in service.environment where variable.name.raw.last?.isWhitespace == true {
      report(variable.line, "The name \(variable.name.raw) ends in a blank.")
    }
  }

  private enum Shape {
    case text, list, mapping, listOrMapping, textOrMapping, textOrList
  }

  private static let shapes: [String: Shape] = [
    "image": .text, "container_name": .text, "hostname": .text, "user": .text, "working_dir": .text,
    "network_mode": .text, "restart": .text, "platform": .text, "pid": .text, "ipc": .text,
    "ports": .list, "volumes": .list, "expose": .list, "cap_add": .list, "cap_drop": .list, "devices": .list,
    "secrets": .list, "configs": .list, "security_opt": .list, "links": .list, "profiles": .list, "volumes_from": .list,
    "deploy": .mapping, "healthcheck": .mapping, "logging": .mapping, "ulimits": .mapping,
    "environment": .listOrMapping, "labels": .listOrMapping, "depends_on": .listOrMapping,
    "networks": .listOrMapping, "extra_hosts": .listOrMapping, "sysctls": .listOrMapping,
    "build": .textOrMapping, "extends": .textOrMapping, "command": .textOrList, "entrypoint": .textOrList,
    "tmpfs": .textOrList, "dns": .textOrList,
  ]

  private mutating func checkShape(_ entry: YAMLEntry) {
    guard let shape = Self.shapes[entry.key], !entry.value.isNull else { return }
    let (isList, isMapping) = (entry.value.items != nil, entry.value.entries != nil)
    let wanted: String? =
      switch shape {
      case .text where isList || isMapping: "a string"
      case .list where !isList: "a list"
      case .mapping where !isMapping: "a mapping"
      case .listOrMapping where !isList && !isMapping: "a list or a mapping"
      case .textOrMapping where isList: "a string or a mapping"
      case .textOrList where isMapping: "a string or a list"
      default: nil
      }
    if let wanted {
      report(entry.line, "\(entry.key) must be \(wanted), not a \(entry.value.contentName).")
    } else if entry.key == "image", entry.value.scalar?.kind != .string {
      report(entry.line, "image must be a string, not a \(entry.value.contentName): put it in quotes.")
    } else if entry.key == "environment" {
      checkEnvironment(entry.value)
    }
  }

  private mutating func checkEnvironment(_ node: YAMLNode) {
    for entry in node.entries ?? [] where entry.value.scalar == nil {
      report(
        entry.line,
        "The variable \(entry.key) must be a string, a number, a boolean or null, not a \(entry.value.contentName).")
    }
    for item in node.items ?? [] where item.scalar == nil {
      report(item.line, "A variable in a list is written NAME=value, not as a \(item.contentName).")
    }
  }

  // MARK: - Top-level resources

  private mutating func checkExternal(_ resource: ComposeResource) {
    guard resource.external == .on else { return }
    let allowed: Set<String> = ["external", "name"]
    for entry in resource.node.entries ?? []
    where !allowed.contains(entry.key) && !ComposeKeys.isExtension(entry.key) {
      report(entry.line, "\(resource.key) is external, so \(entry.key) has no place here.")
    }
    if resource.text("name") != nil, ComposeText(resource.node["external"]?["name"]) != nil {
      report(resource.line, "\(resource.key) has two names: leave out the one below external.")
    }
  }

  private mutating func checkOrigin(_ resource: ComposeResource, _ keys: [String]) {
    let hasOrigin = (keys + ["external", "driver", "template_driver"]).contains { resource.node[$0] != nil }
    guard !hasOrigin, resource.node.entries != nil else { return }
    report(resource.line, "\(resource.key) says not where it comes from: \(keys.joined(separator: ", ")) or external.")
  }

  // MARK: - Cycles

  /// Takes away, again and again, services that wait for none of the others; what remains waits in a circle.
  private mutating func checkCycles(_ services: [ComposeService]) {
    let names = Set(services.map(\.name))
    var waits: [String: Set<String>] = [:]
    var waiters: [String: [String]] = [:]
    for service in services {
      let others = Set(service.dependencies.map(\.service.raw)).intersection(names)
      waits[service.name] = others
      for other in others { waiters[other, default: []].append(service.name) }
    }
    var free = services.map(\.name).filter { waits[$0]?.isEmpty ?? true }
    while let name = free.popLast() {
      waits[name] = nil
      for waiter in waiters[name] ?? [] {
        waits[waiter]?.remove(name)
        if waits[waiter]?.isEmpty == true { free.append(waiter) }
      }
    }
    // One that waits for a circle is left too, but no other of those left waits for it.
    let circle = services.filter { service in
      waits[service.name] != nil && (waiters[service.name] ?? []).contains { waits[$0] != nil }
    }
    guard let first = circle.first else { return }
    let list = circle.prefix(5).map(\.name).joined(separator: ", ")
    report(first.line, "Services wait for each other in a circle: \(list).")
  }
}
