/// A content as it is read: the same bytes are another content where they are read as another kind of file.
struct ContentKey: Hashable, Sendable {
  let blobID: String
  let kind: ContainerFileName.Kind
}

/// A file's state: which content it has.
struct FileContent: Sendable {
  let path: String
  let name: ContainerFileName
  let contentID: Int64
}
