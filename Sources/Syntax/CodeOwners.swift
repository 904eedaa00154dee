/// A CODEOWNERS file, as GitHub and GitLab read it.
package struct CodeOwners: Sendable {
  /// Whose rules a file follows where the two differ.
  package enum Dialect: Sendable {
    /// A pattern with a slash in it starts at the top; there are no sections, exclusions or sets of characters.
    case gitHub
    /// A pattern that starts with no slash may match at any depth; there are sections and exclusions.
    case gitLab
  }

  /// A line that gives owners to paths.
  package struct Entry: Hashable, Sendable {
    package let pattern: String
    /// Names, teams or mail addresses as written; empty where the line takes owners away.
    package let owners: [String]
    package let line: Int
    /// Section in lower case; nil before the first one.
    package let section: String?
    /// Whether it takes paths out of its section (GitLab's `!`).
    package let isExclusion: Bool
    fileprivate let globs: [PathGlob]
  }

  package let dialect: Dialect
  package let entries: [Entry]
  package let diagnostics: [Diagnostic]

  /// Reads a file in a dialect; where none is given, sections and exclusions show that it is written for GitLab.
  package init(_ source: SourceText, dialect given: Dialect? = nil) {
    let dialect = given ?? Self.dialect(of: source)
    self.dialect = dialect
    var entries: [Entry] = []
    var diagnostics = source.diagnostics
    func report(_ line: Int, _ message: String) {
      guard diagnostics.count < 100 else { return }
      diagnostics.append(Diagnostic(kind: "syntax", severity: .warning, line: line, message: message))
    }
    var section: String?
    var defaultOwners: [String] = []
    var number = 0
    for line in source.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      let text = String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
      if dialect == .gitHub, text.first == "!" || Self.heading(text) != nil {
        report(number, "GitHub knows no sections and no exclusions and skips this line.")
        continue
      }
      if let heading = Self.heading(text) {
        section = heading.name.lowercased()
        defaultOwners = heading.owners
        continue
      }
      let words = Self.words(text)
      guard var pattern = words.first else { continue }
      let isExclusion = pattern.hasPrefix("!")
      if isExclusion { pattern.removeFirst() }
      let owners = Array(words.dropFirst())
      entries.append(
        Entry(
          pattern: pattern,
          owners: owners.isEmpty ? defaultOwners : owners,
          line: number,
          section: section,
          isExclusion: isExclusion,
          globs: Self.globs(pattern, dialect)
        )
      )
    }
    self.entries = entries
    self.diagnostics = diagnostics
  }

  private static func dialect(of source: SourceText) -> Dialect {
    let lines = source.bytes.split(separator: 0x0A).lazy.map { String(decoding: $0, as: UTF8.self) }
    return lines.contains { $0.hasPrefix("!") || heading($0) != nil } ? .gitLab : .gitHub
  }

  /// The owners of a path: in each section the last line that matches decides.
  package func owners(of path: String) -> [String] {
    let path = GlobPath(path)
    var owners: [String] = []
    for entry in deciding(path) {
      for owner in entry.owners where !owners.contains(owner) { owners.append(owner) }
    }
    return owners
  }

  private func deciding(_ path: GlobPath) -> [Entry] {
    var decided: [String?: Entry] = [:]
    var excluded: Set<String?> = []
    var order: [String?] = []
    for entry in entries where entry.globs.contains(where: { $0.matches(path) }) {
      if entry.isExclusion {
        excluded.insert(entry.section)
      } else if decided.updateValue(entry, forKey: entry.section) == nil {
        order.append(entry.section)
      }
    }
    return order.filter { !excluded.contains($0) }.compactMap { decided[$0] }
  }
}

extension CodeOwners {
  /// Reads `[Name]`, `^[Name]`, `[Name][2]`, each with default owners behind it.
  private static func heading(_ text: String) -> (name: String, owners: [String])? {
    var rest = text.drop(while: \.isWhitespace)
    if rest.hasPrefix("^") { rest = rest.dropFirst() }
    guard rest.hasPrefix("["), let end = rest.firstIndex(of: "]") else { return nil }
    let name = String(rest[rest.index(after: rest.startIndex)..<end])
    rest = rest[rest.index(after: end)...]
    if rest.hasPrefix("["), let approvals = rest.firstIndex(of: "]") {
      rest = rest[rest.index(after: approvals)...]
    }
    // A character class at the start of a pattern looks alike, but goes on without a blank.
    guard rest.first?.isWhitespace ?? true, !name.isEmpty else { return nil }
    return (name, words(String(rest)))
  }

  /// Splits at blanks that no backslash escapes, up to a comment.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        if character != " " && character != "#" { word.append("\\") }
        word.append(character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else if character.isWhitespace {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else if character == "#", word.isEmpty {
        break
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// The pattern, and what it means for everything below a folder that it names.
  private static func globs(_ pattern: String, _ dialect: Dialect) -> [PathGlob] {
    if pattern == "/" { return [PathGlob([.all])] }
    var text = pattern[...]
    let isFolder = text.hasSuffix("/")
    if isFolder { text = text.dropLast() }
    let isAnchored = dialect == .gitLab ? text.hasPrefix("/") : text.contains("/")
    if text.hasPrefix("/") { text = text.dropFirst() }
    var steps: [PathGlob.Step] = isAnchored ? [] : [.folders]
    steps += self.steps(text)
    let below = steps + [.scalar(PathGlob.slash), .all]
    if isFolder { return [PathGlob(below)] }
    // `docs/*` names the files of that folder alone.
    return text.hasSuffix("/*") ? [PathGlob(steps)] : [PathGlob(steps), PathGlob(below)]
  }

  private static func steps(_ pattern: Substring) -> [PathGlob.Step] {
    let scalars = Array(pattern.unicodeScalars)
    var steps: [PathGlob.Step] = []
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let isDouble = scalar == "*" && index + 1 < scalars.count && scalars[index + 1] == "*"
      if isDouble {
        index += 2
        let hasSlash = index < scalars.count && scalars[index] == "/"
        if hasSlash { index += 1 }
        steps.append(hasSlash ? .folders : .all)
      } else {
        index += 1
        switch scalar {
        case "*": steps.append(.many)
        case "?": steps.append(.one)
        case "\\" where index < scalars.count:
          steps.append(.scalar(scalars[index].value))
          index += 1
        default: steps.append(.scalar(scalar.value))
        }
      }
    }
    return steps
  }
}
