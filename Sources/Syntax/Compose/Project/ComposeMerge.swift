/// Lays one Compose file over another by the rules of the specification.
struct ComposeMerge {
  /// How values are merged where the general rule (mappings merge, lists grow, scalars give way) does not hold.
  private enum Rule {
    /// The new value stands for the old.
    case replace
    /// Pairs as a mapping or as a list of `name=value`.
    case pairs
    /// A list, or one text in its place.
    case texts
    /// Names in a list, or a mapping from names to details.
    case names
    case dependencies
    case hosts
    case build
    case logging
    /// A number, or a mapping.
    case ulimit
    /// Ranges of addresses, which their subnet identifies.
    case addressRanges
  }

  private static let rules = ComposePathTable<Rule>([
    ("networks.*.ipam.config", .addressRanges), ("networks.*.labels", .pairs), ("volumes.*.labels", .pairs),
    ("secrets.*.labels", .pairs), ("configs.*.labels", .pairs), ("services.*.annotations", .pairs),
    ("services.*.build", .build), ("services.*.build.args", .pairs),
    ("services.*.build.additional_contexts", .pairs), ("services.*.build.extra_hosts", .hosts),
    ("services.*.build.labels", .pairs), ("services.*.build.ssh", .pairs), ("services.*.build.cache_from", .texts),
    ("services.*.build.no_cache_filter", .texts), ("services.*.command", .replace),
    ("services.*.depends_on", .dependencies), ("services.*.deploy.labels", .pairs), ("services.*.dns", .texts),
    ("services.*.dns_opt", .texts), ("services.*.dns_search", .texts), ("services.*.entrypoint", .replace),
    ("services.*.env_file", .texts), ("services.*.environment", .pairs), ("services.*.extra_hosts", .hosts),
    ("services.*.healthcheck.test", .replace), ("services.*.label_file", .texts), ("services.*.labels", .pairs),
    ("services.*.logging", .logging), ("services.*.models", .names), ("services.*.networks", .names),
    ("services.*.sysctls", .pairs), ("services.*.tmpfs", .texts), ("services.*.ulimits.*", .ulimit),
    ("services.*.volumes.[].volume.labels", .pairs),
  ])

  /// Values that the merged project may hold; each file over another could double it.
  static let sizeLimit = 400_000

  private(set) var problems: [ComposeProblem] = []

  /// A whole file over another.
  mutating func merge(_ other: ComposeTree, over mine: ComposeTree) -> ComposeTree {
    merge(mine, other, ComposePath(), Self.rules.start)
  }

  /// A service over the one that it extends; tags stay, since they count for files below, too.
  mutating func mergeService(_ service: ComposeTree, over base: ComposeTree, name: String) -> ComposeTree {
    let state = Self.rules.next(Self.rules.next(Self.rules.start, "services"), name)
    return merge(base, service, ComposePath().appending("services").appending(name), state)
  }

  /// A network, volume or the like over one of the same name.
  mutating func merge(_ other: ComposeTree, over mine: ComposeTree, section: String, name: String) -> ComposeTree {
    let state = Self.rules.next(Self.rules.next(Self.rules.start, section), name)
    return merge(mine, other, ComposePath().appending(section).appending(name), state)
  }

  private mutating func merge(
    _ mine: ComposeTree, _ other: ComposeTree, _ path: ComposePath, _ state: ComposePathTable<Rule>.State
  ) -> ComposeTree {
    guard other.tag == .none, mine.tag != .reset else { return other }
    switch Self.rules.action(state) {
    case .replace: return other.isNull ? mine : other
    case .pairs: return merge(ComposeForms.pairs, mine, other, path, state)
    case .texts: return append(ComposeForms.list(mine), ComposeForms.list(other))
    case .names: return merge(ComposeForms.names, mine, other, path, state)
    case .dependencies: return merge(ComposeForms.dependencies, mine, other, path, state)
    case .hosts: return hosts(mine, other)
    case .build: return merge(ComposeForms.build, mine, other, path, state)
    case .logging where mine["driver"]?.text != nil && other["driver"]?.text != nil:
      return mine["driver"]?.text == other["driver"]?.text ? general(mine, other, path, state) : other
    case .ulimit where mine.entries == nil || other.entries == nil: return other
    case .addressRanges: return addressRanges(mine, other, path, state)
    case .logging, .ulimit, nil: return general(mine, other, path, state)
    }
  }

