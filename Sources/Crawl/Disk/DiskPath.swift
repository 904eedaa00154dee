internal import Glibc

/// A place on the disk, as the bytes that the system knows it by: names need not be valid UTF-8.
package struct DiskPath: Hashable, Sendable, Comparable {
  package let bytes: [UInt8]

  private static let slash = UInt8(ascii: "/")

  package init(bytes: some Sequence<UInt8>) {
    var trimmed = Array(bytes)
    while trimmed.count > 1, trimmed.last == Self.slash { trimmed.removeLast() }
    self.bytes = trimmed
  }

  package init(_ text: String) {
    self.init(bytes: text.utf8)
  }

  /// The path for people and for the database; see ``PathText``.
  package var text: String { PathText.text(bytes) }

  package func appending(_ component: some Sequence<UInt8>) -> DiskPath {
    DiskPath(bytes: bytes.last == Self.slash ? bytes + component : bytes + [Self.slash] + component)
  }

  package func appending(_ component: String) -> DiskPath {
    appending(component.utf8)
  }

  package var lastComponent: ArraySlice<UInt8> {
    guard let slash = bytes.lastIndex(of: Self.slash) else { return bytes[...] }
    return bytes[(slash + 1)...]
  }

  package var parent: DiskPath {
    guard let slash = bytes.lastIndex(of: Self.slash) else { return DiskPath(".") }
    return slash == 0 ? DiskPath("/") : DiskPath(bytes: bytes[..<slash])
  }

  package var isAbsolute: Bool { bytes.first == Self.slash }

  /// The rest of this path below `base`: empty where they are the same, nil where this one lies elsewhere.
  package func relative(to base: DiskPath) -> [UInt8]? {
    if self == base { return [] }
    let prefix = base.bytes.last == Self.slash ? base.bytes : base.bytes + [Self.slash]
    guard bytes.starts(with: prefix) else { return nil }
    return Array(bytes[prefix.count...])
  }

  /// The same place with every symbolic link and `..` resolved, or nil where it does not exist.
  package func resolved() -> DiskPath? {
    withCString { path in
      guard let real = realpath(path, nil) else { return nil }
      defer { free(real) }
      return DiskPath(bytes: UnsafeRawBufferPointer(start: real, count: strlen(real)))
    }
  }

  package func withCString<Result, Failure: Error>(
    _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var characters = bytes.map { CChar(bitPattern: $0) }
    characters.append(0)
    return try characters.withUnsafeBufferPointer { buffer throws(Failure) in
      guard let base = buffer.baseAddress else { preconditionFailure("a terminated string has a first byte") }
      return try body(base)
    }
  }

  package static func < (left: DiskPath, right: DiskPath) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
