import Syntax
import Yams

/// A node of `loadline.yml`, read with care: closed sets of keys, and errors that name file and line.
struct ConfigurationNode {
  let file: String
  let path: String
  private let node: Node

  init(file: String, path: String = "", _ node: Node) {
    self.file = file
    self.path = path
    self.node = node
  }

  func failure(_ message: String) -> LoadlineError {
    let line = node.mark.map { ":\($0.line)" } ?? ""
    let place = path.isEmpty ? "" : "\(path): "
    return LoadlineError(.input, "\(file)\(line): \(place)\(message)")
  }

  /// The values of a mapping with only these keys.
  func mapping(keys: [String]) throws(LoadlineError) -> [String: ConfigurationNode] {
    let entries = try mapping()
    for (key, value) in entries.sorted(by: { $0.key < $1.key }) where !keys.contains(key) {
      throw value.failure("unknown key; known are \(keys.joined(separator: ", "))")
    }
    return entries
  }

  /// The values of a mapping with any keys.
  func mapping() throws(LoadlineError) -> [String: ConfigurationNode] {
    if isNull { return [:] }
    guard case .mapping(let mapping) = node else { throw failure("must be a mapping of keys to values") }
    var entries: [String: ConfigurationNode] = [:]
    for (key, value) in mapping {
      guard let name = key.string else { throw failure("keys must be text") }
      entries[name] = ConfigurationNode(file: file, path: path.isEmpty ? name : "\(path).\(name)", value)
    }
    return entries
  }

  /// The entries of a list; a single value counts as a list of one.
  func list() throws(LoadlineError) -> [ConfigurationNode] {
    if isNull { return [] }
    guard case .sequence(let sequence) = node else { return [self] }
    return zip(0..., sequence).map { ConfigurationNode(file: file, path: "\(path)[\($0)]", $1) }
  }

  func text() throws(LoadlineError) -> String {
    guard case .scalar(let scalar) = node else { throw failure("must be a single value") }
    return scalar.string
  }

  func flag() throws(LoadlineError) -> Bool {
    guard let value = node.bool else { throw failure("must be true or false") }
    return value
  }

  func number() throws(LoadlineError) -> Int {
    guard let value = node.int else { throw failure("must be a whole number") }
    return value
  }

  /// A day, such as 2026-12-31.
  func day() throws(LoadlineError) -> String {
    let text = try text()
    guard CalendarDay.isValid(text) else { throw failure("must be a day, such as 2026-12-31") }
    return text
  }

  private var isNull: Bool { node.null != nil && node.string.map { $0.isEmpty || $0 == "null" || $0 == "~" } ?? true }
}