  private mutating func merge(
    _ form: (ComposeTree) -> ComposeTree, _ mine: ComposeTree, _ other: ComposeTree, _ path: ComposePath,
    _ state: ComposePathTable<Rule>.State
  ) -> ComposeTree {
    general(form(mine), form(other), path, state)
  }

  private mutating func general(
    _ mine: ComposeTree, _ other: ComposeTree, _ path: ComposePath, _ state: ComposePathTable<Rule>.State
  ) -> ComposeTree {
    if other.isNull { return mine }
    switch (mine.content, other.content) {
    case (.mapping(let old), .mapping(let new)):
      return ComposeTree(
        .mapping(merge(old, new, path, state)), mine.entries?.isEmpty == true ? other.origin : mine.origin)
    case (.sequence, .sequence):
      return append(mine, other)
    case (.scalar, _):
      return other
    case (.mapping, _), (.sequence, _):
      problems.append(
        ComposeProblem(
          .structure, at: path.text, other.origin,
          "\(path.text) is a \(mine.contentName) in one file and a \(other.contentName) in this one."))
      return other
    }
  }

  private mutating func merge(
    _ old: [ComposeTree.Entry], _ new: [ComposeTree.Entry], _ path: ComposePath, _ state: ComposePathTable<Rule>.State
  ) -> [ComposeTree.Entry] {
    var merged = old
    let places = Dictionary(old.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    for entry in new {
      guard let place = places[entry.key] else {
        merged.append(entry)
        continue
      }
      let mine = merged[place]
      let value = merge(mine.value, entry.value, path.appending(entry.key), Self.rules.next(state, entry.key))
      let isTheirs = value.origin == entry.value.origin
      merged[place] = ComposeTree.Entry(key: entry.key, origin: isTheirs ? entry.origin : mine.origin, value: value)
    }
    return merged
  }

  private func append(_ mine: ComposeTree, _ other: ComposeTree) -> ComposeTree {
    guard let old = mine.items, let new = other.items else { return other.isNull ? mine : other }
    return ComposeTree(.sequence(old + new), old.isEmpty ? other.origin : mine.origin)
  }

  /// Further addresses of a host are added; the same again is not.
  private func hosts(_ mine: ComposeTree, _ other: ComposeTree) -> ComposeTree {
    guard var merged = ComposeForms.hosts(mine).entries, let new = ComposeForms.hosts(other).entries else {
      return other.isNull ? mine : other
    }
    for entry in new {
      guard let place = merged.firstIndex(where: { $0.key == entry.key }) else {
        merged.append(entry)
        continue
      }
      let known = Set((merged[place].value.items ?? []).compactMap(\.text))
      let added = (entry.value.items ?? []).filter { !known.contains($0.text ?? "") }
      merged[place].value.updateItems { $0 += added }
    }
    return ComposeTree(.mapping(merged), mine.origin)
  }

  private mutating func addressRanges(
    _ mine: ComposeTree, _ other: ComposeTree, _ path: ComposePath, _ state: ComposePathTable<Rule>.State
  ) -> ComposeTree {
    guard var merged = mine.items, let new = other.items else { return other.isNull ? mine : other }
    for item in new {
      let place = merged.firstIndex { $0["subnet"] != nil && $0["subnet"]?.text == item["subnet"]?.text }
      if let place {
        merged[place] = general(merged[place], item, path.appending(place), Self.rules.nextItem(state))
      } else {
        merged.append(item)
      }
    }
    return ComposeTree(.sequence(merged), mine.origin)
  }
}
