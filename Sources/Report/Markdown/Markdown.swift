/// The Markdown of records as HTML: paragraphs, headings, lists, fences, and inline emphasis, code and links.
///
/// Everything else is text. No HTML passes through, and only http and https links become links.
package struct Markdown {
  private var lines: [Substring]
  private var position = 0
  private let headingLevel: Int

  /// The HTML of a text, its headings starting at a level of the page.
  package static func html(_ text: String, headingLevel: Int = 3) -> Markup {
    var reader = Markdown(text, headingLevel: headingLevel)
    return reader.blocks()
  }

  /// The HTML of one line, without a block around it.
  package static func inline(_ text: String) -> Markup {
    InlineMarkdown.html(text)
  }

  private init(_ text: String, headingLevel: Int) {
    lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    self.headingLevel = headingLevel
  }

  private mutating func blocks() -> Markup {
    var html = Markup()
    while position < lines.count {
      let line = lines[position]
      if Self.trimmed(line).isEmpty {
        position += 1
      } else if let fence = Self.fence(line) {
        html += code(until: fence)
      } else if let level = Self.headingDepth(line) {
        position += 1
        let name = "h\(min(6, headingLevel + level - 1))"
        html += .element(name, [], InlineMarkdown.html(Self.trimmed(line.drop { $0 == "#" || $0 == " " })))
      } else if let item = ListItem(line) {
        html += list(ordered: item.isOrdered)
      } else {
        html += paragraph()
      }
    }
    return html
  }

  private mutating func code(until fence: Substring) -> Markup {
    position += 1
    var text: [Substring] = []
    while position < lines.count {
      let line = lines[position]
      position += 1
      if Self.fence(line).map({ $0.count >= fence.count && $0.first == fence.first }) == true { break }
      text.append(line)
    }
    return .element("pre", [], .element("code", [], Markup(text: text.joined(separator: "\n"))))
  }

  private mutating func list(ordered: Bool) -> Markup {
    var items = Markup()
    while position < lines.count, let item = ListItem(lines[position]), item.isOrdered == ordered {
      position += 1
      var text = item.text
      while position < lines.count, Self.continuesParagraph(lines[position]) {
        text += " " + Self.trimmed(lines[position])
        position += 1
      }
      items += .element("li", [], InlineMarkdown.html(text))
      skipBlankLines(before: ordered)
    }
    return .element(ordered ? "ol" : "ul", [], items)
  }

  /// Blank lines between two items do not end a list.
  private mutating func skipBlankLines(before ordered: Bool) {
    var next = position
    while next < lines.count, Self.trimmed(lines[next]).isEmpty { next += 1 }
    if next < lines.count, let item = ListItem(lines[next]), item.isOrdered == ordered { position = next }
  }

  private mutating func paragraph() -> Markup {
    var text = Self.trimmed(lines[position])
    position += 1
    while position < lines.count, Self.continuesParagraph(lines[position]) {
      text += " " + Self.trimmed(lines[position])
      position += 1
    }
    return .element("p", [], InlineMarkdown.html(text))
  }

  private static func continuesParagraph(_ line: Substring) -> Bool {
    !trimmed(line).isEmpty && fence(line) == nil && headingDepth(line) == nil && ListItem(line) == nil
  }

  /// The run of backticks or tildes that opens or closes a block of code.
  private static func fence(_ line: Substring) -> Substring? {
    let text = line.drop { $0 == " " }
    guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
    let run = text.prefix { $0 == mark }
    return run.count >= 3 && !text.dropFirst(run.count).contains("`") ? run : nil
  }

  private static func headingDepth(_ line: Substring) -> Int? {
    let marks = line.prefix { $0 == "#" }
    return (1...6).contains(marks.count) && line.dropFirst(marks.count).hasPrefix(" ") ? marks.count : nil
  }

  static func trimmed(_ text: some StringProtocol) -> String {
    let isBlank = { (character: Character) in character == " " || character == "\t" }
    return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
  }
}

/// A line that starts an item of a list.
private struct ListItem {
  let isOrdered: Bool
  let text: String

  init?(_ line: Substring) {
    let body = line.drop { $0 == " " }
    if let mark = body.first, mark == "-" || mark == "*" || mark == "+", body.dropFirst().hasPrefix(" ") {
      isOrdered = false
      text = Markdown.trimmed(body.dropFirst(2))
      return
    }
    let digits = body.prefix { ("0"..."9").contains($0) }
    guard (1...9).contains(digits.count), body.dropFirst(digits.count).hasPrefix(". ") else { return nil }
    isOrdered = true
    text = Markdown.trimmed(body.dropFirst(digits.count + 2))
  }
}
