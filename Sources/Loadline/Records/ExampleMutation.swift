import Knowledge
import Syntax

/// A change of an example's text that must not change the verdict, or one, the suppression, that must.
enum ExampleMutation: String, CaseIterable {
  case none
  /// Line ends of Windows.
  case carriageReturns = "with CRLF line ends"
  /// A byte order mark and a comment block on top.
  case preface = "with a BOM and comments on top"
  case lowerCase = "with lower-case keywords"
  /// A line break, escaped, where a script goes on after `&&`.
  case continuation = "with continuations split"
  /// RUN instructions put off to the image that builds on this one.
  case onbuild = "with RUN wrapped in ONBUILD"
  /// A comment that exempts the file from the rule.
  case suppression = "with a suppression"

  /// By how many lines findings move down; nil where lines are not to be compared.
  var lineShift: Int? {
    switch self {
    case .preface: 3
    case .suppression: 1
    case .continuation: nil
    case .none, .carriageReturns, .lowerCase, .onbuild: 0
    }
  }

  /// A suppression has something to suppress; a rule about how keywords are written sees those changes, as it should.
  func applies(to rule: Rule, _ example: RuleExample) -> Bool {
    switch self {
    case .suppression: example.outcome == .violates
    case .lowerCase, .onbuild: !rule.violations.sql.contains("as_written")
    default: true
    }
  }

  /// The text changed, or nil where the change is not possible or changes nothing.
  func apply(to text: String, isDockerfile: Bool, rule: String) -> String? {
    let changed: String? =
      switch self {
      case .none: text
      case .carriageReturns: text.contains("<<") ? nil : text.replacing("\n", with: "\r\n")
      case .preface: text.hasPrefix("#") ? nil : "\u{FEFF}# one\n# two\n\n" + text
      case .lowerCase: isDockerfile ? Self.onKeywords(text) { $0.lowercased() } : nil
      case .continuation: isDockerfile && !text.contains("<<") ? Self.split(text) : nil
      case .onbuild: isDockerfile ? Self.onKeywords(text) { $0.uppercased() == "RUN" ? "ONBUILD \($0)" : $0 } : nil
      case .suppression: text.hasPrefix("#") ? nil : "# loadline file ignore=\(rule) an example\n" + text
      }
    return changed == text && self != .none ? nil : changed
  }

  /// The text with the keyword of each instruction changed.
  private static func onKeywords(_ text: String, _ change: (String) -> String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for instruction in Dockerfile(parsing: Array(text.utf8)).instructions {
      let index = instruction.line - 1
      guard lines.indices.contains(index), let start = lines[index].firstRange(of: instruction.name) else { continue }
      lines[index].replaceSubrange(start, with: change(instruction.name))
    }
    return lines.joined(separator: "\n")
  }

  /// The text with each `&&` inside a RUN line moved to a line of its own.
  private static func split(_ text: String) -> String {
    let file = Dockerfile(parsing: Array(text.utf8))
    guard file.escape == UInt8(ascii: "\\") else { return text }
    let runs = Set(file.instructions.filter { $0.keyword == .run }.flatMap { $0.line...$0.endLine })
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return zip(1..., lines).map { number, line in
      runs.contains(number) && !line.contains("#") ? String(line).replacing(" && ", with: " \\\n && ") : String(line)
    }.joined(separator: "\n")
  }
}
