import Store
import Syntax

extension DockerfileFactWriter {
  /// Comments by which a tool is told to keep quiet, with the lines that they cover.
  mutating func writeSuppressions() {
    let firstLine = file.instructions.first?.line ?? Int.max
    for comment in file.comments {
      let place = Suppression.Place(line: comment.line, isTrailing: false, isHeader: comment.line < firstLine)
      for suppression in Suppression.parse(comment.text, at: place) {
        rows.add(suppression, covering: lines(of: suppression))
      }
    }
  }

  /// Nil for the whole file, and where nothing follows that it could cover.
  private func lines(of suppression: Suppression) -> ClosedRange<Int>? {
    switch suppression.scope {
    case .file:
      return nil
    case .stage:
      guard let stage = plan.stages.firstBehind({ $0.line > suppression.line }) else { return nil }
      return stage.line...max(stage.line, stage.endLine)
    case .line:
      return suppression.line...suppression.line
    case .next, .block:
      // A comment between the lines of an instruction belongs to that one.
      guard let next = file.instructions.firstBehind({ $0.endLine > suppression.line }) else { return nil }
      return min(next.line, next.endLine)...next.endLine
    }
  }
}

extension Array {
  /// The first element for which the condition holds, where it holds for all behind that one too. Found by halving, since
  /// a hostile file may have as many of one thing as of the other.
  func firstBehind(_ isBehind: (Element) -> Bool) -> Element? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return indices.contains(low) ? self[low] : nil
  }
}
