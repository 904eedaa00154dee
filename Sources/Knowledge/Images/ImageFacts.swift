/// Which products images hold, which cycles the products have, and which images nobody builds any more.
package struct ImageFacts: Sendable {
  /// A release series of a product; days as 2026-08-22.
  package struct Cycle: Sendable, Hashable {
    package let name: String
    package let released: String?
    package let activeUntil: String?
    /// The last day of security support.
    package let supportedUntil: String?
    package let extendedUntil: String?
  }

  struct Product: Sendable {
    let title: String
    /// Whether a lower number always came earlier.
    let isOrdered: Bool
  }

  struct Deprecation: Sendable {
    let status: String
    let successor: String?
    let since: String
  }

  private(set) var products: [String: Product] = [:]
  private(set) var cycles: [String: [String: Cycle]] = [:]
  /// By product, then by the name in lower case: the cycle.
  private(set) var codenames: [String: [String: String]] = [:]
  /// By registry and repository, or the folder with `/*` after it.
  private(set) var readings: [String: [String: TagReading]] = [:]
  private(set) var deprecations: [String: Deprecation] = [:]
  private var aliases: [(prefix: String, canonical: String)] = []

  /// The image under the name that the facts are filed by.
  func canonical(_ image: String) -> String {
    for (prefix, canonical) in aliases where image.hasPrefix(prefix) {
      return canonical + image.dropFirst(prefix.count)
    }
    return image
  }

  /// How the tags of an image are read, by product; what is said of it counts before what is said of its folder.
  func readings(of image: String) -> [String: TagReading] {
    namesOfReadings(of: image).lazy.compactMap { readings[$0] }.first ?? [:]
  }

  /// The names under which something may be said of how its tags are read; the first that there is counts.
  func namesOfReadings(of image: String) -> [String] {
    let folder = image.lastIndex(of: "/").map { String(image[..<$0]) } ?? image
    return [image, folder + "/*"]
  }

  mutating func addReading(_ cells: [Substring]) {
    guard cells.count == 3, let reading = TagReading(String(cells[2])) else { return }
    readings[String(cells[0]), default: [:]][String(cells[1])] = reading
  }

  mutating func addProduct(_ cells: [Substring]) {
    guard cells.count == 3 else { return }
    products[String(cells[0])] = Product(title: String(cells[1]), isOrdered: cells[2] == "yes")
  }

  mutating func addCycle(_ cells: [Substring]) {
    guard cells.count == 6 else { return }
    let name = String(cells[1])
    cycles[String(cells[0]), default: [:]][name] = Cycle(
      name: name, released: Self.day(cells[2]), activeUntil: Self.day(cells[3]), supportedUntil: Self.day(cells[4]),
      extendedUntil: Self.day(cells[5]))
  }

  mutating func addCodename(_ cells: [Substring]) {
    guard cells.count == 3 else { return }
    codenames[String(cells[0]), default: [:]][cells[1].lowercased()] = String(cells[2])
  }

  mutating func addDeprecation(_ cells: [Substring]) {
    guard cells.count == 4 else { return }
    deprecations[String(cells[0])] = Deprecation(
      status: String(cells[1]), successor: Self.day(cells[2]), since: String(cells[3]))
  }

  mutating func addAlias(_ cells: [Substring]) {
    guard cells.count == 2 else { return }
    aliases.append((String(cells[0]), String(cells[1])))
  }

  private static func day(_ cell: Substring) -> String? {
    cell.isEmpty ? nil : String(cell)
  }
}
