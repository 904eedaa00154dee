import Foundation
import Report
import Store

/// A report in a folder of its own, read back.
final class WrittenReport: Sendable {
  let folder: URL
  let report: ReportWriter.Report
  /// Text by path below the folder.
  let files: [String: String]

  init(of database: LoadlineDatabase? = nil, _ change: (inout ReportOptions) -> Void = { _ in }) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "loadline-report-\(UUID().uuidString)/report")
    var options = ReportOptions(folder: folder.path, generatedAt: "2026-08-31T06:00:00Z")
    change(&options)
    report = try ReportWriter(database: try database ?? Organisation.database(), options: options).write()
    var files: [String: String] = [:]
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    for path in paths {
      let url = folder.appending(path: path)
      guard (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true else { continue }
      files[path] = try String(contentsOf: url, encoding: .utf8)
    }
    self.files = files
  }

  deinit { removeFolder() }

  /// Takes the folder off the disk; what was read of it stays.
  func removeFolder() { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }

  var pages: [(path: String, html: String)] {
    files.filter { $0.key.hasSuffix(".html") }.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The values that a page gives for figures such as `summary.open`.
  func figures(in page: String) -> [String: String] {
    var figures: [String: String] = [:]
    for element in HTMLPage(files[page] ?? "").elements where element.name == "data" {
      figures[element.attributes["data-figure"] ?? ""] = element.attributes["value"]
    }
    return figures
  }

  /// The rows of a table, taken apart as RFC 4180 says.
  func table(_ name: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var isQuoted = false
    var scalars = Array((files["data/\(name).csv"] ?? "").unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch (scalar, isQuoted) {
      case ("\"", true) where scalars.first == "\"": cell.unicodeScalars.append(scalars.removeFirst())
      case ("\"", _): isQuoted.toggle()
      case (",", false):
        row.append(cell)
        cell = ""
      case ("\r", false): continue
      case ("\n", false):
        rows.append(row + [cell])
        row = []
        cell = ""
      default: cell.unicodeScalars.append(scalar)
      }
    }
    return rows
  }
}
