/// Finds services that wait for each other.
enum ComposeCycles {
  /// Takes away, again and again, services that wait for none of the others; what remains waits in a circle, or for one.
  static func circles(_ services: [ComposeTree.Entry]) -> [[String]] {
    let names = Set(services.map(\.key))
    var waits: [String: Set<String>] = [:]
    var waiters: [String: [String]] = [:]
    for service in services {
      let named = Set((service.value["depends_on"]?.entries ?? []).map(\.key))
      let others = named.union(ComposeReferences.impliedServices(of: service.value).map(\.name)).intersection(names)
      waits[service.key] = others
      for other in others { waiters[other, default: []].append(service.key) }
    }
    var free = services.map(\.key).filter { waits[$0]?.isEmpty ?? true }
    while let name = free.popLast() {
      waits[name] = nil
      for waiter in waiters[name] ?? [] {
        waits[waiter]?.remove(name)
        if waits[waiter]?.isEmpty == true { free.append(waiter) }
      }
    }
    var circles: [[String]] = []
    var seen: Set<String> = []
    for service in services where waits[service.key] != nil && !seen.contains(service.key) {
      var trail: [String] = []
      var place: String? = service.key
      while let name = place, seen.insert(name).inserted {
        trail.append(name)
        place = waits[name]?.min()
      }
      if let place, let start = trail.firstIndex(of: place) { circles.append(Array(trail[start...])) }
    }
    return circles
  }
}
