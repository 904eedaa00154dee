import Foundation

/// A folder of records on the disk, such as an organisation keeps beside its configuration.
struct RecordFolder {
  /// A record is prose and a few queries; what is larger is a mistake.
  private static let sizeLimit = 1 << 20

  private(set) var files: [RecordFile] = []
  private(set) var problems: [KnowledgeProblem] = []

  init(_ folder: String) {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
      let walk = manager.enumerator(atPath: folder)
    else {
      problems = [KnowledgeProblem(Place(file: folder, line: 1), "there is no such folder: check the name")]
      return
    }
    let paths = walk.compactMap { $0 as? String }.filter(Self.isRecord).sorted()
    for path in paths { read(folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)") }
  }

  private static func isRecord(_ path: String) -> Bool {
    let name = path.split(separator: "/").last ?? ""
    guard !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }), name != "README.md" else { return false }
    return [".md", ".yml", ".yaml", ".csv"].contains { name.hasSuffix($0) }
  }

  private mutating func read(_ path: String) {
    let place = Place(file: path, line: 1)
    guard let data = FileManager.default.contents(atPath: path) else {
      return problems.append(KnowledgeProblem(place, "cannot be read: check that it is a file, and its permissions"))
    }
    guard data.count <= Self.sizeLimit else {
      return problems.append(KnowledgeProblem(place, "is larger than 1 MiB: a record is prose and a few queries"))
    }
    guard let text = String(data: data, encoding: .utf8) else {
      return problems.append(KnowledgeProblem(place, "is not UTF-8: save it as UTF-8"))
    }
    let lines = text.replacing("\r\n", with: "\n")
    files.append(RecordFile(path: path, text: lines, origin: .file(path)))
  }
}
