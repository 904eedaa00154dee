/// Brings a merged project into the long form: lists of pairs as mappings, short forms spelled out, scalars as what they
/// stand for.
package struct ComposeCanonical {
  private enum Form {
    case pairs, names, dependencies, hosts, build, list, command, healthTest, external, ports, volumes, devices
    case grants, envFiles, extends, includes
    /// A scalar, or a list or mapping of them, as a type that the schema's does not tell.
    case string, mode, size, count, emptyText
  }

  private static let forms = ComposePathTable<Form>([
    ("services.*.annotations", .pairs), ("services.*.annotations.*", .emptyText),
    ("services.*.build", .build), ("services.*.build.args", .pairs), ("services.*.build.args.*", .string),
    ("services.*.build.additional_contexts", .pairs), ("services.*.build.cache_from", .list),
    ("services.*.build.extra_hosts", .hosts), ("services.*.build.labels", .pairs),
    ("services.*.build.labels.*", .emptyText), ("services.*.build.no_cache_filter", .list),
    ("services.*.build.provenance", .string), ("services.*.build.sbom", .string),
    ("services.*.build.secrets", .grants), ("services.*.build.secrets.[].mode", .mode),
    ("services.*.build.shm_size", .size), ("services.*.build.ssh", .pairs),
    ("services.*.command", .command), ("services.*.configs", .grants), ("services.*.configs.[].mode", .mode),
    ("services.*.depends_on", .dependencies), ("services.*.deploy.labels", .pairs),
    ("services.*.deploy.labels.*", .emptyText), ("services.*.deploy.resources.limits.memory", .size),
    ("services.*.deploy.resources.limits.cpus", .string),
    ("services.*.deploy.resources.reservations.memory", .size),
    ("services.*.deploy.resources.reservations.cpus", .string),
    ("services.*.deploy.resources.reservations.devices.[].count", .count),
    ("services.*.deploy.resources.reservations.devices.[].options", .pairs),
    ("services.*.develop.watch.[].ignore", .list), ("services.*.develop.watch.[].include", .list),
    ("services.*.develop.watch.[].exec.command", .command), ("services.*.devices", .devices),
    ("services.*.dns", .list), ("services.*.dns_search", .list), ("services.*.entrypoint", .command),
    ("services.*.env_file", .envFiles), ("services.*.environment", .pairs), ("services.*.environment.*", .string),
    ("services.*.expose.[]", .string), ("services.*.extends", .extends), ("services.*.extra_hosts", .hosts),
    ("services.*.gpus.[].count", .count), ("services.*.gpus.[].options", .pairs), ("services.*.group_add.[]", .string),
    ("services.*.healthcheck.test", .healthTest), ("services.*.label_file", .list), ("services.*.labels", .pairs),
    ("services.*.labels.*", .emptyText), ("services.*.logging.options.*", .string), ("services.*.mem_limit", .size),
    ("services.*.mem_reservation", .size), ("services.*.memswap_limit", .size), ("services.*.models", .names),
    ("services.*.networks", .names), ("services.*.networks.*.driver_opts.*", .string), ("services.*.ports", .ports),
    ("services.*.ports.[].published", .string), ("services.*.post_start.[].command", .command),
    ("services.*.post_start.[].environment", .pairs), ("services.*.pre_start.[].command", .command),
    ("services.*.pre_start.[].environment", .pairs), ("services.*.pre_stop.[].command", .command),
    ("services.*.pre_stop.[].environment", .pairs), ("services.*.provider.options.*", .string),
    ("services.*.secrets", .grants), ("services.*.secrets.[].mode", .mode), ("services.*.shm_size", .size),
    ("services.*.storage_opt.*", .string), ("services.*.sysctls", .pairs), ("services.*.sysctls.*", .emptyText),
    ("services.*.tmpfs", .list), ("services.*.volumes", .volumes), ("services.*.volumes.[].tmpfs.size", .size),
    ("services.*.volumes.[].volume.labels", .pairs), ("services.*.volumes.[].tmpfs.mode", .mode),
    ("networks.*", .external), ("networks.*.driver_opts.*", .string), ("networks.*.labels", .pairs),
    ("networks.*.labels.*", .emptyText), ("volumes.*", .external), ("volumes.*.driver_opts.*", .string),
    ("volumes.*.labels", .pairs), ("volumes.*.labels.*", .emptyText), ("secrets.*", .external),
    ("secrets.*.driver_opts.*", .string), ("secrets.*.labels", .pairs), ("secrets.*.labels.*", .emptyText),
    ("configs.*", .external), ("configs.*.labels", .pairs), ("configs.*.labels.*", .emptyText),
    ("include", .includes),
  ])

  package private(set) var problems: [ComposeProblem] = []
  private var trail = ComposeTrail()
  /// Whether sizes become numbers of bytes, which the schema would no longer know.
  let isFinal: Bool

  package init(isFinal: Bool) { self.isFinal = isFinal }

  package mutating func apply(_ tree: inout ComposeTree) {
    apply(&tree, Self.forms.start, ComposeSchema.compose.objects["file"].map { _ in .object("file") })
  }

  private mutating func apply(
    _ tree: inout ComposeTree, _ state: ComposePathTable<Form>.State, _ kind: ComposeSchema.Kind?
  ) {
    if let form = Self.forms.action(state) { apply(form, to: &tree) }
    switch tree.content {
    case .mapping(var entries):
      tree.content = .mapping([])
      let object = kind?.object(in: .compose)
      for index in entries.indices {
        let key = entries[index].key
        let inner = object.map { $0.keys[key] } ?? kind?.mapValue
        trail.enter(key)
        apply(&entries[index].value, Self.forms.next(state, key), inner)
        trail.leave()
      }
      tree.content = .mapping(entries)
    case .sequence(var items):
      tree.content = .sequence([])
      for index in items.indices {
        trail.enter(index)
        apply(&items[index], Self.forms.nextItem(state), kind?.listItem)
        trail.leave()
      }
      tree.content = .sequence(items)
    case .scalar(let scalar):
      guard Self.forms.action(state) == nil, let cast = kind?.cast(of: scalar) else { return }
      tree.content = .scalar(cast)
    }
  }

  private mutating func apply(_ form: Form, to tree: inout ComposeTree) {
    switch form {
    case .pairs: tree = ComposeForms.pairs(tree)
    case .names: tree = ComposeForms.names(tree)
    case .dependencies: tree = ComposeForms.dependencies(tree)
    case .hosts: tree = ComposeForms.hosts(tree)
    case .build: tree = ComposeForms.build(tree)
    case .list: tree = ComposeForms.list(tree)
    case .command: tree = ComposeForms.command(tree)
    case .healthTest: tree = ComposeForms.healthTest(tree)
    case .external:
      if let name = tree["name"], tree["external"]?["name"] != nil {
        problems.append(
          ComposeProblem(
            .conflict, at: trail.text, name.origin, "\(trail.text) has two names: leave out the one below external."))
      }
      tree = ComposeForms.external(tree)
    case .extends: tree = ComposeForms.named("service", tree)
    case .ports: ports(&tree)
    case .volumes: volumes(&tree)
    case .devices: tree.updateItems { items in items = items.map(ComposeForms.device) }
    case .grants: tree.updateItems { items in items = items.map { ComposeForms.named("source", $0) } }
    case .envFiles:
      tree = ComposeForms.list(tree)
      tree.updateItems { items in items = items.map(ComposeForms.envFile) }
    case .includes:
      tree = ComposeForms.list(tree)
      tree.updateItems { items in items = items.map { ComposeForms.named("path", $0) } }
    case .string: tree = Self.string(tree)
    case .emptyText: tree = tree.isNull ? .text("", tree.origin) : Self.string(tree)
    case .mode where isFinal: number(&tree) { ComposeCast.mode($0) }
    case .size where isFinal: number(&tree) { ComposeCast.size($0) }
    case .count: number(&tree) { $0 == "all" ? -1 : ComposeCast.integer($0) }
    case .mode, .size: break
    }
  }

  /// A number or boolean as the text that Compose makes of it.
  private static func string(_ tree: ComposeTree) -> ComposeTree {
    guard let scalar = tree.scalar else { return tree }
    switch scalar.kind {
    case .null, .string: return tree
    case .bool: return .text(ComposeCast.bool(scalar.text) == true ? "true" : "false", tree.origin)
    case .int: return .text(ComposeCast.integer(scalar.text).map { String($0) } ?? scalar.text, tree.origin)
    case .float: return .text(Double(scalar.text).map(ComposeCast.shown) ?? scalar.text, tree.origin)
    }
  }

  /// A text as the number that it stands for; a number as it is.
  private func number(_ tree: inout ComposeTree, _ read: (String) -> Int64?) {
    guard let scalar = tree.scalar, scalar.kind == .string || scalar.kind == .int else { return }
    let value = scalar.kind == .int ? ComposeCast.integer(scalar.text) : read(scalar.text)
    if let value { tree.content = .scalar(ComposeScalar(text: String(value), kind: .int)) }
  }

  private mutating func ports(_ tree: inout ComposeTree) {
    guard let items = tree.items else { return }
    var ports: [ComposeTree] = []
    for (index, item) in items.enumerated() {
      if let spelled = ComposeForms.ports(item) {
        ports += spelled
      } else {
        report(
          item, index,
          "\(item.text ?? "") is no port that Compose accepts: write [[address:]host port:]container port.")
        ports.append(item)
      }
    }
    tree.content = .sequence(ports)
  }

  private mutating func volumes(_ tree: inout ComposeTree) {
    guard let items = tree.items else { return }
    var volumes: [ComposeTree] = []
    for (index, item) in items.enumerated() {
      let long = ComposeForms.volume(item)
      if long == nil {
        report(
          item, index,
          "\(item.text ?? "") is no volume that Compose accepts: write [source:]target[:mode].")
      }
      volumes.append(long ?? item)
    }
    tree.content = .sequence(volumes)
  }

  private mutating func report(_ item: ComposeTree, _ position: Int, _ message: String) {
    problems.append(ComposeProblem(.value, at: "\(trail.text)[\(position)]", item.origin, message))
  }
}

