/// A flat mapping of YAML with a closed set of keys, read key by key; what is wrong is collected on the way.
struct FrontMatter {
  /// A word of the mapping and its line in the file.
  typealias Word = YAMLTree.Word

  let file: String
  private let offset: Int
  private var values: [String: YAMLTree] = [:]
  private var keyLines: [String: Int] = [:]
  /// Where nothing could be read, nothing is said to be missing.
  private var isUnread = false
  private(set) var problems: [KnowledgeProblem] = []

  /// Reads a mapping; keys other than `keys` are problems, and so is the absence of the whole.
  init(_ text: LiterateText.FrontMatterText?, file: String, keys: [String]) {
    self.file = file
    offset = (text?.line ?? 1) - 1
    switch text.map({ YAMLTree.entries(of: $0.text) }) {
    case .success(let entries)?: for entry in entries { add(entry, keys: keys) }
    case .failure(let problem)?:
      isUnread = true
      report(problem.message, at: problem.line + offset)
    case nil:
      isUnread = true
      report("no front matter: start the record with '---', one 'key: value' a line, and '---'", at: 1)
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
      if values[key] == nil, !isUnread { report("missing key '\(key)': add '\(key): …'", at: offset + 1) }
      return ""
    }
    return text
  }

  mutating func optionalText(_ key: String) -> String? {
    guard let value = values[key] else { return nil }
    guard let text = word(value)?.text, !text.isEmpty else {
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

  /// A whole number from 0; nil where both keys are absent. One of the two alone is a problem.
  mutating func count(_ key: String, with other: String) -> Int? {
    guard values[key] != nil else {
      if values[other] != nil { report("'\(other)' without '\(key)': add '\(key): …'", at: line(of: other)) }
      return nil
    }
    guard let text = optionalText(key) else { return nil }
    guard let count = Int(text), count >= 0 else {
      report("'\(key)' is '\(text)': write a whole number, such as 20", at: line(of: key))
      return nil
    }
    return count
  }

  /// A list of words; empty where the key is absent.
  mutating func list(_ key: String) -> [Word] {
    guard let value = values[key] else { return [] }
    return words(of: value, "'\(key)' must be a list, such as [a, b]") ?? []
  }

  /// Lists of words by name; a single word counts as a list of one.
  mutating func groups(_ key: String) -> [(name: Word, members: [Word])] {
    guard let value = values[key] else { return [] }
    guard case .mapping(let entries, _) = value else {
      report("'\(key)' must be a mapping, such as {name: [a, b]}", at: line(of: key))
      return []
    }
    var groups: [(name: Word, members: [Word])] = []
    for entry in entries {
      let name = word(entry.key)
      if let single = word(entry.value) {
        groups.append((name, [single]))
      } else if let members = words(of: entry.value, "'\(name.text)' must be a word or a list of words") {
        groups.append((name, members))
      }
    }
    return groups
  }

  private mutating func words(of value: YAMLTree, _ message: String) -> [Word]? {
    guard case .list(let items, _) = value else {
      report(message, at: value.line + offset)
      return nil
    }
    var words: [Word] = []
    var known: Set<String> = []
    for item in items {
      guard let word = word(item) else {
        report("an entry of a list must be a text: put it in quotes where it holds ': '", at: item.line + offset)
        continue
      }
      if !known.insert(word.text).inserted { report("'\(word.text)' is there twice: name it once", at: word.line) }
      words.append(word)
    }
    return words
  }

  private func word(_ value: YAMLTree) -> Word? {
    guard case .word(let word) = value else { return nil }
    return self.word(word)
  }

  private func word(_ word: Word) -> Word {
    Word(text: word.text, line: word.line + offset)
  }

  private mutating func add(_ entry: YAMLTree.Entry, keys: [String]) {
    let word = word(entry.key)
    guard keys.contains(word.text) else {
      return report("unknown key '\(word.text)': \(Suggestion.sentence(for: word.text, among: keys))", at: word.line)
    }
    values[word.text] = entry.value
    keyLines[word.text] = word.line
  }
}
