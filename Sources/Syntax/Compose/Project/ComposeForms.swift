/// Turns the short ways of writing a value into the long one that Compose works with.
///
/// What cannot be turned is left as it is: that it is wrong, the schema says.
package enum ComposeForms {
  /// `[name=value, name]` as a mapping; a name alone has no value.
  static func pairs(_ tree: ComposeTree) -> ComposeTree {
    guard let items = tree.items, items.allSatisfy({ $0.scalar != nil }) else { return tree }
    return mapping(items, tree.origin) { item, text in
      let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return (halves.first ?? "", halves.count == 2 ? .text(halves[1], item.origin) : .null(item.origin))
    }
  }

  /// `[name]` as a mapping to nothing.
  static func names(_ tree: ComposeTree) -> ComposeTree {
    guard let items = tree.items, items.allSatisfy({ $0.text != nil }) else { return tree }
    return mapping(items, tree.origin) { item, text in (text, .null(item.origin)) }
  }

  /// `[service]` as a mapping with the conditions that are meant; a mapping gets those that it leaves out.
  static func dependencies(_ tree: ComposeTree) -> ComposeTree {
    guard let items = tree.items, items.allSatisfy({ $0.text != nil }) else { return tree }
    return mapping(items, tree.origin) { item, text in
      (
        text,
        .mapping(
          [("condition", .text("service_started", item.origin)), ("required", .flag(true, item.origin))], item.origin)
      )
    }
  }

  /// Host names with the list of their addresses.
  static func hosts(_ tree: ComposeTree) -> ComposeTree {
    if let entries = tree.entries {
      let entries = entries.map { entry in
        var entry = entry
        let texts = entry.value.items ?? [entry.value]
        if texts.allSatisfy({ $0.text != nil }) { entry.value = addresses(texts, entry.value.origin) }
        return entry
      }
      return ComposeTree(.mapping(entries), tree.origin)
    }
    guard let items = tree.items, items.allSatisfy({ $0.text != nil }) else { return tree }
    var entries: [ComposeTree.Entry] = []
    var places: [String: Int] = [:]
    for item in items {
      let (host, address) = hostAndAddress(item.text ?? "")
      let value = addresses(address.isEmpty ? [] : [.text(address, item.origin)], item.origin)
      if let place = places[host] {
        entries[place].value.updateItems { $0 += value.items ?? [] }
      } else {
        places[host] = entries.count
        entries.append(ComposeTree.Entry(key: host, origin: item.origin, value: value))
      }
    }
    return ComposeTree(.mapping(entries), tree.origin)
  }

  /// Both halves of `host=address` or `host:address`.
  static func hostAndAddress(_ text: String) -> (host: String, address: String) {
    let separator: Character = text.contains("=") ? "=" : ":"
    let host = text.prefix { $0 != separator }
    return (String(host), String(text.dropFirst(host.count + 1)))
  }

  private static func addresses(_ texts: [ComposeTree], _ origin: ComposeOrigin) -> ComposeTree {
    let items = texts.flatMap { item in
      (item.text ?? "").split(separator: ",").map { part in
        let isBracketed = part.hasPrefix("[") && part.hasSuffix("]")
        return ComposeTree.text(String(isBracketed ? part.dropFirst().dropLast() : part), item.origin)
      }
    }
    return ComposeTree(.sequence(items), origin)
  }

  /// A context alone as the mapping that it stands for.
  static func build(_ tree: ComposeTree) -> ComposeTree {
    guard tree.text != nil else { return tree }
    return .mapping([("context", tree)], tree.origin)
  }

  /// One text, or another value, as a list of it.
  static func list(_ tree: ComposeTree) -> ComposeTree {
    guard tree.items == nil, !tree.isNull else { return tree }
    return ComposeTree(.sequence([tree]), tree.origin)
  }

  /// A text as the mapping that has it under `key`, such as a secret's source.
  static func named(_ key: String, _ tree: ComposeTree) -> ComposeTree {
    guard tree.text != nil else { return tree }
    return .mapping([(key, tree)], tree.origin)
  }

  /// `path`, or `{path, required}`; required where it does not say.
  static func envFile(_ tree: ComposeTree) -> ComposeTree {
    var long = named("path", tree)
    if long.entries != nil, long["required"] == nil { long["required"] = .flag(true, tree.origin) }
    return long
  }

  /// `source[:target[:permissions]]`.
  static func device(_ tree: ComposeTree) -> ComposeTree {
    guard let text = tree.text, !tree.hangsOnVariable else { return tree }
    // A name such as vendor.com/class=device is one of the container device interface, and is no path.
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    return .mapping(
      [
        ("source", .text(parts[0], tree.origin)),
        ("target", .text(parts.count > 1 ? parts[1] : parts[0], tree.origin)),
        ("permissions", .text(parts.count > 2 ? parts[2] : "rwm", tree.origin)),
      ], tree.origin)
  }

  /// A command line as its words.
  static func command(_ tree: ComposeTree) -> ComposeTree {
    guard let text = tree.text else { return tree }
    return ComposeTree(.sequence(CommandWords.split(text).map { .text($0, tree.origin) }), tree.origin)
  }

  /// A test that is one text is run by a shell.
  static func healthTest(_ tree: ComposeTree) -> ComposeTree {
    guard let text = tree.text else { return tree }
    return ComposeTree(.sequence([.text("CMD-SHELL", tree.origin), .text(text, tree.origin)]), tree.origin)
  }

  /// `external: {name: x}` of old as `external: true` with the name beside it.
  static func external(_ tree: ComposeTree) -> ComposeTree {
    guard let external = tree["external"], external.entries != nil else { return tree }
    var result = tree
    result["external"] = .flag(true, external.origin)
    if tree["name"] == nil { result["name"] = external["name"] }
    return result
  }

  private static func mapping(
    _ items: [ComposeTree], _ origin: ComposeOrigin, _ entry: (ComposeTree, String) -> (String, ComposeTree)
  ) -> ComposeTree {
    var entries: [ComposeTree.Entry] = []
    var places: [String: Int] = Dictionary(minimumCapacity: items.count)
    for item in items {
      let (key, value) = entry(item, item.text ?? "")
      if let place = places[key] {
        entries[place] = ComposeTree.Entry(key: key, origin: item.origin, value: value)
      } else {
        places[key] = entries.count
        entries.append(ComposeTree.Entry(key: key, origin: item.origin, value: value))
      }
    }
    return ComposeTree(.mapping(entries), origin)
  }
}

