/// A container file whose content can be read.
package struct Candidate: Hashable, Sendable {
  /// The path in the repository, as text; see ``PathText``.
  package let path: String
  package let name: ContainerFileName
  package let blobID: String
}

/// A path that is or resembles a container file and is not indexed, so that nothing is left out in silence.
package struct SkippedFile: Hashable, Sendable {
  package let path: String
  /// Nil where the name alone does not make it a candidate.
  package let kind: ContainerFileName.Kind?
  package let reason: SkipReason
}

package enum SkipReason: Hashable, Sendable {
  case lookalike(String)
  /// The configuration keeps it out.
  case excluded
  case submodule
  case symbolicLink
  case symbolicLinkOutOfRoot
  case notRegular
  case missingObject
  case lfsPointer
  case tooLarge(bytes: Int, limit: Int)
  case unreadable(String)

  package var message: String {
    switch self {
    case .lookalike(let reason): reason
    case .excluded: "kept out by the configuration"
    case .submodule: "a submodule, which is a repository of its own"
    case .symbolicLink: "a symbolic link; what it leads to is indexed under its own name"
    case .symbolicLinkOutOfRoot: "a symbolic link that leads out of the root, and is not followed"
    case .notRegular: "neither a file nor a link"
    case .missingObject: "the repository lacks its content, and nothing is fetched"
    case .lfsPointer: "a pointer to Git LFS; the content itself is not in the repository"
    case .tooLarge(let bytes, let limit): "\(bytes) bytes, over the limit of \(limit)"
    case .unreadable(let reason): reason
    }
  }
}

/// What one entry of a tree is to the crawl.
enum TreeEntry {
  case candidate(Candidate)
  case skipped(SkippedFile)

  /// The mode is git's, in octal: `100644`, `120000` for a link, `160000` for a submodule.
  init?(mode: ArraySlice<UInt8>, blobID: ArraySlice<UInt8>, path: [UInt8]) {
    if mode.elementsEqual("160000".utf8) {
      self = .skipped(SkippedFile(path: PathText.text(path), kind: nil, reason: .submodule))
      return
    }
    switch ContainerFileName.verdict(path) {
    case .unrelated:
      return nil
    case .lookalike(let reason):
      self = .skipped(SkippedFile(path: PathText.text(path), kind: nil, reason: .lookalike(reason)))
    case .candidate(let name) where mode.elementsEqual("120000".utf8):
      self = .skipped(SkippedFile(path: PathText.text(path), kind: name.kind, reason: .symbolicLink))
    case .candidate(let name):
      let id = String(decoding: blobID, as: UTF8.self)
      self = .candidate(Candidate(path: PathText.text(path), name: name, blobID: id))
    }
  }
}
