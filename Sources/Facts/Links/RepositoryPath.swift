/// Paths from the top of a repository, with `/` between their parts; "" is the top.
enum RepositoryPath {
  /// The path that `relative` means in `folder`, or nil where it leaves the repository.
  static func joined(_ folder: String, _ relative: String) -> String? {
    guard !relative.hasPrefix("/"), !relative.hasPrefix("~") else { return nil }
    var parts = folder.split(separator: "/")
    for part in relative.split(separator: "/") where part != "." {
      guard part == ".." else {
        parts.append(part)
        continue
      }
      guard parts.popLast() != nil else { return nil }
    }
    return parts.joined(separator: "/")
  }

  static func folder(of path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
  }

  /// The folder itself, the one above it, and so on up to the top.
  static func ancestors(of folder: String) -> [String] {
    let parts = folder.split(separator: "/")
    return (0...parts.count).reversed().map { parts.prefix($0).joined(separator: "/") }
  }
}
