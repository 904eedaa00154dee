/// What a repository is on the disk.
package enum RepositoryForm: String, Sendable, CaseIterable {
  case checkout, bare, worktree
  /// Container files that belong to no repository.
  case folder
  /// A root that is itself a container file.
  case file
}

/// A repository that the walk came upon, not yet read.
package struct DiscoveredRepository: Sendable {
  package let form: RepositoryForm
  package let location: DiskPath
  /// The path below the root, or the root folder's name where the root is the repository.
  package var name: String
  /// Nil for a folder, and where the repository is broken.
  package let git: GitDirectory?
  /// Why the repository cannot be read; nil where it may be.
  package let failure: String?
  /// Whether the configuration keeps it out.
  package var isExcluded = false
  /// The container files on the disk: those of a folder, and those of every form in worktree mode.
  package var files: [FileOnDisk] = []
  package var skipped: [SkippedFile] = []
}

/// A container file on the disk, committed or not.
package struct FileOnDisk: Sendable {
  /// The path in the repository, as text.
  package let path: String
  package let location: DiskPath
  package let name: ContainerFileName
}

/// Something met on the way that is not indexed and belongs to no repository.
package struct DiscoveryDiagnostic: Hashable, Sendable {
  package enum Kind: String, Sendable {
    case unreadableFolder = "unreadable-folder"
    case linkOutOfRoot = "link-out-of-root"
    case insideRepository = "inside-repository"
  }

  package let kind: Kind
  package let path: String
  package let message: String
}

package struct Discovery: Sendable {
  package var repositories: [DiscoveredRepository] = []
  package var diagnostics: [DiscoveryDiagnostic] = []
  package var folderCount = 0
}
