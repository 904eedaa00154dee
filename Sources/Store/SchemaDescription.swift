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
    for line in part.sql.split(separator: "\n") {
      let (code, comment) = parted(line)
      let words = code.split(separator: " ")
      if words.first == "CREATE", words.count > 2, words[1] == "TABLE" || words[1] == "VIEW" {
        open = Builder(name: String(words[2]), type: words[1].lowercased(), description: comment)
      } else if code.hasPrefix(")"), let builder = open {
        objects.append(builder.object(category: part.name))
        open = nil
      } else {
        open?.take(words: words, comment: comment)
      }
    }
    return objects
  }

  /// A line's code and its comment, without the blanks around them.
  private static func parted(_ line: Substring) -> (code: Substring, comment: String) {
    let trimmed = line.drop { $0 == " " }
    guard let dashes = trimmed.firstRange(of: "--") else { return (trimmed, "") }
    let comment = trimmed[dashes.upperBound...].drop { $0 == " " }
    return (trimmed[..<dashes.lowerBound], String(comment))
  }

  /// A table or view whose closing parenthesis has not come yet.
  private struct Builder {
    let name: String
    let type: String
    var description: String
    var columns: [(name: String, type: String, description: String)] = []

    /// Words that begin a constraint, not a column.
    private static let constraints: Set<Substring> = ["PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "REFERENCES"]

    mutating func take(words: [Substring], comment: String) {
      if let first = words.first {
        guard !Self.constraints.contains(first), let name = first.split(separator: ",").first else { return }
        let type = type == "table" && words.count > 1 ? String(words[1].prefix { $0 != "," }) : ""
        columns.append((String(name), type, comment))
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
