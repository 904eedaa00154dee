import Yams

/// A value of YAML as records use it: every scalar is the text that stands there, with its line.
enum YAMLTree: Hashable {
  /// A word and its line, from 1 for the first of the text.
  struct Word: Hashable {
    let text: String
    var line: Int
  }

  struct Entry: Hashable {
    let key: Word
    let value: YAMLTree
  }

  case word(Word)
  case list([YAMLTree], line: Int)
  case mapping([Entry], line: Int)

  var line: Int {
    switch self {
    case .word(let word): word.line
    case .list(_, let line), .mapping(_, let line): line
    }
  }

  /// Reads a mapping, or says what is wrong and in which line.
  static func entries(of text: String) -> Result<[Entry], Problem> {
    if let entries = PlainYAML.entries(of: text) { return .success(entries) }
    return entriesByYams(of: text)
  }

  struct Problem: Error {
    let message: String
    let line: Int
  }

  /// All of YAML, some thirty times slower than what `PlainYAML` understands.
  static func entriesByYams(of text: String) -> Result<[Entry], Problem> {
    do {
      // No resolver: every value is read as the text that stands there, so that 4.10 stays 4.10. The encoding is
      // named because Yams would look for it in the environment.
      let root = try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
      guard let root, case .mapping(let entries, _)? = tree(root, depth: 0) else {
        return .failure(Problem(message: "this is no mapping: write one 'key: value' a line", line: 1))
      }
      return .success(entries)
    } catch {
      return .failure(problem(of: error))
    }
  }

  /// Nil for what no record may have: a key that is no word, or deeper nesting than any key of a record allows.
  private static func tree(_ node: Node, depth: Int) -> YAMLTree? {
    let line = node.mark?.line ?? 1
    guard depth < 8 else { return nil }
    switch node {
    case .scalar(let scalar): return .word(Word(text: scalar.string, line: line))
    case .sequence(let sequence):
      let items = sequence.map { tree($0, depth: depth + 1) }
      return items.contains(nil) ? nil : .list(items.compactMap(\.self), line: line)
    case .mapping(let mapping):
      let entries = mapping.map { key, value -> Entry? in
        guard case .word(let word)? = tree(key, depth: depth + 1), let value = tree(value, depth: depth + 1)
        else { return nil }
        return Entry(key: word, value: value)
      }
      return entries.contains(nil) ? nil : .mapping(entries.compactMap(\.self), line: line)
    case .alias: return nil
    }
  }

  private static func problem(of error: any Error) -> Problem {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Problem(message: "not valid YAML: \(problem)", line: mark.line)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.joined(separator: ", ")
      return Problem(message: "not valid YAML: the key \(keys) is there twice", line: context.mark.line)
    default: return Problem(message: "not valid YAML: \(error)", line: 1)
    }
  }
}
