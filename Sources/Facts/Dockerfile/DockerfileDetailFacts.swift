import Store
import Syntax

extension DockerfileFactWriter {
  mutating func writePorts(of step: BuildStep, _ instruction: Value) {
    guard case .words(let words, _) = step.instruction.body else { return }
    for (index, word) in words.enumerated() {
      let resolved = step.values.indices.contains(index) ? step.values[index].resolved : nil
      let port = ExposedPort(resolved)
      rows.append(
        .port,
        [
          .integer(rows.nextID(.port)), id, stageID(step.stage), instruction, .text(word.text),
          Value(port.first), Value(port.last), .text(port.transport ?? ExposedPort(word.text).transport ?? "tcp"),
          line(file.line(of: word)),
        ])
    }
  }

  mutating func writeVolumes(of step: BuildStep, _ instruction: Value) {
    guard case .words(let words, _) = step.instruction.body else { return }
    for (index, word) in words.enumerated() {
      let expansion = step.values.indices.contains(index) ? step.values[index] : nil
      rows.append(
        .volume,
        [
          .integer(rows.nextID(.volume)), id, stageID(step.stage), instruction, .text(text(expansion, word)),
          line(file.line(of: word)),
        ])
    }
  }

  mutating func writeHealthcheck(of step: BuildStep, _ instruction: Value) {
    guard case .healthcheck(let kind?, _) = step.instruction.body else { return }
    let isNone = kind.text.uppercased() == "NONE"
    let end = step.instruction.arguments.upperBound
    let command = file.string(min(kind.offset + kind.text.utf8.count, end)..<end)
    let flags = step.instruction.flags
    func flag(_ name: String) -> Value { Value(flags.first { $0.name == name }?.value) }
    rows.append(
      .healthcheck,
      [
        .integer(rows.nextID(.healthcheck)), id, stageID(step.stage), instruction, .text(isNone ? "none" : "command"),
        isNone ? .null : .text(String(command.drop { $0.isWhitespace })), flag("interval"), flag("timeout"),
        flag("start-period"), flag("retries"), line(step.instruction.line),
      ])
  }

  // MARK: - Suppressions

  /// Comments by which a tool is told to keep quiet, with the lines that they cover.
  mutating func writeSuppressions() {
    let firstLine = file.instructions.first?.line ?? Int.max
    for comment in file.comments {
      let place = Suppression.Place(line: comment.line, isTrailing: false, isHeader: comment.line < firstLine)
      for suppression in Suppression.parse(comment.text, at: place) { write(suppression) }
    }
  }

  private mutating func write(_ suppression: Suppression) {
    let covers = lines(of: suppression)
    guard covers != nil || suppression.scope == .file else { return }
    for rule in suppression.rules.isEmpty ? ["*"] : suppression.rules {
      rows.suppressions.append(
        .init(
          tool: suppression.tool.rawValue, rule: rule, line: suppression.line, covers: covers,
          reason: suppression.reason, until: suppression.until))
    }
  }

  /// Nil for the whole file, and where nothing follows that it could cover.
  private func lines(of suppression: Suppression) -> ClosedRange<Int>? {
    switch suppression.scope {
    case .file:
      return nil
    case .stage:
      guard let stage = plan.stages.first(where: { $0.line > suppression.line }) else { return nil }
      return stage.line...max(stage.line, stage.endLine)
    case .line:
      return suppression.line...suppression.line
    case .next, .block:
      // A comment between the lines of an instruction belongs to that one.
      guard let next = file.instructions.first(where: { $0.endLine > suppression.line }) else { return nil }
      return min(next.line, next.endLine)...next.endLine
    }
  }
}

/// A word of EXPOSE, `[[address:]published:]container[/protocol]`.
struct ExposedPort: Equatable {
  var first: Int?
  var last: Int?
  var transport: String?

  init(_ text: String?) {
    guard let text else { return }
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2, !parts[1].isEmpty { transport = String(parts[1]) }
    guard let container = parts.first?.split(separator: ":", omittingEmptySubsequences: false).last else { return }
    let bounds = container.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map { Int($0) }
    guard let low = bounds.first ?? nil, let high = bounds.last ?? nil else { return }
    (first, last) = (low, high)
  }
}
