import ReportsFolder

/// The datasets or the saved queries that travel inside the binary, in the order of their names.
package struct DatasetCatalog: Sendable {
  package let all: [Dataset]
  private let byName: [String: Dataset]

  package init(_ datasets: [Dataset]) {
    all = datasets.sorted { $0.name < $1.name }
    byName = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }
  }

  /// The datasets of the report, `Reports/datasets/`.
  package static func datasets() throws(DatasetError) -> DatasetCatalog { try embedded(in: "datasets/") }

  /// The queries that people ask for by name, `Reports/queries/`.
  package static func savedQueries() throws(DatasetError) -> DatasetCatalog { try embedded(in: "queries/") }

  /// The measures of a study, `Reports/studies/`.
  package static func studies() throws(DatasetError) -> DatasetCatalog { try embedded(in: "studies/") }

  private static func embedded(in folder: String) throws(DatasetError) -> DatasetCatalog {
    var datasets: [Dataset] = []
    for file in embeddedFiles where file.path.hasPrefix(folder) && file.path.hasSuffix(".sql") {
      datasets.append(try Dataset(path: file.path, text: file.text))
    }
    return DatasetCatalog(datasets)
  }

  /// The one of that name; an error that suggests the nearest names where there is none.
  package func named(_ name: String) throws(DatasetError) -> Dataset {
    if let dataset = byName[name] { return dataset }
    let near = Spelling.nearest(to: name, among: all.map(\.name))
    let hint =
      near.isEmpty ? "`loadline query` lists them" : "did you mean \(near.joined(separator: " or "))?"
    throw DatasetError(path: nil, line: nil, "there is no query named \(name): \(hint)")
  }
}
