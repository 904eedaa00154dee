/// A file of records, as found in the binary or on the disk.
struct RecordFile: Sendable, Hashable {
  /// Path as problems name it.
  let path: String
  let text: String
  let origin: Origin
}

/// Reads what rules and patterns have in common: front matter, sections and queries.
struct RecordReader {
  let file: RecordFile
  let text: LiterateText
  var matter: FrontMatter

  /// Sections other than `sections` are problems. The examples stand last, and are read where they are asked for.
  init(_ file: RecordFile, keys: [String], sections: [String], withExamples: Bool = true) {
    self.file = file
    text = LiterateText(withExamples ? file.text : file.text.before("\n## Examples\n"))
    matter = FrontMatter(text.frontMatter, file: file.path, keys: keys)
    var known: [String: Int] = [:]
    for section in text.sections where !section.title.isEmpty {
      if !sections.contains(section.title) {
        matter.report(
          "unknown section '\(section.title)': \(Suggestion.sentence(for: section.title, among: sections))",
          at: section.line)
      } else if let first = known.updateValue(section.line, forKey: section.title) {
        matter.report("the section '\(section.title)' is there already, in line \(first)", at: section.line)
      }
    }
    if let fence = text.unclosedFence {
      matter.report("this block is never closed: end it with the same backticks on a line of their own", at: fence.line)
    }
  }

  /// The id, which must be the file's name.
  mutating func id() -> String {
    let id = matter.text("id")
    let parts = file.path.utf8.split(separator: UInt8(ascii: "/"))
    let name = parts.last.map { Substring($0.prefix { $0 != UInt8(ascii: ".") }) } ?? ""
    if !id.isEmpty, !Self.isName(id) {
      matter.report("'\(id)' is no id: use lower-case letters, digits and hyphens", at: matter.line(of: "id"))
    } else if !id.isEmpty, id != name {
      matter.report("'\(id)' is not the file's name: name the file \(id).md", at: matter.line(of: "id"))
    }
    return id
  }

  func section(_ title: String) -> LiterateText.Section? {
    text.sections.first { $0.title == title }
  }

  mutating func requiredSection(_ title: String) -> LiterateText.Section? {
    if let section = section(title) { return section }
    matter.report("missing section '\(title)': add '## \(title)'", at: matter.line(of: "id"))
    return nil
  }

  /// The one SQL block of a section; nil, without a problem, where there is no such section.
  mutating func query(_ title: String) -> RecordQuery? {
    guard let section = section(title) else { return nil }
    let blocks = section.fences.filter { $0.info == "sql" }
    guard let block = blocks.first, blocks.count == 1 else {
      matter.report("'\(title)' must hold one ```sql block; it has \(blocks.count)", at: section.line)
      return nil
    }
    let sql = block.text.trimmingBlanks()
    if sql.isEmpty { matter.report("the SQL is empty", at: block.line) }
    return RecordQuery(sql: sql, place: Place(file: file.path, line: block.line + 1))
  }

  /// What stands before the first section.
  mutating func prose(without isDropped: (LiterateText.Fence) -> Bool = { _ in false }) -> String {
    let prose = section("")?.prose(without: isDropped) ?? ""
    if prose.isEmpty {
      matter.report("no prose: say why it matters and when not to apply it", at: matter.line(of: "id"))
    }
    return prose
  }

  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, first != 0x2D, text.utf8.last != 0x2D else { return false }
    return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
  }
}
