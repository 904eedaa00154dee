/// A place in a record file.
package struct Place: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Path of the file: below the repository for built-in records, else as found on the disk.
  package let file: String
  /// Line, from 1.
  package let line: Int

  package init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  package var description: String { "\(file):\(line)" }

  package static func < (left: Place, right: Place) -> Bool {
    (left.file, left.line) < (right.file, right.line)
  }
}

/// Where the keys of a record's front matter stand.
package struct KeyPlaces: Sendable, Hashable {
  let file: String
  let lines: [String: Int]

  /// Place of a key; that of the record where the key is absent.
  func callAsFunction(_ key: String) -> Place {
    Place(file: file, line: lines[key] ?? lines["id"] ?? 1)
  }
}

/// Something wrong with a record: where, what, and what to do about it.
package struct KnowledgeProblem: Sendable, Hashable, Comparable, CustomStringConvertible {
  package let place: Place
  package let message: String

  package init(_ place: Place, _ message: String) {
    self.place = place
    self.message = message
  }

  package var description: String { "\(place): \(message)" }

  package static func < (left: KnowledgeProblem, right: KnowledgeProblem) -> Bool {
    (left.place, left.message) < (right.place, right.message)
  }
}

/// Everything that is wrong with the records of a folder, sorted by place.
package struct KnowledgeError: Error, Hashable, CustomStringConvertible {
  package let problems: [KnowledgeProblem]

  package init(_ problems: [KnowledgeProblem]) {
    self.problems = Set(problems).sorted()
  }

  package var description: String { problems.map(\.description).joined(separator: "\n") }
}
