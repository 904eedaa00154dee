import Store
import Syntax

/// Where the things begin and end that a comment can stand above.
struct LineLandmarks {
  /// First and last lines, by first line, outer ones before inner ones.
  private let spans: [ClosedRange<Int>]

  init(lines: [Int]) {
    spans = lines.map { $0...$0 }
  }

  /// The keys and items of a YAML tree, but for what an alias or a merge key brought from elsewhere.
  init(yaml root: YAMLNode) {
    var spans: [ClosedRange<Int>] = []
    Self.collect(root, into: &spans)
    self.spans = spans.sorted { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
  }

  private static func collect(_ node: YAMLNode, into spans: inout [ClosedRange<Int>]) {
    for entry in node.entries ?? [] where !entry.isMerged {
      let isInPlace = entry.value.line >= entry.line && entry.value.endLine <= node.endLine
      spans.append(entry.line...(isInPlace ? max(entry.line, entry.value.endLine) : entry.line))
      if isInPlace { collect(entry.value, into: &spans) }
    }
    for item in node.items ?? [] where item.line >= node.line && item.endLine <= node.endLine {
      spans.append(item.line...max(item.line, item.endLine))
      collect(item, into: &spans)
    }
  }

  /// The first line with anything on it.
  var firstLine: Int? { spans.first?.lowerBound }

  /// The outermost thing that begins next after a line.
  func next(after line: Int) -> ClosedRange<Int>? {
    var (low, high) = (0, spans.count)
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].lowerBound <= line { low = middle + 1 } else { high = middle }
    }
    return low < spans.count ? spans[low] : nil
  }

  /// The lines that a suppression covers; nil for the whole file, and where nothing follows that it could cover.
  func lines(of suppression: Syntax.Suppression) -> ClosedRange<Int>? {
    let next = next(after: suppression.line)
    // A key with all below it is to YAML what an instruction is to a Dockerfile; tools other than these go by lines.
    let goesByBlock = [.loadline, .trivy].contains(suppression.tool)
    return switch suppression.scope {
    case .file: nil
    case .line: suppression.line...suppression.line
    case .block: next
    case .next, .stage: goesByBlock ? next : next.map { $0.lowerBound...$0.lowerBound }
    }
  }
}

extension FactRows {
  /// Reads the suppressions among comments.
  mutating func addSuppressions(of comments: [LineComment], _ landmarks: LineLandmarks) {
    let firstLine = landmarks.firstLine ?? Int.max
    for comment in comments {
      let place = Syntax.Suppression.Place(
        line: comment.line, isTrailing: comment.isTrailing, isHeader: comment.line < firstLine)
      for suppression in Syntax.Suppression.parse(comment.text, at: place) {
        add(suppression, covering: landmarks.lines(of: suppression))
      }
    }
  }
}
