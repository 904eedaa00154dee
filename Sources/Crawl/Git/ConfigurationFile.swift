/// The settings of a git configuration file, as git writes them: sections, names and values.
///
/// It is read here rather than by `git config`, which would cost a process for each repository. Files that it includes
/// are not followed: a repository does not choose what is read of this machine.
struct ConfigurationFile {
  struct Setting: Hashable {
    /// Section and name in lower case with the subsection as written between them: `remote.origin.url`.
    let name: String
    let value: String
  }

  let settings: [Setting]

  init(_ bytes: [UInt8]) {
    var settings: [Setting] = []
    var section = ""
    for line in Self.logicalLines(bytes) {
      var rest = line.drop(while: Self.isSpace)
      if rest.first == UInt8(ascii: "[") {
        guard let end = Self.sectionEnd(rest) else { continue }
        section = Self.sectionName(rest[rest.startIndex..<end].dropFirst())
        rest = rest[(end + 1)...].drop(while: Self.isSpace)
      }
      guard let first = rest.first, first != UInt8(ascii: "#"), first != UInt8(ascii: ";") else { continue }
      let key = rest.prefix { $0 != UInt8(ascii: "=") && !Self.isSpace($0) }
      let value = rest.dropFirst(key.count).drop(while: Self.isSpace)
      let name = "\(section).\(String(decoding: key, as: UTF8.self).lowercased())"
      // A name alone means true.
      let isAssignment = value.first == UInt8(ascii: "=")
      settings.append(Setting(name: name, value: isAssignment ? Self.value(value.dropFirst()) : "true"))
    }
    self.settings = settings
  }

  /// The value that counts, which is the last one given.
  func value(_ name: String) -> String? {
    settings.last { $0.name == name }?.value
  }

  /// Lines, with those joined that end in a backslash.
  private static func logicalLines(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var current: [UInt8] = []
    for piece in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let line = piece.last == UInt8(ascii: "\r") ? piece.dropLast() : piece
      let backslashes = line.reversed().prefix { $0 == UInt8(ascii: "\\") }.count
      if backslashes % 2 == 1 {
        current += line.dropLast()
      } else {
        lines.append(current + line)
        current = []
      }
    }
    return lines
  }

  private static func sectionEnd(_ line: ArraySlice<UInt8>) -> Int? {
    var isQuoted = false
    var isEscaped = false
    for (index, byte) in zip(line.indices, line) {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\"), isQuoted {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: "]"), !isQuoted {
        return index
      }
    }
    return nil
  }

  private static func sectionName(_ header: ArraySlice<UInt8>) -> String {
    let section = header.prefix { $0 != UInt8(ascii: "\"") }.filter { !isSpace($0) }
    let name = String(decoding: section, as: UTF8.self).lowercased()
    guard header.contains(UInt8(ascii: "\"")) else { return name }
    return "\(name).\(value(header.drop { $0 != UInt8(ascii: "\"") }))"
  }

  /// A value without its quotes, escapes and comment.
  private static func value(_ raw: ArraySlice<UInt8>) -> String {
    var value: [UInt8] = []
    var significant = 0
    var isQuoted = false
    var isEscaped = false
    for byte in raw.drop(while: isSpace) {
      if isEscaped {
        value.append(escapes[byte] ?? byte)
        isEscaped = false
        significant = value.count
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isQuoted.toggle()
        significant = value.count
      } else if !isQuoted, byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";") {
        break
      } else {
        value.append(byte)
        if isQuoted || !isSpace(byte) { significant = value.count }
      }
    }
    return String(decoding: value.prefix(significant), as: UTF8.self)
  }

  private static let escapes: [UInt8: UInt8] = [
    UInt8(ascii: "n"): UInt8(ascii: "\n"), UInt8(ascii: "t"): UInt8(ascii: "\t"), UInt8(ascii: "b"): 8,
  ]

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }
}
