import Foundation
import Syntax

/// What Compose makes of files: its project merged from them, and each value with the place that set it.
struct ComposeProjectOutline {
  /// More than a Compose file, an env file or a file that one of them names ever has.
  private static let sizeLimit = 8_000_000

  private let project: ComposeProject

  /// - Parameters:
  ///   - paths: The files in the order in which they are merged.
  ///   - given: The bytes of those that were read already.
  init(_ paths: [String], given: [String: [UInt8]]) {
    var options = ComposeProject.Options()
    // The name that Compose gives a project by itself is that of its folder, which a bare file name does not say.
    let folder = paths.first.map { URL(filePath: $0).absoluteURL.deletingLastPathComponent() }
    options.fallbackName = folder?.lastPathComponent
    project = ComposeProject(files: paths, options: options) { path in given[path] ?? Self.bytes(path) }
  }

  /// The file, and the one beside it that Compose merges over it where no files are named.
  static func withOverride(_ path: String) -> [String] {
    let url = URL(filePath: path)
    let names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]
    guard names.contains(url.lastPathComponent) else { return [path] }
    let folder = path.dropLast(url.lastPathComponent.count)
    let overrides = ["compose.override", "docker-compose.override"].flatMap { ["\($0).yml", "\($0).yaml"] }
    let override = overrides.map { folder + $0 }.first { isPlainFile($0) }
    return [path] + (override.map { [$0] } ?? [])
  }

  /// The files say themselves what else is read, so that nothing but plain files of a sane size is.
  private static func bytes(_ path: String) -> [UInt8]? {
    isPlainFile(path) ? (try? Data(contentsOf: URL(filePath: path))).map { Array($0) } : nil
  }

  private static func isPlainFile(_ path: String) -> Bool {
    let real = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: real) else { return false }
    let size = attributes[.size] as? Int ?? Int.max
    return attributes[.type] as? FileAttributeType == .typeRegular && size <= sizeLimit
  }

  // MARK: - Output

  var members: [(key: String, value: ParsedValue)] {
    var settings: [ParsedValue] = []
    list(project.tree, "", into: &settings)
    let problems = project.problems.map { problem in
      ParsedValue.members([
        "at": .text(place(problem.origin)), "kind": .text(problem.kind.rawValue), "path": ParsedValue(problem.path),
        "message": .text(problem.message),
      ])
    }
    return [
      ("name", .text(project.name)), ("files", ParsedValue(project.files)), ("settings", .list(settings)),
      ("problems", .list(problems)),
    ]
  }

  private func place(_ origin: ComposeOrigin) -> String {
    let index = Int(origin.file)
    let file = project.files.indices.contains(index) ? project.files[index] : ""
    return "\(file):\(origin.line)"
  }

  /// One entry for each scalar and each list or mapping that is empty. As deep as the YAML reader goes, which has a
  /// limit of its own.
  private func list(_ tree: ComposeTree, _ path: String, into settings: inout [ParsedValue]) {
    let value: ParsedValue
    switch tree.content {
    case .mapping(let entries) where !entries.isEmpty:
      for entry in entries { list(entry.value, path.isEmpty ? entry.key : "\(path).\(entry.key)", into: &settings) }
      return
    case .sequence(let items) where !items.isEmpty:
      for (index, item) in items.enumerated() { list(item, "\(path)[\(index)]", into: &settings) }
      return
    case .mapping: value = .object([])
    case .sequence: value = .list([])
    case .scalar: value = ParsedValue(tree.text)
    }
    settings.append(.object([("path", .text(path)), ("value", value), ("at", .text(place(tree.origin)))]))
  }
}
