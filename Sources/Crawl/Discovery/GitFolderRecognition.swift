/// Tells whether a folder is a repository, from its listing and the few files that `git` itself looks at.
struct GitFolderRecognition {
  enum Verdict {
    case none
    case repository(RepositoryForm, GitDirectory)
    case broken(RepositoryForm, reason: String)
  }

  let root: DiskPath

  func verdict(on folder: DiskPath, listing: DirectoryListing) -> Verdict {
    if let entry = listing.entry(".git") { return checkout(folder, entry) }
    return bare(folder, listing)
  }

  private func checkout(_ folder: DiskPath, _ entry: DirectoryListing.Entry) -> Verdict {
    let git = folder.appending(".git")
    switch entry.type {
    case .directory:
      let directory = GitDirectory(git)
      guard directory.common == directory.directory || directory.common.relative(to: root) != nil else {
        return .broken(.checkout, reason: "its data lies out of the root, in \(directory.common.text)")
      }
      return checked(.checkout, directory)
    case .file:
      return pointedAt(by: git, in: folder)
    case .symbolicLink:
      guard let target = git.resolved() else {
        return .broken(.checkout, reason: ".git is a link that leads nowhere")
      }
      guard target.relative(to: root) != nil else {
        return .broken(.checkout, reason: ".git is a link that leads out of the root, to \(target.text)")
      }
      let isFolder = DirectoryListing.EntryType(of: target) == .directory
      return isFolder ? checked(.checkout, GitDirectory(target)) : pointedAt(by: target, in: target.parent)
    case .other:
      return .broken(.checkout, reason: ".git is neither a folder nor a file")
    }
  }

  /// A `.git` file names the folder with the data: a submodule's, or a linked worktree's.
  private func pointedAt(by file: DiskPath, in folder: DiskPath) -> Verdict {
    let prefix = Array("gitdir:".utf8)
    guard let line = DiskFile.firstLine(file), line.starts(with: prefix) else {
      return .broken(.checkout, reason: "its .git file does not begin with gitdir:")
    }
    let named = Array(line.dropFirst(prefix.count).drop { $0 == UInt8(ascii: " ") })
    let place = named.first == UInt8(ascii: "/") ? DiskPath(bytes: named) : folder.appending(named)
    guard let directory = place.resolved() else {
      return .broken(.checkout, reason: "its .git file leads to \(place.text), which does not exist")
    }
    let git = GitDirectory(directory)
    let form: RepositoryForm = git.common == git.directory ? .checkout : .worktree
    guard isTrusted(directory, from: file, in: folder) else {
      let reason = "its .git file leads out of the root, to \(directory.text), which does not lead back"
      return .broken(form, reason: reason)
    }
    return checked(form, git)
  }

  /// Anyone can write a `.git` file, so one that leaves the root counts only where git has made it, or the user
  /// has named the folder.
  private func isTrusted(_ directory: DiskPath, from file: DiskPath, in folder: DiskPath) -> Bool {
    if folder == root || directory.relative(to: root) != nil { return true }
    guard let back = DiskFile.firstLine(directory.appending("gitdir")) else { return false }
    return DiskPath(bytes: back).resolved() == file.resolved()
  }

  private func bare(_ folder: DiskPath, _ listing: DirectoryListing) -> Verdict {
    let isNamedBare =
      folder.lastComponent.count > 4 && folder.lastComponent.suffix(4).elementsEqual(".git".utf8)
    let parts = ["HEAD", "objects", "refs"].filter { listing.entry($0) != nil }
    if parts.count == 3 { return checked(.bare, GitDirectory(folder)) }
    guard isNamedBare, !parts.isEmpty else { return .none }
    return checked(.bare, GitDirectory(folder))
  }

  private func checked(_ form: RepositoryForm, _ git: GitDirectory) -> Verdict {
    if let defect = git.defect { return .broken(form, reason: "not a git repository: \(defect)") }
    return .repository(form, git)
  }
}
