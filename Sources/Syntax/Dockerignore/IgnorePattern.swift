/// A pattern of a `.dockerignore` file.
package struct IgnorePattern: Hashable, Sendable {
  /// The line as written, without the blanks around it.
  package let raw: String
  /// What is compared with paths: cleaned, without `!` and without a leading slash.
  package let pattern: String
  /// Whether it takes paths back in (`!`).
  package let isException: Bool
  /// Line, from 1.
  package let line: Int
  /// Why Docker refuses it, or nil.
  package let problem: String?
  private let glob: PathGlob?

  /// Reads a line; nil for blank ones and comments.
  package init?(line text: String, number: Int) {
    guard text.utf8.first != UInt8(ascii: "#") else { return nil }
    let trimmed = Self.trimmed(text[...])
    guard !trimmed.isEmpty else { return nil }
    raw = String(trimmed)
    line = number
    isException = trimmed.hasPrefix("!")
    let body = isException ? Self.trimmed(trimmed.dropFirst()) : trimmed
    var pattern = body.isEmpty ? "" : Self.cleaned(String(body))
    if pattern.count > 1, pattern.hasPrefix("/") { pattern.removeFirst() }
    self.pattern = pattern
    if pattern.isEmpty {
      problem = "an exclamation mark alone is no pattern"
      glob = nil
    } else {
      let compiled = IgnoreGlobCompiler.compile(pattern)
      glob = compiled.glob
      problem = compiled.problem
    }
  }

  /// Whether the path or a folder it lies in matches.
  package func covers(_ path: GlobPath) -> Bool {
    glob?.covers(path) ?? false
  }

  private static func trimmed(_ text: Substring) -> Substring {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start.prefix(0) }
    return start[...last]
  }

  /// Shortest equal path: without `.`, `..`, double and trailing slashes, as far as that goes.
  static func cleaned(_ path: String) -> String {
    let isRooted = path.hasPrefix("/")
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part != ".." {
        parts.append(part)
      } else if let last = parts.last, last != ".." {
        parts.removeLast()
      } else if !isRooted {
        parts.append(part)
      }
    }
    let joined = (isRooted ? "/" : "") + parts.joined(separator: "/")
    return joined.isEmpty ? "." : joined
  }
}
