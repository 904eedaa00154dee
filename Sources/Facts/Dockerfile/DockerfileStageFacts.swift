import Store
import Syntax

extension DockerfileFactWriter {
  mutating func writeInstruction(_ step: BuildStep, ordinal: Int) -> Value {
    let instruction = step.instruction
    let key = Value.integer(rows.nextID(.instruction))
    let arguments = instruction.heredocs.isEmpty ? instruction.arguments : instruction.extent
    let flags = instruction.flags.map { "--" + $0.name + ($0.value.map { "=\($0)" } ?? "") }
    rows.append(
      .instruction,
      [
        key, id, stageID(step.stage), Value(ordinal),
        .text(instruction.keyword?.rawValue ?? instruction.name.uppercased()), .text(instruction.name),
        Value(step.isTrigger), Value(form(of: instruction)), .text(file.string(arguments)), Value(step.triggerName),
        Value(step.shellWords.map { JSONText.array($0) }), Value(instruction.emptyLine),
        flags.isEmpty ? .null : .text(JSONText.array(flags)), line(instruction.line), line(instruction.endLine),
      ])
    return key
  }

  private func form(of instruction: Instruction) -> String? {
    if !instruction.heredocs.isEmpty { return "heredoc" }
    switch instruction.body {
    case .command(let command), .healthcheck(_?, let command): return command.isExec ? "exec" : "shell"
    case .words(_, let isJSON):
      switch instruction.keyword {
      case .copy, .add, .volume: return isJSON ? "exec" : "shell"
      default: return nil
      }
    default: return nil
    }
  }

  mutating func writeStages() {
    for (index, stage) in plan.stages.enumerated() {
      let key = stageID(index)
      rows.append(
        .stage, [key, id] + name(of: stage, index) + base(of: stage) + use(of: stage, index) + state(of: stage))
    }
  }

  private func name(of stage: BuildStage, _ index: Int) -> [Value] {
    [
      Value(index), Value(stage.name?.text.lowercased()), Value(stage.name?.text), line(stage.line),
      line(stage.endLine),
    ]
  }

  private func base(of stage: BuildStage) -> [Value] {
    let kind =
      switch stage.base {
      case .image: "image"
      case .stage: "stage"
      case .scratch: "scratch"
      case .unknown: "unknown"
      }
    return [
      .text(stage.image), Value(stage.resolved.resolved), Value(stage.resolved.variable), Value(stage.defaultImage),
      Value(stage.defaultImage.map { (try? ImageReference(normalizing: $0)) != nil } ?? false), .text(kind),
      stageID(stage.parent), stageID(stage.root),
    ] + parts(of: stage.reference)
  }

  /// Registry, repository, tag, digest and what pins them.
  private func parts(of reference: ImageReference?) -> [Value] {
    [
      Value(reference?.registry), Value(reference?.repository), Value(reference?.tag), Value(reference?.digest),
      Value(reference?.pin.rawValue),
    ]
  }

  private func use(of stage: BuildStage, _ index: Int) -> [Value] {
    [Value(stage.platform), Value(index == plan.stages.count - 1), Value(stage.ships), Value(stage.isUsed)]
  }

  private func state(of stage: BuildStage) -> [Value] {
    let state = stage.state
    // The name alone: USER takes name:group.
    let user = state.user?.value.resolved.map { String($0.prefix { $0 != ":" }) }
    return [
      Value(user), Value(state.user?.value.variable), Value(state.user?.line), Value(state.workdir),
      Value(state.shell.map { JSONText.array($0) }), Value(state.cmd), Value(state.entrypoint),
      Value(state.healthcheck.map { $0.value ? "command" : "none" }), Value(state.healthcheck?.line),
    ]
  }

  // MARK: - Images

  mutating func writeBaseImage(of step: BuildStep) {
    guard let index = step.stage else { return }
    let stage = plan.stages[index]
    guard stage.base == .image || stage.base == .unknown else { return }
    writeImageUse("from", step, as: stage.image, stage.resolved)
  }

  mutating func writeImageUse(_ usage: String, _ step: BuildStep, as written: String, _ resolved: Expansion) {
    let name = resolved.resolved
    let reference = name.flatMap { try? ImageReference(normalizing: $0) }
    rows.append(
      .imageUse,
      [
        .integer(rows.nextID(.imageUse)), id, .text(usage), stageID(step.stage), .null, .text(written), Value(name),
        Value(resolved.variable),
      ] + parts(of: reference) + [line(step.instruction.line)])
  }
}
