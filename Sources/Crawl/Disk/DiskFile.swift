internal import Glibc

/// Bounded reads of regular files that never block on a pipe or device and never follow a final symbolic link.
package enum DiskFile {
  package enum Content: Equatable, Sendable {
    case bytes([UInt8])
    /// The file is longer than the limit; its size as the system states it.
    case tooLarge(Int)
    case symbolicLink
    case notRegular
  }

  package static func read(_ path: DiskPath, limit: Int) throws(DiskError) -> Content {
    let file = path.withCString { open($0, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    guard file >= 0 else {
      if errno == ELOOP { return .symbolicLink }
      if errno == ENXIO { return .notRegular }
      throw DiskError(path, errno: errno)
    }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw DiskError(path, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { return .notRegular }
    guard status.st_size <= limit else { return .tooLarge(Int(status.st_size)) }
    return try readAll(file, path: path, expected: Int(status.st_size), limit: limit)
  }

  private static func readAll(
    _ file: Int32,
    path: DiskPath,
    expected: Int,
    limit: Int
  ) throws(DiskError) -> Content {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected)
    var chunk = [UInt8](repeating: 0, count: min(max(expected + 1, 512), 1 << 16))
    while true {
      let count = chunk.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw DiskError(path, errno: errno) }
      if count == 0 { return .bytes(bytes) }
      bytes.append(contentsOf: chunk[..<count])
      // The file may grow while it is read, or lie about its size as those of /proc do.
      if bytes.count > limit { return .tooLarge(bytes.count) }
    }
  }

  /// The first line of a small control file such as `HEAD` or `commondir`, following links as git does.
  static func firstLine(_ path: DiskPath, limit: Int = 1 << 12) -> [UInt8]? {
    guard let real = path.resolved(), case .bytes(let bytes)? = try? read(real, limit: limit) else {
      return nil
    }
    return Array(bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") && $0 != 0 })
  }
}
