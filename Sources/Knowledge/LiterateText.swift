/// A Markdown record taken apart: front matter, sections of the second level, and the fenced blocks in them.
///
/// It understands as much Markdown as a record needs, and keeps the line of everything.
struct LiterateText {
  /// The YAML between the `---` lines, or nil where there is none.
  private(set) var frontMatter: FrontMatterText?
  /// What stands before the first heading, with an empty title, and then every `## ` section in order.
  private(set) var sections: [Section] = []
  /// A block that is never closed swallows the rest of the record.
  private(set) var unclosedFence: Fence?

  struct FrontMatterText {
    let text: String
    /// Line of its first key.
    let line: Int
  }

  struct Section {
    let title: String
    let line: Int
    var fences: [Fence] = []
    /// The Markdown of the section, fenced blocks included.
    var markdown = ""
  }

  struct Fence: Hashable {
    /// What follows the opening backticks, such as `dockerfile passes`.
    let info: String
    /// The lines between, each with its line end.
    var text: String
    /// Line of the opening backticks; the text starts on the next.
    let line: Int
    /// Lines of the section's Markdown that the block takes, counted from the section's first.
    fileprivate(set) var extent: Range<Int>
  }

  init(_ text: String) {
    let lines = LineRanges(Array(text.utf8))
    var position = 0
    if lines.count > 0, lines.isRule(0) {
      guard let end = (1..<lines.count).first(where: lines.isRule) else { return }
      frontMatter = FrontMatterText(text: lines.text(1..<end), line: 2)
      position = end + 1
    }
    while position < lines.count { position = readSection(lines, from: position) }
  }

  private mutating func readSection(_ lines: LineRanges, from start: Int) -> Int {
    let title = lines.heading(start)
    let first = title == nil ? start : start + 1
    var section = Section(title: title ?? "", line: start + 1)
    var position = first
    while position < lines.count, lines.heading(position) == nil {
      guard let opening = lines.opening(position) else {
        position += 1
        continue
      }
      let end = (position + 1..<lines.count).first { lines.closes(opening, at: $0) } ?? lines.count
      let fence = Fence(
        info: opening.info, text: lines.text(position + 1..<end), line: position + 1,
        extent: position - first..<min(end + 1, lines.count) - first)
      section.fences.append(fence)
      if end == lines.count { unclosedFence = fence }
      position = min(end + 1, lines.count)
    }
    section.markdown = lines.text(first..<position)
    sections.append(section)
    return position
  }
}

extension LiterateText.Section {
  /// The Markdown without the blocks for which `isDropped` holds, blank lines around it taken off.
  func prose(without isDropped: (LiterateText.Fence) -> Bool = { _ in false }) -> String {
    let dropped = fences.filter(isDropped)
    var lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)[...]
    if !dropped.isEmpty {
      let kept = lines.enumerated().filter { position, _ in !dropped.contains { $0.extent.contains(position) } }
      lines = []
      for line in kept.map(\.element) where !(line.isEmpty && lines.last?.isEmpty == true) { lines.append(line) }
    }
    while lines.first?.allSatisfy(\.isWhitespace) == true { lines.removeFirst() }
    while lines.last?.allSatisfy(\.isWhitespace) == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
