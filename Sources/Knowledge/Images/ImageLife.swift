/// A product in an image, and until when it is supported.
struct ImageLife: Sendable, Hashable {
  enum Precision: String, Sendable {
    /// The tag names a cycle that is known.
    case exact
    /// It names several cycles, all of which are over or will be; the dates are of the last.
    case series
    /// It names a cycle older than all that are known; the dates are of the oldest that is.
    case older
  }

  let product: String
  let title: String
  let precision: Precision
  /// The name is the one that the tag spells.
  let cycle: ImageFacts.Cycle
}

extension ImageFacts {
  /// The products that a tag of an image, given as registry and repository, says are in it; none where it floats.
  func lives(of image: String, tag: String) -> [ImageLife] {
    let image = canonical(image)
    let tag = tag.lowercased()
    return readings(of: image).sorted { $0.key < $1.key }.compactMap { product, reading in
      if tag.isEmpty, case .fixed = reading {} else if tag.isEmpty { return nil }
      let title = products[product]?.title ?? product
      for spelling in reading.spellings(in: tag) {
        if let cycle = cycle(of: product, spelled: spelling) {
          return ImageLife(product: product, title: title, precision: .exact, cycle: cycle)
        }
      }
      // Elsewhere than in front a number that is no cycle may be anything.
      guard reading == .version, let number = reading.spellings(in: tag).first.map(TagReading.leadingNumber),
        !number.isEmpty
      else { return nil }
      if let cycle = series(of: product, number) {
        return ImageLife(product: product, title: title, precision: .series, cycle: cycle)
      }
      guard image.hasPrefix("docker.io/library/"), let cycle = olderCycle(of: product, number) else { return nil }
      return ImageLife(product: product, title: title, precision: .older, cycle: cycle)
    }
  }

  /// The cycle of that name, or of the longest part of the number in front that is one.
  private func cycle(of product: String, spelled text: String) -> Cycle? {
    let cycles = cycles[product] ?? [:]
    let names = codenames[product] ?? [:]
    if let cycle = names[text].flatMap({ cycles[$0] }) ?? cycles[text] { return cycle }
    var parts = TagReading.leadingNumber(text).split(separator: ".")
    while !parts.isEmpty {
      let number = parts.joined(separator: ".")
      if let cycle = names[number].flatMap({ cycles[$0] }) ?? cycles[number] { return cycle }
      parts.removeLast()
    }
    return nil
  }

  /// A number that stands for several cycles, where a later one shows that no more will come, as 2 of Python.
  private func series(of product: String, _ number: String) -> Cycle? {
    let all = cycles[product] ?? [:]
    let members = all.values.filter { $0.name.hasPrefix(number + ".") }
    let days = members.compactMap(\.supportedUntil)
    guard let first = Self.numbers(number).first, let last = days.max(), days.count == members.count,
      all.keys.contains(where: { (Self.numbers($0).first ?? 0) > first })
    else { return nil }
    let extended = members.compactMap(\.extendedUntil)
    let active = members.compactMap(\.activeUntil)
    return Cycle(
      name: number, released: members.compactMap(\.released).min(),
      activeUntil: active.count == members.count ? active.max() : nil, supportedUntil: last,
      extendedUntil: extended.max())
  }

  /// The oldest cycle that is known, where the number is of an older one.
  private func olderCycle(of product: String, _ number: String) -> Cycle? {
    let all = cycles[product] ?? [:]
    guard products[product]?.isOrdered == true, !all.keys.contains(where: { $0.hasPrefix(number + ".") }) else {
      return nil
    }
    let wanted = Self.numbers(number)
    let next = all.values
      .filter { $0.supportedUntil != nil && wanted.lexicographicallyPrecedes(Self.numbers($0.name)) }
      .min { Self.numbers($0.name).lexicographicallyPrecedes(Self.numbers($1.name)) }
    return next.map {
      Cycle(
        name: number, released: nil, activeUntil: $0.activeUntil, supportedUntil: $0.supportedUntil,
        extendedUntil: $0.extendedUntil)
    }
  }

  private static func numbers(_ text: String) -> [Int] {
    text.split(separator: ".").map { Int($0) ?? 0 }
  }
}
