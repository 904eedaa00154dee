/// The container files of a repository or folder as they lie on the disk now.
struct DiskState {
  struct File {
    let path: String
    let name: ContainerFileName
    let key: ContentKey
    fileprivate let location: DiskPath
  }

  private(set) var files: [File] = []
  private(set) var skipped: [SkippedFile]
  private let limit: Int
  private let format: BlobID.Format

  init(_ repository: DiscoveredRepository, limit: Int, format: BlobID.Format) {
    self.limit = limit
    self.format = format
    skipped = repository.skipped
    for file in repository.files {
      switch Self.read(file.location, limit: limit) {
      case .bytes(let bytes):
        let key = ContentKey(blobID: BlobID.id(of: bytes, format: format), kind: file.name.kind)
        files.append(File(path: file.path, name: file.name, key: key, location: file.location))
      case .skipped(let reason):
        skipped.append(SkippedFile(path: file.path, kind: file.name.kind, reason: reason))
      }
    }
  }

  /// What tells two states apart.
  var fingerprint: [String] {
    files.flatMap { [$0.path, $0.key.blobID] } + skipped.flatMap { [$0.path, $0.reason.message] }
  }

  /// The bytes of a file, read anew, since all at once would not fit; nil where they have changed meanwhile.
  func bytes(of file: File) -> [UInt8]? {
    guard case .bytes(let bytes) = Self.read(file.location, limit: limit),
      BlobID.id(of: bytes, format: format) == file.key.blobID
    else { return nil }
    return bytes
  }

  private static func read(_ path: DiskPath, limit: Int) -> ObjectReader.Answer {
    do {
      switch try DiskFile.read(path, limit: limit) {
      case .bytes(let bytes): return LFSPointer.isPointer(bytes) ? .skipped(.lfsPointer) : .bytes(bytes)
      case .tooLarge(let size): return .skipped(.tooLarge(bytes: size, limit: limit))
      case .symbolicLink: return .skipped(.symbolicLink)
      case .notRegular: return .skipped(.notRegular)
      }
    } catch {
      return .skipped(.unreadable(error.description))
    }
  }
}
