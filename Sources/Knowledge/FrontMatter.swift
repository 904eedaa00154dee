import Yams

/// A flat mapping of YAML with a closed set of keys, read key by key; what is wrong is collected on the way.
struct FrontMatter {
  /// A word of the mapping and its line in the file.
  struct Word: Hashable {
    let text: String
    let line: Int
  }

  let file: String
  private let offset: Int
  private var values: [String: Node] = [:]
  private var keyLines: [String: Int] = [:]
  private(set) var problems: [KnowledgeProblem] = []

  /// Reads `yaml`, whose first line is the file's line `line`; keys other than `keys` are problems.
  init(yaml: String, line: Int, file: String, keys: [String]) {
    self.file = file
    offset = line - 1
    do {
      // No resolver: every value is read as the text that stands there, so that 4.10 stays 4.10.
      guard let root = try Parser(yaml: yaml, resolver: .basic).singleRoot(), let mapping = root.mapping else {
        report("write one 'key: value' a line here: \(keys.joined(separator: ", "))", at: line)
        return
      }
      for (key, value) in mapping { add(key, value, keys: keys) }
    } catch {
      let (problem, mark) = Self.explanation(of: error)
      report("not valid YAML: \(problem)", at: (mark?.line ?? 1) + offset)
    }
  }

  mutating func report(_ message: String, at line: Int) {
    problems.append(KnowledgeProblem(Place(file: file, line: line), message))
  }

  var places: KeyPlaces { KeyPlaces(file: file, lines: keyLines) }

  /// Line of a key, or of the first key where it is absent.
  func line(of key: String) -> Int { keyLines[key] ?? offset + 1 }

  /// A text that must be there; empty where it is not, which is a problem then.
  mutating func text(_ key: String) -> String {
    guard let text = optionalText(key) else {
      if values[key] == nil { report("missing key '\(key)': add '\(key): …'", at: offset + 1) }
      return ""
    }
    return text
  }

  mutating func optionalText(_ key: String) -> String? {
    guard let value = values[key] else { return nil }
    guard let text = value.scalar?.string, !text.isEmpty else {
      report("'\(key)' must be a text", at: line(of: key))
      return nil
    }
    return text
  }

  /// One of a closed set of words; where the key is absent, `standard`, or a problem where there is none.
  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, standard: Choice? = nil
  ) -> Choice? {
    if values[key] == nil, let standard { return standard }
    let text = text(key)
    if let choice = Choice(rawValue: text) { return choice }
    if !text.isEmpty {
      let words = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      report("'\(key)' is '\(text)': use one of \(words)", at: line(of: key))
    }
    return nil
  }

  /// A list of words; empty where the key is absent.
  mutating func list(_ key: String) -> [Word] {
    guard let value = values[key] else { return [] }
    return words(of: value, "'\(key)' must be a list, such as [a, b]") ?? []
  }

  /// Lists of words by name; a single word counts as a list of one.
  mutating func groups(_ key: String) -> [(name: Word, members: [Word])] {
    guard let value = values[key] else { return [] }
    guard let mapping = value.mapping else {
      report("'\(key)' must be a mapping, such as {name: [a, b]}", at: line(of: key))
      return []
    }
    var groups: [(name: Word, members: [Word])] = []
    for (name, value) in mapping {
      guard let name = word(name) else { continue }
      if let single = word(value) {
        groups.append((name, [single]))
      } else if let members = words(of: value, "'\(name.text)' must be a word or a list of words") {
        groups.append((name, members))
      }
    }
    return groups
  }

  private mutating func words(of value: Node, _ message: String) -> [Word]? {
    guard let sequence = value.sequence else {
      report(message, at: line(of: value))
      return nil
    }
    var words: [Word] = []
    var known: Set<String> = []
    for entry in sequence {
      guard let word = word(entry) else {
        report("an entry of a list must be a text: put it in quotes where it holds ': '", at: line(of: entry))
        continue
      }
      if !known.insert(word.text).inserted { report("'\(word.text)' is there twice: name it once", at: word.line) }
      words.append(word)
    }
    return words
  }

  private func word(_ node: Node) -> Word? {
    node.scalar.map { Word(text: $0.string, line: line(of: node)) }
  }

  private func line(of node: Node) -> Int { (node.mark?.line ?? 1) + offset }

  private mutating func add(_ key: Node, _ value: Node, keys: [String]) {
    guard let word = word(key) else { return report("a key must be a word", at: line(of: key)) }
    guard keys.contains(word.text) else {
      return report("unknown key '\(word.text)': \(Suggestion.sentence(for: word.text, among: keys))", at: word.line)
    }
    values[word.text] = value
    keyLines[word.text] = word.line
  }

  private static func explanation(of error: any Error) -> (String, Mark?) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return (problem, mark)
    case .duplicatedKeysInMapping(let duplicates, let context):
      return ("the key \(duplicates.joined(separator: ", ")) is there twice", context.mark)
    default: return (String(describing: error), nil)
    }
  }
}
