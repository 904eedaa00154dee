/// What a glance at a rule's record tells. A check of one file asks it whether the rule can say anything of the file, since
/// reading all records whole would take longer than the rest of the check.
package struct RuleSketch: Sendable {
  package let target: String
  package let isOnByDefault: Bool
  private let file: RecordFile

  /// Nil where the record is no rule in the usual form, so that it has to be read whole.
  init?(_ file: RecordFile) {
    guard file.path.utf8.suffix(3).elementsEqual(".md".utf8),
      let matter = Self.part(of: file.text, from: "---\n", to: "\n---\n").map({ $0 + "\n" }),
      let target = Self.value(of: "\ntarget: ", in: matter)
    else { return nil }
    self.file = file
    self.target = target
    isOnByDefault = Self.value(of: "\ndefault: ", in: matter) != "off"
  }

  /// The rule's id, which is the name of its file.
  package var id: String {
    let name = file.path.utf8.lastIndex(of: UInt8(ascii: "/")).map { file.path[$0...].dropFirst() } ?? file.path[...]
    return String(name.dropLast(3))
  }

  /// The SQL that says what the rule applies to; nil where it is not in the usual form.
  package var applies: String? { query(below: "\n## Applies\n```sql\n") }

  /// The SQL that says what violates it; nil where it is not in the usual form.
  package var violations: String? { query(below: "\n## Violations\n```sql\n") }

  private func query(below heading: StaticString) -> String? {
    Self.part(of: file.text, from: heading, to: "\n```")
  }

  /// The word that follows a key at the start of a line.
  private static func value(of key: StaticString, in matter: String) -> String? {
    guard let line = part(of: matter, from: key, to: "\n") else { return nil }
    return String(decoding: line.utf8.prefix { $0 != UInt8(ascii: " ") }, as: UTF8.self)
  }

  /// What stands between the first place of a text and the next place of another.
  private static func part(of text: String, from opening: StaticString, to closing: StaticString) -> String? {
    var text = text
    return text.withUTF8 { bytes in
      guard let before = opening.withUTF8Buffer({ bytes[...].end(of: $0) }),
        let after = closing.withUTF8Buffer({ bytes[before...].end(of: $0) })
      else { return nil }
      return String(decoding: bytes[before..<after - closing.utf8CodeUnitCount], as: UTF8.self)
    }
  }
}
