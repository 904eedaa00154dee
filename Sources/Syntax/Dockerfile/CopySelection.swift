/// Which files of a build context a COPY or ADD takes, and where they go.
package struct CopySelection {
  private let sources: [(pattern: PathPattern, depth: Int)]
  private let excludes: [IgnorePattern]
  private let target: String
  private let intoFolder: Bool

  /// Values with their variables replaced; `excludes` are those of `--exclude`.
  package init(sources: [String], target: String, excludes: [String]) {
    self.sources = sources.compactMap { source in
      let cleaned = IgnorePattern.cleaned(source)
      let path = cleaned.hasPrefix("/") ? String(cleaned.dropFirst()) : cleaned
      if path.isEmpty || path == "." { return PathPattern("").map { ($0, 0) } }
      return PathPattern(path).map { ($0, path.split(separator: "/").count) }
    }
    self.excludes = excludes.enumerated().compactMap { IgnorePattern(line: $1, number: $0 + 1) }
    self.target = String(target.drop { $0 == "/" })
    intoFolder = target.hasSuffix("/") || sources.count > 1
  }

  /// Where the file goes, without a leading slash; nil where it is not copied.
  package func destination(of path: String) -> String? {
    let parts = path.split(separator: "/")
    for (pattern, depth) in sources where depth <= parts.count {
      guard pattern.matches(parts.prefix(depth).joined(separator: "/")) else { continue }
      // Of a folder its contents are copied, of a file the file itself.
      let isFile = depth == parts.count
      let name = isFile ? String(parts.last ?? "") : parts.dropFirst(depth).joined(separator: "/")
      guard !isExcluded(name) else { continue }
      guard !isFile || intoFolder else { return target }
      let folder = target.hasSuffix("/") ? String(target.dropLast()) : target
      return folder.isEmpty ? name : "\(folder)/\(name)"
    }
    return nil
  }

  private func isExcluded(_ name: String) -> Bool {
    let path = GlobPath(name)
    return excludes.last { $0.covers(path) }.map { !$0.isException } ?? false
  }
}
