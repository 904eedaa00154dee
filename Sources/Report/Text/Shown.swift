/// Text from outside, made safe to look at.
///
/// Controls, direction overrides and invisible characters become marks such as `⟨U+202E⟩`, so that nobody is shown a path
/// that is not there. Escaping for HTML is the template's work, but that works by character: a quote with a combining
/// mark on it is another character and would slip through, so the two are parted here.
enum Shown {
  /// The text on one line.
  static func line(_ text: String) -> String {
    guard !isPlain(text) else { return text }
    var shown = ""
    for character in text {
      let scalars = character.unicodeScalars
      let isJoinedToMarkup = scalars.count > 1 && scalars.contains(where: isMarkup)
      for scalar in scalars {
        if isHidden(scalar) || (isJoinedToMarkup && !isMarkup(scalar)) {
          shown += mark(scalar)
        } else {
          shown.unicodeScalars.append(scalar)
        }
      }
    }
    return shown
  }

  /// The text with its line ends; a tab becomes blanks.
  static func block(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      .map { line(String($0.replacing("\t", with: "    "))) }.joined(separator: "\n")
  }

  /// At most so many characters, with an ellipsis where some are left out.
  static func cut(_ text: String, to limit: Int) -> String {
    guard text.utf8.count > limit, let end = text.index(text.startIndex, offsetBy: limit, limitedBy: text.endIndex),
      end != text.endIndex
    else { return text }
    return String(text[..<end]) + "…"
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
  }

  private static func isMarkup(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "<" || scalar == ">" || scalar == "&" || scalar == "\"" || scalar == "'"
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: true
    default: false
    }
  }

  private static func mark(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "⟨U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)⟩"
  }
}