extension ComposeSchema.Kind {
  func object(in schema: ComposeSchema) -> ComposeSchema.Object? {
    switch self {
    case .object(let name): schema.objects[name]
    case .choice(let kinds): kinds.lazy.compactMap { $0.object(in: schema) }.first
    case .scalar, .word, .list, .map: nil
    }
  }

  var mapValue: ComposeSchema.Kind? {
    switch self {
    case .map(let value): value
    case .choice(let kinds): kinds.lazy.compactMap(\.mapValue).first
    case .scalar, .word, .list, .object: nil
    }
  }

  var listItem: ComposeSchema.Kind? {
    switch self {
    case .list(let item, _): item
    case .choice(let kinds): kinds.lazy.compactMap(\.listItem).first
    case .scalar, .word, .map, .object: nil
    }
  }

  /// A quoted number or boolean as one, where the schema means one; nil where it stays as it is.
  func cast(of scalar: ComposeScalar) -> ComposeScalar? {
    switch self {
    case .choice(let kinds): return kinds.lazy.compactMap { $0.cast(of: scalar) }.first
    case .scalar(.bool, _), .scalar(.boolean, _):
      guard scalar.kind == .string || scalar.kind == .bool else { return nil }
      return ComposeCast.bool(scalar.text).map { ComposeScalar(text: $0 ? "true" : "false", kind: .bool) }
    case .scalar(.int, _), .scalar(.integer, _), .scalar(.number, _):
      guard scalar.kind == .string || scalar.kind == .int else { return nil }
      return ComposeCast.integer(scalar.text).map { ComposeScalar(text: String($0), kind: .int) }
    case .scalar(.float, _):
      guard scalar.kind != .bool, let number = ComposeCast.number(scalar.text) else { return nil }
      return ComposeScalar(text: ComposeCast.shown(number), kind: .float)
    case .scalar, .word, .list, .map, .object: return nil
    }
  }
}
