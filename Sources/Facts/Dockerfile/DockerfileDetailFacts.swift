import Store
import Syntax

extension DockerfileFactWriter {
  mutating func writePorts(of step: BuildStep, _ instruction: Value) {
    guard case .words(let words, _) = step.instruction.body else { return }
    for (index, word) in words.enumerated() {
      let resolved = step.values.indices.contains(index) ? step.values[index].resolved : nil
      let port = WrittenPort(resolved)
      rows.append(
        .port,
        [
          .integer(rows.nextID(.port)), id, stageID(step.stage), instruction, .text(word.text),
          Value(port.first), Value(port.last), .text(port.transport ?? WrittenPort(word.text).transport ?? "tcp"),
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
}

/// A word of EXPOSE as it is written, numbers out of range and all: rules speak of those.
struct WrittenPort: Equatable {
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