// MARK: - Ports and volumes

extension ComposeForms {
  /// Most ports that one range is spelled out to.
  private static let portLimit = 1024

  /// `[[address:]published:]target[/protocol]`, one mapping for each port of a range.
  ///
  /// - Returns: nil where it is none.
  package static func ports(_ tree: ComposeTree) -> [ComposeTree]? {
    guard let text = tree.text else { return [tree] }
    guard !tree.hangsOnVariable else { return [tree] }
    let port = ComposePort(short: ComposeText(literal: text, line: tree.origin.line))
    guard !port.isInvalid, let targets = ComposePort.range(port.target), targets.count <= portLimit else { return nil }
    let outside = port.published.flatMap(ComposePort.range)
    return targets.enumerated().map { offset, target in
      let published: String? =
        if targets.count > 1, let outside { String(outside.lowerBound + offset) } else { port.published }
      return .mapping(
        [
          ("host_ip", port.hostIP.map { .text($0, tree.origin) }), ("mode", .text("ingress", tree.origin)),
          ("target", .integer(Int64(target), tree.origin)),
          ("published", published.map { .text($0, tree.origin) }), ("protocol", .text(port.protocol, tree.origin)),
        ], tree.origin)
    }
  }

  /// `[source:]target[:options]`.
  ///
  /// - Returns: nil where it is none.
  package static func volume(_ tree: ComposeTree) -> ComposeTree? {
    guard let text = tree.text else { return tree }
    let mount = ComposeMount(short: ComposeText(literal: text, line: tree.origin.line))
    guard !mount.isInvalid else { return nil }
    guard mount.type != "unknown" else { return tree }
    let origin = tree.origin
    var detail: [(String, ComposeTree?)] = []
    if mount.type == "bind" {
      detail.append(("create_host_path", .flag(true, origin)))
      detail.append(("propagation", mount.propagation.map { .text($0, origin) }))
      detail.append(("selinux", mount.options.first { $0 == "z" || $0 == "Z" }.map { .text($0, origin) }))
    } else if mount.options.contains("nocopy") {
      detail.append(("nocopy", .flag(true, origin)))
    }
    return .mapping(
      [
        ("type", .text(mount.type, origin)), ("source", mount.source.map { .text($0, origin) }),
        ("target", .text(ComposePaths.cleaned(mount.target), origin)),
        ("read_only", mount.isReadOnly ? .flag(true, origin) : nil), (mount.type, .mapping(detail, origin)),
      ], origin)
  }
}
