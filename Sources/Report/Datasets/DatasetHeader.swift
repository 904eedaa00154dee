/// The header of a dataset's file, line by line.
struct DatasetHeader {
  private struct Entry {
    let line: Int
    var text: String
  }

  private(set) var title: String?
  private(set) var description: String?
  private(set) var columns: [Dataset.Column] = []
  private(set) var parameters: [Dataset.Parameter] = []
  /// Line after the header, from 1.
  private(set) var sqlLine = 1

  private let path: String

  init(_ text: String, path: String) throws(DatasetError) {
    self.path = path
    var entries: [Entry] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in zip(1..., lines) {
      guard line.hasPrefix("--") else { break }
      sqlLine = number + 1
      let comment = line.dropFirst(2)
      if comment.hasPrefix("  "), !entries.isEmpty {
        entries[entries.count - 1].text += " " + Self.trimmed(comment)
      } else if !Self.trimmed(comment).isEmpty {
        entries.append(Entry(line: number, text: Self.trimmed(comment)))
      }
    }
    for entry in entries { try read(entry) }
  }

  private mutating func read(_ entry: Entry) throws(DatasetError) {
    let parts = entry.text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2 else { throw fault(entry, "write `-- key: text`, not `\(entry.text)`") }
    let words = parts[0].split(separator: " ").map(String.init)
    let text = Self.trimmed(parts[1])
    guard !text.isEmpty else { throw fault(entry, "say something after `\(parts[0]):`") }
    switch (words.first, words.count) {
    case ("title", 1): title = try once(title, text, entry)
    case ("description", 1): description = try once(description, text, entry)
    case ("column", 2): try addColumn(words[1], text, entry)
    case ("parameter", 2): try addParameter(words[1], text, entry)
    default:
      throw fault(entry, "unknown key `\(parts[0])`: use title, description, column NAME or parameter NAME")
    }
  }

  private func once(_ old: String?, _ text: String, _ entry: Entry) throws(DatasetError) -> String {
    guard old == nil else { throw fault(entry, "said twice: keep one") }
    return text
  }

  private mutating func addColumn(_ name: String, _ meaning: String, _ entry: Entry) throws(DatasetError) {
    guard !columns.contains(where: { $0.name == name }) else { throw fault(entry, "column \(name) is there twice") }
    columns.append(Dataset.Column(name: name, meaning: meaning))
  }

  private mutating func addParameter(_ name: String, _ text: String, _ entry: Entry) throws(DatasetError) {
    guard !parameters.contains(where: { $0.name == name }) else {
      throw fault(entry, "parameter \(name) is there twice")
    }
    var meaning = text
    var defaultValue: String?
    if let mark = text.ranges(of: " = ").last {
      meaning = Self.trimmed(text[..<mark.lowerBound])
      defaultValue = Self.trimmed(text[mark.upperBound...])
    }
    parameters.append(Dataset.Parameter(name: name, meaning: meaning, defaultValue: defaultValue))
  }

  private func fault(_ entry: Entry, _ message: String) -> DatasetError {
    DatasetError(path: path, line: entry.line, message)
  }

  /// By bytes: every query reads the headers of all.
  private static func trimmed(_ text: Substring) -> String {
    let bytes = text.utf8
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    guard let first = bytes.firstIndex(where: { !isBlank($0) }), let last = bytes.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(text[first...last])
  }
}

extension Dataset {
  /// Reads a file's header.
  package init(path: String, text: String) throws(DatasetError) {
    let header = try DatasetHeader(text, path: path)
    guard let title = header.title else { throw DatasetError(path: path, line: 1, "add a line `-- title: …`") }
    guard let description = header.description else {
      throw DatasetError(path: path, line: 1, "add a line `-- description: …`")
    }
    let last = path.split(separator: "/").last ?? ""
    self.init(
      name: String(last.hasSuffix(".sql") ? last.dropLast(4) : last), path: path, title: title,
      description: description, columns: header.columns, parameters: header.parameters, sql: text,
      sqlLine: header.sqlLine)
  }
}
