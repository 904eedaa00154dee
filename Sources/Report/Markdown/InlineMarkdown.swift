/// Emphasis, code and links within a line.
struct InlineMarkdown {
  private let characters: [Character]

  static func html(_ text: String) -> Markup {
    InlineMarkdown(characters: Array(text)).html(0, text.count, depth: 0)
  }

  private init(characters: [Character]) {
    self.characters = characters
  }

  private func html(_ start: Int, _ end: Int, depth: Int) -> Markup {
    var html = Markup()
    var plain = ""
    var position = start
    while position < end {
      if let span = depth < 4 ? span(at: position, end, depth: depth) : nil {
        html += Markup(text: plain)
        plain = ""
        html += span.html
        position = span.end
      } else if characters[position] == "\\", position + 1 < end, characters[position + 1].isPunctuation {
        plain.append(characters[position + 1])
        position += 2
      } else {
        plain.append(characters[position])
        position += 1
      }
    }
    html += Markup(text: plain)
    return html
  }

  private func span(at start: Int, _ end: Int, depth: Int) -> (html: Markup, end: Int)? {
    switch characters[start] {
    case "`": code(at: start, end)
    case "*", "_": emphasis(at: start, end, depth: depth)
    case "[": link(at: start, end, depth: depth)
    default: nil
    }
  }

  private func code(at start: Int, _ end: Int) -> (html: Markup, end: Int)? {
    let length = run(at: start, end)
    var close = start + length
    while close < end {
      guard characters[close] == "`" else {
        close += 1
        continue
      }
      let closing = run(at: close, end)
      if closing == length {
        let text = Markdown.trimmed(String(characters[(start + length)..<close]))
        return (.element("code", [], Markup(text: text)), close + length)
      }
      close += closing
    }
    return nil
  }

  private func emphasis(at start: Int, _ end: Int, depth: Int) -> (html: Markup, end: Int)? {
    let mark = characters[start]
    let length = min(2, run(at: start, end))
    let inner = start + length
    // A _ inside a word, as in snake_case, is a letter.
    let isInsideWord = mark == "_" && start > 0 && isWord(characters[start - 1])
    guard inner < end, !characters[inner].isWhitespace, !isInsideWord else { return nil }
    var close = inner + 1
    while close + length <= end {
      let isClose = (0..<length).allSatisfy { characters[close + $0] == mark }
      let endsWord = mark == "*" || close + length >= end || !isWord(characters[close + length])
      if isClose, endsWord, !characters[close - 1].isWhitespace {
        let name = length == 2 ? "strong" : "em"
        return (.element(name, [], html(inner, close, depth: depth + 1)), close + length)
      }
      close += 1
    }
    return nil
  }

  private func link(at start: Int, _ end: Int, depth: Int) -> (html: Markup, end: Int)? {
    guard let label = characters[start..<end].firstIndex(of: "]"), label + 1 < end, characters[label + 1] == "(",
      let close = closingParenthesis(after: label + 1, end)
    else { return nil }
    let text = html(start + 1, label, depth: depth + 1)
    let address = String(characters[(label + 2)..<close])
    guard Self.isWebAddress(address) else { return (text, close + 1) }
    let attributes = [("href", address), ("rel", "noopener noreferrer nofollow")]
    return (.element("a", attributes, text), close + 1)
  }

  /// The parenthesis that closes the one at a position, with those in between.
  private func closingParenthesis(after start: Int, _ end: Int) -> Int? {
    var open = 0
    for position in start..<end {
      if characters[position] == "(" { open += 1 }
      if characters[position] == ")" { open -= 1 }
      if open == 0 { return position }
    }
    return nil
  }

  private static func isWebAddress(_ address: String) -> Bool {
    let scheme = address.lowercased()
    guard scheme.hasPrefix("https://") || scheme.hasPrefix("http://") else { return false }
    return address.unicodeScalars.allSatisfy { $0.value > 0x20 && $0 != "\"" && $0 != "<" && $0 != ">" }
  }

  private func run(at start: Int, _ end: Int) -> Int {
    var stop = start
    while stop < end, characters[stop] == characters[start] { stop += 1 }
    return stop - start
  }

  private func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}
