/// Reads `images/variants.csv`: lines of `repository,suffix` below a heading.
struct ImageVariantReader {
  static func read(_ file: RecordFile) -> (variants: [ImageVariant], problems: [KnowledgeProblem]) {
    var variants: [ImageVariant] = []
    var known: Set<String> = []
    var problems: [KnowledgeProblem] = []
    for line in PlainTable(file.text).lines {
      let cells = line.cells.map { $0.trimmingBlanks() }
      let text = line.cells.joined(separator: ",")
      if cells.count == 2, !cells.contains("") {
        variants.append(ImageVariant(repository: cells[0], suffix: cells[1]))
        if !known.insert(cells.joined(separator: ",")).inserted {
          problems.append(KnowledgeProblem(Place(file: file.path, line: line.number), "'\(text)' is there twice"))
        }
      } else {
        let place = Place(file: file.path, line: line.number)
        problems.append(KnowledgeProblem(place, "'\(text)' is no variant: write repository,suffix"))
      }
    }
    return (variants, problems)
  }
}
