internal import Glibc

/// What the configuration keeps out of the crawl, be it repositories by their names, or files by their paths.
///
/// A pattern without a slash stands for one segment anywhere; one with a slash counts from the start. `*` and `?` stay
/// within a segment. What lies below is excluded too.
package struct PathExcludes: Sendable {
  private let names: [[CChar]]
  private let paths: [[CChar]]

  package init(_ patterns: [String] = []) {
    let trimmed = patterns.map { $0.hasSuffix("/") ? $0.dropLast() : $0[...] }.filter { !$0.isEmpty }
    names = trimmed.filter { !$0.contains("/") }.map { Self.cString($0.utf8) }
    paths = trimmed.filter { $0.contains("/") }.map {
      Self.cString(($0.hasPrefix("/") ? $0.dropFirst() : $0).utf8)
    }
  }

  package var isEmpty: Bool { names.isEmpty && paths.isEmpty }

  /// Whether a relative path, `/`-separated, is kept out.
  package func excludes(_ path: [UInt8]) -> Bool {
    if isEmpty { return false }
    let slash = UInt8(ascii: "/")
    let byName = path.split(separator: slash).contains { segment in
      names.contains { Self.matches($0, Self.cString(segment)) }
    }
    guard !byName, !paths.isEmpty else { return byName }
    let ends = path.indices.filter { path[$0] == slash } + [path.endIndex]
    return ends.contains { end in paths.contains { Self.matches($0, Self.cString(path[..<end])) } }
  }

  private static func matches(_ pattern: [CChar], _ text: [CChar]) -> Bool {
    fnmatch(pattern, text, FNM_PATHNAME) == 0
  }

  private static func cString(_ bytes: some Sequence<UInt8>) -> [CChar] {
    bytes.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
  }
}
