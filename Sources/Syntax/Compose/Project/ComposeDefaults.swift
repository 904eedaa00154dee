/// What Compose adds to a project that does not say it.
enum ComposeDefaults {
  /// Values of long forms that were left out.
  static func fill(_ project: inout ComposeTree) {
    project.updateEach("services") { _, service in
      service.update("build") { build in
        if build.entries != nil, build["context"] == nil, build["dockerfile_inline"] == nil {
          build["context"] = .text(".", build.origin)
        }
      }
      eachItem(&service, "ports") { port in
        if port["protocol"] == nil { port["protocol"] = .text("tcp", port.origin) }
        if port["mode"] == nil { port["mode"] = .text("ingress", port.origin) }
      }
      eachItem(&service, "secrets") { secret in
        guard secret["target"] == nil, let source = secret["source"]?.text else { return }
        secret["target"] = .text("/run/secrets/\(source)", secret.origin)
      }
      eachItem(&service, "volumes") { volume in
        if let target = volume["target"], let text = target.text {
          volume["target"] = .text(ComposePaths.cleaned(text), target.origin)
        }
        volume.update("bind") { bind in
          if bind["create_host_path"] == nil { bind["create_host_path"] = .flag(true, bind.origin) }
        }
      }
      eachItem(&service, "devices") { device in
        guard let source = device["source"], device.entries != nil else { return }
        if device["target"] == nil { device["target"] = source }
        if device["permissions"] == nil { device["permissions"] = .text("rwm", device.origin) }
      }
      eachItem(&service, "gpus", allDevices)
      service.update("deploy") { deploy in
        deploy.update("resources") { resources in
          resources.update("reservations") { reservations in eachItem(&reservations, "devices", allDevices) }
        }
      }
    }
  }

  private static func eachItem(_ tree: inout ComposeTree, _ key: String, _ change: (inout ComposeTree) -> Void) {
    tree.update(key) { list in
      list.updateItems { items in
        for index in items.indices where items[index].entries != nil { change(&items[index]) }
      }
    }
  }

  /// A request that names no devices and no number of them means all.
  private static func allDevices(_ request: inout ComposeTree) {
    if request["count"] == nil, request["device_ids"] == nil { request["count"] = .integer(-1, request.origin) }
  }
}

/// Brings in what follows from a project as a whole: names on the platform, the default network, dependencies that
/// other keys imply.
struct ComposeNormalisation {
  let name: String
  let environment: [String: String]

  func apply(_ project: inout ComposeTree) {
    var usesDefault = false
    project.updateEach("services") { _, service in
      let hasNetworks = service["networks"].map { !$0.isNull && $0.entries?.isEmpty != true } ?? false
      if !hasNetworks, service["network_mode"] == nil, service["provider"] == nil, service.entries != nil {
        service["networks"] = .mapping([("default", .null(service.origin))], service.origin)
      }
      if service["networks"]?["default"] != nil { usesDefault = true }
      normalise(&service)
    }
    let origin = project.origin
    if usesDefault {
      if project["networks"] == nil { project["networks"] = .mapping([], origin) }
      project.update("networks") { networks in
        if networks["default"] == nil { networks["default"] = .mapping([], origin) }
      }
    }
    for section in ["networks", "volumes", "configs", "secrets"] {
      project.updateEach(section) { key, resource in nameIt(key, &resource) }
    }
  }

  private func normalise(_ service: inout ComposeTree) {
    if service["pull_policy"]?.text == "if_not_present", let policy = service["pull_policy"] {
      service["pull_policy"] = .text("missing", policy.origin)
    }
    service.update("build") { build in
      if build["context"] == nil, build["dockerfile_inline"] == nil { build["context"] = .text(".", build.origin) }
      if build["dockerfile"] == nil, build["dockerfile_inline"] == nil {
        build["dockerfile"] = .text("Dockerfile", build.origin)
      }
      build.update("args", fillFromEnvironment)
    }
    service.update("environment", fillFromEnvironment)
    let image = service["image"]
    service.update("pre_start") { hooks in
      hooks.updateItems { hooks in
        for index in hooks.indices where hooks[index]["image"] == nil { hooks[index]["image"] = image }
      }
    }
    for (other, restarts, origin) in ComposeReferences.impliedServices(of: service) {
      if service["depends_on"] == nil { service["depends_on"] = .mapping([], origin) }
      service.update("depends_on") { dependencies in
        guard dependencies[other] == nil else { return }
        dependencies[other] = .mapping(
          [
            ("condition", .text("service_started", origin)), ("restart", .flag(restarts, origin)),
            ("required", .flag(true, origin)),
          ], origin)
      }
    }
  }

  /// A name without a value gets the caller's.
  private func fillFromEnvironment(_ variables: inout ComposeTree) {
    variables.updateEntries { entries in
      for index in entries.indices where entries[index].value.isNull {
        guard let value = environment[entries[index].key] else { continue }
        entries[index].value = .text(value, entries[index].value.origin)
      }
    }
  }

  private func nameIt(_ key: String, _ resource: inout ComposeTree) {
    if resource.isNull { resource = .mapping([], resource.origin) }
    guard resource.entries != nil, resource["name"] == nil else { return }
    let isExternal = resource["external"]?.isTrue ?? false
    resource["name"] = .text(isExternal ? key : "\(name)_\(key)", resource.origin)
  }
}

/// What a service refers to.
enum ComposeReferences {
  /// Services whose namespaces, volumes or names a service uses, and whether it is restarted with them.
  static func impliedServices(of service: ComposeTree) -> [(name: String, restarts: Bool, origin: ComposeOrigin)] {
    var found: [(String, Bool, ComposeOrigin)] = []
    for key in ["network_mode", "ipc", "pid", "uts", "cgroup"] {
      guard let value = service[key], let text = value.text, text.hasPrefix("service:") else { continue }
      found.append((String(text.dropFirst("service:".count)), true, value.origin))
    }
    for item in service["volumes_from"]?.items ?? [] {
      guard let text = item.text, !text.hasPrefix("container:") else { continue }
      found.append((String(text.prefix { $0 != ":" }), false, item.origin))
    }
    for item in service["links"]?.items ?? [] {
      guard let text = item.text else { continue }
      found.append((String(text.prefix { $0 != ":" }), true, item.origin))
    }
    return found
  }
}
