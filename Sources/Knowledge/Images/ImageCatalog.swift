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
    for file in files where table.map(file.path.hasSuffix) ?? true {
      let lines = PlainTable(file.text).lines.map(\.cells)
      switch file.path.split(separator: "/").last {
      case "images.csv": for cells in lines { facts.addReading(cells) }
      case "products.csv": for cells in lines { facts.addProduct(cells) }
      case "cycles.csv": for cells in lines { facts.addCycle(cells) }
      case "codenames.csv": for cells in lines { facts.addCodename(cells) }
      case "deprecated.csv": for cells in lines { facts.addDeprecation(cells) }
      case "aliases.csv": for cells in lines { facts.addAlias(cells) }
      default: break
      }
    }
    return facts
  }
}
