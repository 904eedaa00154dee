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
    fileprivate(set) var fences: [Fence] = []
    /// The lines of the whole record, and those of them below the section's heading.
    fileprivate let lines: LineRanges
    fileprivate var extent: Range<Int>
  }

  struct Fence: Hashable {
    /// What follows the opening backticks, such as `dockerfile passes`.
    let info: String
    /// The lines between, each with its line end.
    let text: String
    /// Line of the opening backticks; the text starts on the next.
    let line: Int
    /// The lines that the block takes, counted from 0.
    fileprivate let extent: Range<Int>
  }

  init(_ text: String) {
    let lines = LineRanges(Array(text.utf8))
    var position = 0
    if lines.count > 0, lines.isRule(0) {
      guard let end = (1..<lines.count).first(where: lines.isRule) else { return }
      frontMatter = FrontMatterText(text: lines.block(1..<end), line: 2)
      position = end + 1
    }
    while position < lines.count { position = readSection(lines, from: position) }
  }

  private mutating func readSection(_ lines: LineRanges, from start: Int) -> Int {
    let title = lines.heading(start)
    let first = title == nil ? start : start + 1
    var section = Section(title: title ?? "", line: start + 1, lines: lines, extent: first..<first)
    var position = first
    while position < lines.count, lines.heading(position) == nil {
      guard let opening = lines.opening(position) else {
        position += 1
        continue
      }
      let end = (position + 1..<lines.count).first { lines.closes(opening, at: $0) } ?? lines.count
      let fence = Fence(
        info: opening.info, text: lines.block(position + 1..<end), line: position + 1,
        extent: position..<min(end + 1, lines.count))
      section.fences.append(fence)
      if end == lines.count { unclosedFence = fence }
      position = min(end + 1, lines.count)
    }
    section.extent = first..<position
    sections.append(section)
    return position
  }
}

extension LiterateText.Section {
  /// The Markdown, blank lines around it taken off, without the blocks for which `isDropped` holds.
  func prose(without isDropped: (LiterateText.Fence) -> Bool = { _ in false }) -> String {
    var parts: [String] = []
    var start = extent.lowerBound
    for fence in fences where isDropped(fence) {
      parts.append(part(start..<fence.extent.lowerBound))
      start = fence.extent.upperBound
    }
    parts.append(part(start..<extent.upperBound))
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func part(_ range: Range<Int>) -> String {
    guard let first = range.first(where: { !lines.isBlank($0) }), let last = range.last(where: { !lines.isBlank($0) })
    else { return "" }
    return lines.text(first..<last + 1)
  }
}
