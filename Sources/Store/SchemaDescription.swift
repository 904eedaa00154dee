/// Reads the descriptions out of the schema's own SQL, where they are comments.
package enum SchemaDescription {
  package struct Object: Sendable, Hashable {
    package let name: String
    /// table or view.
    package let type: String
    package let category: String
    package let description: String
    package let columns: [Column]
  }

  package struct Column: Sendable, Hashable {
    package let name: String
    /// Declared type, empty for a view's column.
    package let type: String
    package let description: String
  }

  /// The tables and views that a part of the schema makes, in order.
  package static func objects(in part: SchemaPart) -> [Object] {
    var objects: [Object] = []
    var open: Builder?
    for line in Array(part.sql.utf8).split(separator: UInt8(ascii: "\n")) {
      let (code, comment) = parted(line)
      let words = code.split(separator: UInt8(ascii: " "))
      if words.count > 2, words[0].elementsEqual("CREATE".utf8),
        words[1].elementsEqual("TABLE".utf8) || words[1].elementsEqual("VIEW".utf8)
      {
        let type = text(words[1]).lowercased()
        open = Builder(name: text(words[2]), type: type, description: comment)
      } else if code.first == UInt8(ascii: ")"), let builder = open {
        objects.append(builder.object(category: part.name))
        open = nil
      } else {
        open?.take(words: words, comment: comment)
      }
    }
    return objects
  }

  /// A line's code and its comment, without the blanks around them.
  private static func parted(_ line: ArraySlice<UInt8>) -> (code: ArraySlice<UInt8>, comment: String) {
    let dash = UInt8(ascii: "-")
    let trimmed = line.drop { $0 == UInt8(ascii: " ") }
    let dashes = trimmed.indices.dropLast().first { trimmed[$0] == dash && trimmed[$0 + 1] == dash }
    guard let dashes else { return (trimmed, "") }
    return (trimmed[..<dashes], text(trimmed[(dashes + 2)...].drop { $0 == UInt8(ascii: " ") }))
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  /// A table or view whose closing parenthesis has not come yet.
  private struct Builder {
    let name: String
    let type: String
    var description: String
    var columns: [(name: String, type: String, description: String)] = []

    /// Words that begin a constraint, not a column.
    private static let constraints: Set<String> = ["PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "REFERENCES"]

    mutating func take(words: [ArraySlice<UInt8>], comment: String) {
      if let first = words.first {
        let comma = UInt8(ascii: ",")
        let name = text(first.prefix { $0 != comma })
        guard !name.isEmpty, !Self.constraints.contains(name) else { return }
        let type = type == "table" && words.count > 1 ? text(words[1].prefix { $0 != comma }) : ""
        columns.append((name, type, comment))
      } else if columns.isEmpty {
        description += " " + comment
      } else {
        let last = columns.count - 1
        columns[last].description += (columns[last].description.isEmpty ? "" : " ") + comment
      }
    }

    func object(category: String) -> Object {
      Object(
        name: name, type: type, category: category, description: description,
        columns: columns.map { Column(name: $0.name, type: $0.type, description: $0.description) })
    }
  }
}
