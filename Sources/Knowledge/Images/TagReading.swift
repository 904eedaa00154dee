/// Where in a tag a product's version stands.
enum TagReading: Sendable, Hashable, CustomStringConvertible {
  /// In front: `3.12-slim`, `bookworm-slim`.
  case version
  /// In front, or after one word: `alpine-7.0`.
  case wordVersion
  /// The last of several numbers in front: `1-3.11-bookworm`.
  case lastVersion
  /// Further back, as a code name or after a word: `3.12-alpine3.20`, `17-jdk-jammy`.
  case suffix(String)
  /// Anywhere after a word: `latest-pg16`, `1.22-windowsservercore-ltsc2022`.
  case after(String)
  /// In front, of a cycle whose name begins with the word: `3.12` of python3.12.
  case named(String)
  /// Nowhere: the image's name says the cycle.
  case fixed(String)

  init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    switch (parts.first, parts.count == 2 ? parts[1] : nil) {
    case ("version", nil): self = .version
    case ("word-version", nil): self = .wordVersion
    case ("last-version", nil): self = .lastVersion
    case ("suffix", let word?): self = .suffix(word)
    case ("after", let word?): self = .after(word)
    case ("named", let word?): self = .named(word)
    case ("fixed", let cycle?): self = .fixed(cycle)
    default: return nil
    }
  }

  var description: String {
    switch self {
    case .version: "version"
    case .wordVersion: "word-version"
    case .lastVersion: "last-version"
    case .suffix(let word): "suffix:\(word)"
    case .after(let word): "after:\(word)"
    case .named(let word): "named:\(word)"
    case .fixed(let cycle): "fixed:\(cycle)"
    }
  }

  /// What the tag, in lower case, spells for the product; the first that names a cycle counts.
  func spellings(in tag: String) -> [String] {
    if case .fixed(let cycle) = self { return [cycle] }
    let parts = tag.split(separator: "-").map(String.init)
    guard let first = parts.first else { return [] }
    switch self {
    case .version: return [first]
    case .wordVersion: return parts.count > 1 && first.allSatisfy(\.isLetter) ? [parts[1]] : [first]
    case .lastVersion: return parts.prefix { Self.isNumber($0) }.last.map { [$0] } ?? []
    case .suffix(let word):
      return parts.indices.dropFirst().flatMap { index in
        let rest = parts[index...].joined(separator: "-")
        let name = parts[index].first?.isLetter == true ? [parts[index]] : []
        guard rest.hasPrefix(word) else { return name }
        let version = rest.dropFirst(word.count).drop { $0 == "-" }.prefix { $0 != "-" }
        return name + (version.isEmpty ? [] : [String(version)])
      }
    case .after(let word):
      return zip(parts, parts.dropFirst() + [""]).compactMap { part, next in
        guard part.hasPrefix(word) else { return nil }
        let version = part == word ? next : String(part.dropFirst(word.count))
        return version.isEmpty ? nil : version
      }
    case .named(let word):
      let numbers = Self.leadingNumber(first).split(separator: ".")
      return numbers.indices.reversed().flatMap { last in
        let number = numbers[...last].joined(separator: ".")
        return [word + number, "\(word)\(number).x"]
      }
    case .fixed(let cycle): return [cycle]
    }
  }

  /// The digits and dots that a text begins with, after a `v` where there is one.
  static func leadingNumber(_ text: String) -> String {
    let digits = (text.first == "v" ? text.dropFirst() : text[...]).prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    return digits.split(separator: ".").joined(separator: ".")
  }

  private static func isNumber(_ text: String) -> Bool {
    !text.isEmpty && leadingNumber(text) == text
  }
}
