/// Finds what does not fit together in a project whose files are merged and in the long form.
struct ComposeConsistency {
  private(set) var problems: [ComposeProblem] = []
  private static let limit = 100
  let project: ComposeTree
  /// Services that no chosen profile starts.
  let inactive: Set<String>
  let services: [ComposeTree.Entry]
  /// Keys of each section of the project.
  let declared: [String: Set<String>]
  /// Services that are started.
  let active: Set<String>

  init(_ project: ComposeTree, inactive: Set<String> = []) {
    self.project = project
    self.inactive = inactive
    services = project["services"]?.entries ?? []
    var declared: [String: Set<String>] = [:]
    for section in project.entries ?? [] {
      declared[section.key] = Set((section.value.entries ?? []).map(\.key))
    }
    self.declared = declared
    active = (declared["services"] ?? []).subtracting(inactive)
  }

  mutating func report(
    _ kind: ComposeProblem.Kind, _ path: String, _ origin: ComposeOrigin, _ message: String
  ) {
    guard problems.count < Self.limit else { return }
    problems.append(ComposeProblem(kind, at: path, origin, message))
  }

  // MARK: - What holds for each value, whatever else there is

  /// Checks that need nothing but the resource or service itself.
  mutating func checkAttributes() {
    for entry in project["volumes"]?.entries ?? [] { checkExternal(entry, "volumes.\(entry.key)") }
    checkOrigins("secrets", ["file", "environment"])
    checkOrigins("configs", ["file", "environment", "content"])
    for service in services where service.value.entries != nil {
      let path = "services.\(service.key)"
      for (index, port) in (service.value["ports"]?.items ?? []).enumerated() {
        checkPort(port, "\(path).ports[\(index)]")
      }
      for (index, mount) in (service.value["volumes"]?.items ?? []).enumerated() {
        checkMount(mount, "\(path).volumes[\(index)]")
      }
      checkDevices(service.value["gpus"], "\(path).gpus")
      checkDevices(
        service.value["deploy"]?["resources"]?["reservations"]?["devices"],
        "\(path).deploy.resources.reservations.devices")
      for entry in service.value["environment"]?.entries ?? [] where entry.key.last?.isWhitespace == true {
        report(.value, "\(path).environment", entry.origin, "The name \(entry.key) of a variable ends in a blank.")
      }
      for (index, watch) in (service.value["develop"]?["watch"]?.items ?? []).enumerated() {
        checkWatch(watch, "\(path).develop.watch[\(index)]")
      }
      checkBuild(service.value, path)
      checkHealth(service.value, path)
      checkNetworkMode(service.value, path)
      checkTwice(service.value, path)
      checkTargets(service.value, path)
    }
    checkContainerNames()
  }

  private mutating func checkExternal(_ entry: ComposeTree.Entry, _ path: String) {
    guard entry.value["external"]?.isTrue == true else { return }
    let allowed: Set<String> = ["external", "name"]
    for key in entry.value.entries ?? [] where !allowed.contains(key.key) && !ComposeKeys.isExtension(key.key) {
      report(
        .conflict, "\(path).\(key.key)", key.origin, "\(path) is external, so \(key.key) has no place in it.")
    }
  }

  private mutating func checkOrigins(_ section: String, _ keys: [String]) {
    for entry in project[section]?.entries ?? [] {
      let path = "\(section).\(entry.key)"
      let given = keys.filter { entry.value[$0]?.isNull == false }
      if given.count > 1 {
        report(.conflict, path, entry.origin, "\(path) has more than one of \(keys.joined(separator: ", ")).")
      }
      let isElsewhere = ["external", "driver", "template_driver"].contains { key in
        entry.value[key].map { $0.scalar?.kind != .bool || $0.isTrue } ?? false
      }
      if given.isEmpty, !isElsewhere {
        report(
          .missing, path, entry.origin,
          "\(path) says not where it comes from: \(keys.joined(separator: ", ")) or external.")
      }
    }
  }

  private mutating func checkPort(_ port: ComposeTree, _ path: String) {
    guard port.entries != nil else { return }
    if let address = port["host_ip"], let text = address.text, !address.hangsOnVariable, !ComposePort.isAddress(text) {
      report(.value, "\(path).host_ip", address.origin, "\(text) is no address.")
    }
    for key in ["target", "published"] {
      guard let value = port[key], let text = value.text, !value.hangsOnVariable, !text.isEmpty else { continue }
      if ComposePort.range(text) == nil { report(.value, "\(path).\(key)", value.origin, "\(text) is no port.") }
    }
  }

  private mutating func checkMount(_ mount: ComposeTree, _ path: String) {
    guard let type = mount["type"]?.text else { return }
    if type == "bind", (mount["source"]?.text ?? "").isEmpty {
      report(.missing, path, mount.origin, "\(path) is a bind mount without a source.")
    }
  }

  private mutating func checkDevices(_ requests: ComposeTree?, _ path: String) {
    for (index, request) in (requests?.items ?? []).enumerated() {
      guard request["count"] != nil, let ids = request["device_ids"] else { continue }
      report(
        .conflict, "\(path)[\(index)]", ids.origin, "\(path)[\(index)] has both count and device_ids; one is allowed.")
    }
  }

