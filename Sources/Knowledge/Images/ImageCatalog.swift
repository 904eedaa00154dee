import Store

/// What is known of the life of images, as it stands in files: read when it is first asked for, since most commands need
/// none of it.
package struct ImageCatalog: Sendable {
  private var files: [RecordFile] = []

  /// The names of its files, and how many cells a line of each has.
  private static let widths = [
    "images.csv": 3, "products.csv": 3, "cycles.csv": 6, "codenames.csv": 3, "deprecated.csv": 4, "aliases.csv": 2,
  ]

  static func holds(_ name: some StringProtocol) -> Bool {
    widths[String(name)] != nil
  }

  mutating func add(_ file: RecordFile) {
    files.append(file)
  }

  mutating func add(_ other: ImageCatalog) {
    files += other.files
  }

  /// Lines that are not what their table asks for.
  func problems() -> [KnowledgeProblem] {
    files.flatMap { file -> [KnowledgeProblem] in
      let name = file.path.split(separator: "/").last.map(String.init) ?? ""
      let width = Self.widths[name] ?? 0
      return PlainTable(file.text).lines.compactMap { line in
        guard line.cells.count != width || line.cells.prefix(2).contains("") else { return nil }
        let place = Place(file: file.path, line: line.number)
        return KnowledgeProblem(place, "a line of \(name) has \(width) cells, and the first two are not empty")
      }
    }
  }

  /// Changes whenever an answer might.
  var fingerprint: String { Fingerprint.of(files.map(\.text)) }

  /// The facts, those of later files over those of earlier ones; of one table alone where it is named.
  package func facts(of table: String? = nil) -> ImageFacts {
    var facts = ImageFacts()
    for name in Self.widths.keys where table.map({ $0 == name }) ?? true { read(name, into: &facts) }
    return facts
  }

  /// What is needed to look up the lives of images, each given as registry and repository.
  func facts(for images: Set<String>) -> ImageFacts {
    var facts = ImageFacts()
    read("aliases.csv", into: &facts)
    read("images.csv", of: Set(images.flatMap { facts.namesOfReadings(of: facts.canonical($0)) }), into: &facts)
    let products = Set(facts.readings.values.flatMap(\.keys))
    for name in ["products.csv", "cycles.csv", "codenames.csv"] { read(name, of: products, into: &facts) }
    return facts
  }

  /// Reads a table, or its lines whose first cell is wanted.
  private func read(_ table: String, of wanted: Set<String>? = nil, into facts: inout ImageFacts) {
    for file in files where file.path.split(separator: "/").last.map({ $0 == table }) ?? false {
      let lines = PlainTable(file.text, of: wanted).lines.map(\.cells)
      switch table {
      case "images.csv": for cells in lines { facts.addReading(cells) }
      case "products.csv": for cells in lines { facts.addProduct(cells) }
      case "cycles.csv": for cells in lines { facts.addCycle(cells) }
      case "codenames.csv": for cells in lines { facts.addCodename(cells) }
      case "deprecated.csv": for cells in lines { facts.addDeprecation(cells) }
      case "aliases.csv": for cells in lines { facts.addAlias(cells) }
      default: break
      }
    }
  }
}
