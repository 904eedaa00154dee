/// Where a repository keeps its data: the folder with `HEAD`, and the one that linked worktrees share.
package struct GitDirectory: Hashable, Sendable {
  package let directory: DiskPath
  package let common: DiskPath

  /// - Parameter directory: the `.git` folder, a bare repository, or a linked worktree's own folder.
  package init(_ directory: DiskPath) {
    self.directory = directory
    guard let line = DiskFile.firstLine(directory.appending("commondir")), !line.isEmpty else {
      common = directory
      return
    }
    let named = DiskPath(bytes: line)
    let absolute = named.isAbsolute ? named : directory.appending(line)
    common = absolute.resolved() ?? absolute
  }

  /// Whether the history was cut off by a shallow clone.
  package var isShallow: Bool { !shallowBoundary.isEmpty }

  /// The commits whose parents the clone left out, as git notes them; empty in a whole clone.
  var shallowBoundary: String {
    guard case .bytes(let bytes)? = try? DiskFile.read(common.appending("shallow"), limit: 1 << 24) else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Why git would not take this for a repository, in the order in which git itself looks; nil where it would.
  var defect: String? {
    if DirectoryListing.EntryType(of: directory.appending("HEAD")) == nil { return "its HEAD is missing" }
    if !isFolder(common) { return "\(common.text), whose data it shares, is missing" }
    if !isFolder(common.appending("objects")) { return "its folder of objects is missing" }
    // A pipe in its place would keep git waiting for ever.
    let configuration = DirectoryListing.EntryType(following: common.appending("config")) ?? .file
    if configuration != .file { return "its configuration is no file" }
    return isFolder(common.appending("refs")) ? nil : "its folder of references is missing"
  }

  private func isFolder(_ path: DiskPath) -> Bool {
    DirectoryListing.EntryType(following: path) == .directory
  }
}
