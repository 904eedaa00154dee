import Store
import Syntax

extension DockerfileFactWriter {
  mutating func writeCopySources(of step: BuildStep, _ instruction: Value) {
    guard case .words(let words, let isJSON) = step.instruction.body else { return }
    let fromFlag = step.instruction.flags.first { $0.name == "from" }?.value
    if case .image(let resolved) = step.source, let fromFlag {
      writeImageUse("copy", step, as: fromFlag, resolved)
    }
    guard words.count > 1, let destination = words.last else { return }
    let target = text(step.values.last, destination)
    for (index, word) in words.dropLast().enumerated() {
      let expansion = step.values.indices.contains(index) ? step.values[index] : nil
      writeCopySource(word, expansion, target, isJSON, step, instruction)
    }
  }

  private mutating func writeCopySource(
    _ word: Word, _ expansion: Expansion?, _ target: String, _ isJSON: Bool, _ step: BuildStep, _ instruction: Value
  ) {
    let flags = step.instruction.flags
    let isHeredoc = !isJSON && isMark(word, of: step.instruction.heredocs)
    let source = isHeredoc ? word.text : text(expansion, word)
    let origin = isHeredoc ? "heredoc" : origin(of: source, expansion, step)
    let isContext = origin == "context"
    var fromStage: Int?
    if case .stage(let index) = step.source { fromStage = index }
    rows.append(
      .copySource,
      [
        .integer(rows.nextID(.copySource)), id, stageID(step.stage), instruction,
        .text(step.instruction.keyword == .add ? "ADD" : "COPY"), .text(source), .text(target), .text(origin),
        stageID(fromStage), Value(isContext && CopiedFile.isWholeContext(source)),
        Value(origin != "heredoc" && CopiedFile.isArchive(source)),
        Value(isContext ? CopiedFile.secretKind(source) : nil),
        Value(flags.first { $0.name == "chown" }?.value), Value(flags.first { $0.name == "chmod" }?.value),
        Value(flags.contains { $0.name == "checksum" }), line(file.line(of: word)),
      ])
  }

  private func isMark(_ word: Word, of heredocs: [Heredoc]) -> Bool {
    heredocs.firstBehind { $0.mark.upperBound > word.offset }?.mark.contains(word.offset) ?? false
  }

  private func origin(of source: String, _ expansion: Expansion?, _ step: BuildStep) -> String {
    switch step.source {
    case .stage: return "stage"
    case .image(let resolved): return resolved.resolved == nil ? "unknown" : "image"
    case nil: break
    }
    guard step.instruction.keyword == .add else { return "context" }
    if let scheme = CopiedFile.remoteOrigin(source) { return scheme }
    // A name that starts with an unknown variable may well be a URL.
    return expansion?.variable != nil && source.hasPrefix("$") ? "unknown" : "context"
  }

  mutating func writeMounts(of step: BuildStep, _ instruction: Value) {
    for mount in step.mounts {
      let from = mount.value("from")
      var fromStage: Int?
      switch mount.source {
      case .stage(let index): fromStage = index
      case .image(let resolved): writeImageUse("mount", step, as: from ?? "", resolved)
      case nil: break
      }
      let options = mount.fields.map { (key: $0.key, value: $0.value ?? "true") }
      rows.append(
        .runMount,
        [
          .integer(rows.nextID(.runMount)), id, stageID(step.stage), instruction, .text(mount.value("type") ?? "bind"),
          Value(mount.value("target", "dst", "destination")), Value(mount.value("source", "src")), Value(from),
          stageID(fromStage), Value(mount.value("id")), .text(JSONText.object(options)), line(step.instruction.line),
        ])
    }
  }
}
