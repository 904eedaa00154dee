internal import Glibc

/// One folder's entries, read with `readdir`, sorted by name so that every crawl sees them in one order.
package struct DirectoryListing: Sendable {
  package enum EntryType: Sendable {
    case directory, file, symbolicLink, other
  }

  package struct Entry: Sendable {
    package let name: [UInt8]
    package let type: EntryType
  }

  package let entries: [Entry]

  /// Reads the folder; where files do not matter, only those that make a folder a repository are kept.
  package init(_ path: DiskPath, keepsFiles: Bool = true) throws(DiskError) {
    guard let stream = path.withCString({ opendir($0) }) else { throw DiskError(path, errno: errno) }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while true {
      errno = 0
      guard let record = readdir(stream) else {
        guard errno == 0 else { throw DiskError(path, errno: errno) }
        break
      }
      if !keepsFiles, Int(record.pointee.d_type) == Int(DT_REG), !Self.isMarker(record) { continue }
      let name = Self.name(of: record)
      if name == [UInt8(ascii: ".")] || name == [UInt8(ascii: "."), UInt8(ascii: ".")] { continue }
      entries.append(Entry(name: name, type: Self.type(of: record, in: path, name: name)))
    }
    self.entries = entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  func entry(_ name: String) -> Entry? {
    entries.first { $0.name.elementsEqual(name.utf8) }
  }

  /// Whether it is one of the files by which a repository is known, `.git` and `HEAD`, told by first letters.
  private static func isMarker(_ record: UnsafeMutablePointer<dirent>) -> Bool {
    let (first, second) = (record.pointee.d_name.0, record.pointee.d_name.1)
    return (first == 0x2E && second == 0x67) || (first == 0x48 && second == 0x45)
  }

  private static func name(of record: UnsafeMutablePointer<dirent>) -> [UInt8] {
    let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
    let start = UnsafeRawPointer(record) + offset
    return Array(
      UnsafeRawBufferPointer(start: start, count: strlen(start.assumingMemoryBound(to: CChar.self)))
    )
  }

  private static func type(
    of record: UnsafeMutablePointer<dirent>,
    in folder: DiskPath,
    name: [UInt8]
  ) -> EntryType {
    switch Int(record.pointee.d_type) {
    case Int(DT_DIR): .directory
    case Int(DT_REG): .file
    case Int(DT_LNK): .symbolicLink
    case Int(DT_UNKNOWN): EntryType(of: folder.appending(name)) ?? .other
    default: .other
    }
  }
}

extension DirectoryListing.EntryType {
  /// What lies at the path itself, a link being a link whatever it leads to; nil where there is nothing.
  init?(of path: DiskPath) {
    var status = stat()
    guard path.withCString({ lstat($0, &status) }) == 0 else { return nil }
    self.init(mode: status.st_mode)
  }

  /// What lies at the end of the links.
  init?(following path: DiskPath) {
    var status = stat()
    guard path.withCString({ stat($0, &status) }) == 0 else { return nil }
    self.init(mode: status.st_mode)
  }

  private init(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFDIR: self = .directory
    case S_IFREG: self = .file
    case S_IFLNK: self = .symbolicLink
    default: self = .other
    }
  }
}
