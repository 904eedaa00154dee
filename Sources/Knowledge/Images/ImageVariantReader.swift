/// Reads `images/variants.csv`: lines of `repository,suffix` below a heading.
struct ImageVariantReader {
  static func read(_ file: RecordFile) -> (variants: [ImageVariant], problems: [KnowledgeProblem]) {
    var variants: [ImageVariant] = []
    var known: Set<ImageVariant> = []
    var problems: [KnowledgeProblem] = []
    for (offset, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard offset > 0, !line.isEmpty else { continue }
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingBlanks() }
      if cells.count == 2, !cells.contains("") {
        let variant = ImageVariant(repository: cells[0], suffix: cells[1])
        variants.append(variant)
        if !known.insert(variant).inserted {
          problems.append(KnowledgeProblem(Place(file: file.path, line: offset + 1), "'\(line)' is there twice"))
        }
      } else {
        let place = Place(file: file.path, line: offset + 1)
        problems.append(KnowledgeProblem(place, "'\(line)' is no variant: write repository,suffix"))
      }
    }
    return (variants, problems)
  }
}