  private mutating func checkWatch(_ watch: ComposeTree, _ path: String) {
    if let folder = watch["path"], folder.text?.isEmpty == true {
      report(.value, "\(path).path", folder.origin, "\(path).path is empty.")
    }
    guard let action = watch["action"]?.text else { return }
    if ["sync", "sync+restart", "sync+exec"].contains(action), (watch["target"]?.text ?? "").isEmpty {
      report(.missing, path, watch.origin, "\(path) syncs, so it needs a target.")
    }
    if action == "sync+exec", watch["exec"]?["command"] == nil {
      report(.missing, path, watch.origin, "\(path) runs a command after it syncs, so it needs exec.command.")
    }
  }

  private mutating func checkBuild(_ service: ComposeTree, _ path: String) {
    guard let build = service["build"], build.entries != nil else { return }
    if let inline = build["dockerfile_inline"], build["dockerfile"] != nil {
      report(
        .conflict, "\(path).build", inline.origin, "\(path).build has both dockerfile and dockerfile_inline.")
    }
    if let platform = service["platform"], let platforms = build["platforms"]?.items, !platforms.isEmpty,
      !platform.hangsOnVariable, !platforms.contains(where: { $0.text == platform.text || $0.hangsOnVariable })
    {
      report(
        .conflict, "\(path).build.platforms", platform.origin,
        "\(path).build.platforms does not hold the service's platform \(platform.text ?? "").")
    }
  }

  private mutating func checkHealth(_ service: ComposeTree, _ path: String) {
    guard let first = service["healthcheck"]?["test"]?.items?.first, !first.hangsOnVariable else { return }
    if !["CMD", "CMD-SHELL", "NONE"].contains(first.text ?? "") {
      report(
        .value, "\(path).healthcheck.test", first.origin,
        "A healthcheck's test that is a list must start with NONE, CMD or CMD-SHELL.")
    }
  }

  private mutating func checkNetworkMode(_ service: ComposeTree, _ path: String) {
    guard let mode = service["network_mode"], mode.text != nil, let networks = service["networks"] else { return }
    if !(networks.entries?.isEmpty ?? true) || !(networks.items?.isEmpty ?? true) {
      report(
        .conflict, path, mode.origin, "\(path) has both network_mode and networks; Compose takes one of them.")
    }
  }

  /// Limits that have an old and a new place, which must agree.
  private mutating func checkTwice(_ service: ComposeTree, _ path: String) {
    let limits = service["deploy"]?["resources"]?["limits"]
    let reservations = service["deploy"]?["resources"]?["reservations"]
    let twice: [(String, String, ComposeTree?)] = [
      ("scale", "deploy.replicas", service["deploy"]?["replicas"]),
      ("cpus", "deploy.resources.limits.cpus", limits?["cpus"]),
      ("mem_limit", "deploy.resources.limits.memory", limits?["memory"]),
      ("mem_reservation", "deploy.resources.reservations.memory", reservations?["memory"]),
      ("pids_limit", "deploy.resources.limits.pids", limits?["pids"]),
    ]
    for (old, new, value) in twice {
      guard let mine = service[old], let value, !mine.hangsOnVariable, !value.hangsOnVariable else { continue }
      guard let first = mine.text.flatMap(ComposeCast.number), let second = value.text.flatMap(ComposeCast.number),
        first != second
      else { continue }
      report(.conflict, "\(path).\(old)", mine.origin, "\(path).\(old) and \(path).\(new) differ; one is enough.")
    }
    if let scale = service["scale"], let count = scale.text.flatMap(ComposeCast.integer), count < 0 {
      report(.schema, "\(path).scale", scale.origin, "\(path).scale must be 0 or more, not \(count).")
    }
    let count = (service["scale"] ?? service["deploy"]?["replicas"])?.text.flatMap(ComposeCast.integer) ?? 1
    if count > 1, let name = service["container_name"] {
      report(
        .conflict, "\(path).container_name", name.origin,
        "\(path) has a container_name, which only one container can have, but is to run \(count) times.")
    }
  }

  private mutating func checkTargets(_ service: ComposeTree, _ path: String) {
    var known: [String: String] = [:]
    func target(_ text: String?) -> String? {
      text.flatMap { $0.isEmpty || $0.utf8.contains(UInt8(ascii: "$")) ? nil : ComposePaths.cleaned($0) }
    }
    for (index, item) in (service["tmpfs"]?.items ?? []).enumerated() {
      guard let target = target(item.text.map { String($0.prefix { $0 != ":" }) }) else { continue }
      known[target] = "tmpfs[\(index)]"
    }
    for (index, item) in (service["volumes"]?.items ?? []).enumerated() {
      guard let target = target(item["target"]?.text) else { continue }
      if let other = known[target] {
        report(
          .conflict, "\(path).volumes[\(index)]", item.origin,
          "\(path).volumes[\(index)] mounts over \(target), as \(other) does already.")
      } else {
        known[target] = "volumes[\(index)]"
      }
    }
  }

  private mutating func checkContainerNames() {
    var known: [String: String] = [:]
    for service in services where !inactive.contains(service.key) {
      guard let name = service.value["container_name"], let text = name.text, !name.hangsOnVariable else { continue }
      if let other = known[text] {
        report(
          .conflict, "services.\(service.key).container_name", name.origin,
          "The container name \(text) is that of \(other) already.")
      } else {
        known[text] = service.key
      }
    }
  }
}
