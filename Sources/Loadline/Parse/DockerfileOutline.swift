import Syntax

/// A Dockerfile as it is printed: instructions, stages with what holds at their ends, and what is wrong.
struct DockerfileOutline {
  private let file: Dockerfile
  private let plan: BuildPlan

  init(_ bytes: [UInt8]) {
    file = Dockerfile(parsing: bytes)
    plan = BuildPlan(file)
  }

  var members: [(key: String, value: ParsedValue)] {
    let directives = file.directives.map { directive in
      ParsedValue.members([
        "line": .number(directive.line), "name": .text(directive.name.rawValue), "value": .text(directive.value),
      ])
    }
    let isTemplate = TemplateMarks.firstLine(in: file.text.bytes) != nil
    return [
      ("template", .flag(isTemplate)), ("frontend", ParsedValue(file.frontend?.reference)),
      ("directives", .list(directives)),
      ("stages", .list(plan.stages.indices.map(stage))),
      ("instructions", .list(zip(file.instructions, plan.steps).map(instruction))),
      ("diagnostics", ParsedFile.diagnostics(file.diagnostics + plan.diagnostics)),
    ].filter { pair in
      if case .null = pair.value { return false }
      return true
    }
  }

  // MARK: - Stages

  private func stage(_ index: Int) -> ParsedValue {
    let stage = plan.stages[index]
    let from = plan.steps.first { $0.stage == index }?.instruction
    let name = stage.name?.text
    return .members([
      "number": .number(index), "name": ParsedValue(name), "line": .number(stage.line),
      "end_line": .number(stage.endLine), "image": .text(stage.image), "base": base(of: stage),
      "platform": ParsedValue(stage.platform),
      "documentation": from.flatMap { from in name.flatMap { file.documentation(of: $0, at: from) } }.map { .text($0) },
      "final": .flag(index == plan.stages.count - 1), "ships": .flag(stage.ships), "used": .flag(stage.isUsed),
      "copies_from": .list(stage.sources.sorted().map { .number($0) }),
      "user": stage.state.user.map { expansion($0.value) }, "workdir": ParsedValue(stage.state.workdir),
      "shell": stage.state.shell.map { ParsedValue($0) }, "entrypoint": ParsedValue(stage.state.entrypoint),
      "cmd": ParsedValue(stage.state.cmd),
      "healthcheck": stage.state.healthcheck.map { .flag($0.value) },
    ])
  }

  private func base(of stage: BuildStage) -> ParsedValue {
    switch stage.base {
    case .scratch: return .members(["kind": .text("scratch")])
    case .stage(let index): return .members(["kind": .text("stage"), "stage": .number(index)])
    case .unknown: return .members(["kind": .text("unknown"), "needs": ParsedValue(stage.resolved.variable)])
    case .image:
      return .members([
        "kind": .text("image"), "name": ParsedValue(stage.resolved.resolved),
        "normalised": ParsedValue(stage.reference?.description),
      ])
    }
  }

  // MARK: - Instructions

  private func instruction(_ written: Instruction, _ step: BuildStep) -> ParsedValue {
    let instruction = step.instruction
    let script = file.script(of: step)
    return .members([
      "line": .number(written.line), "end_line": .number(written.endLine),
      "keyword": .text(written.name.uppercased()),
      "trigger": step.isTrigger ? .text(instruction.name.uppercased()) : nil,
      "stage": step.stage.map { .number($0) },
      "flags": ParsedValue(instruction.flags.map { "--" + $0.name + ($0.value.map { "=\($0)" } ?? "") }),
      "arguments": .text(file.string(instruction.arguments)), "json": isJSON(instruction) ? .flag(true) : nil,
      "words": words(of: instruction.body), "names": ParsedValue(step.names),
      "values": .list(step.values.map(expansion)), "source": step.source.map(source),
      "heredocs": .list(instruction.heredocs.map(heredoc)),
      "shell": shell(of: step), "commands": script.map { .list($0.commands.map(ParsedFile.command)) },
      "script_diagnostics": script.map { ParsedFile.diagnostics($0.diagnostics) },
    ])
  }

  private func isJSON(_ instruction: Instruction) -> Bool {
    switch instruction.body {
    case .words(_, let isJSON): isJSON
    case .command(let command), .healthcheck(_, let command): command.isExec
    default: false
    }
  }

  /// The words as BuildKit's parser has them: of pairs the name, the value and what stands between.
  private func words(of body: Instruction.Body) -> ParsedValue? {
    switch body {
    case .text(let word): ParsedValue([word.text])
    case .words(let words, _): ParsedValue(words.map(\.text))
    case .pairs(let pairs, let form):
      ParsedValue(
        pairs.flatMap { pair in
          pair.value.map { [pair.key.text, $0.text, form == .legacy ? "" : "="] } ?? [pair.key.text]
        })
    case .command(let command): ParsedValue(file.arguments(of: command))
    case .healthcheck(let kind, let command): ParsedValue((kind.map { [$0.text] } ?? []) + file.arguments(of: command))
    case .onbuild, .invalid: nil
    }
  }

  private func expansion(_ expansion: Expansion) -> ParsedValue {
    switch expansion {
    case .resolved(let text): .text(text)
    case .hangs(let name): .members(["needs": .text(name)])
    case .failed(let message): .members(["refused": .text(message)])
    }
  }

  private func source(_ source: BuildSource) -> ParsedValue {
    switch source {
    case .stage(let index): .members(["stage": .number(index)])
    case .image(let name): .members(["image": expansion(name)])
    }
  }

  private func heredoc(_ heredoc: Heredoc) -> ParsedValue {
    .members([
      "name": .text(heredoc.name), "expands": .flag(heredoc.expands), "strips_tabs": .flag(heredoc.stripsTabs),
      "content": .text(file.string(heredoc.content)),
    ])
  }

  private func shell(of step: BuildStep) -> ParsedValue? {
    switch step.instruction.body {
    case .command(let command) where step.instruction.keyword != .shell:
      guard !command.isExec else { return nil }
    case .healthcheck(_, let command):
      guard !command.isExec else { return nil }
    default: return nil
    }
    return switch step.shell {
    case .posix: .text("posix")
    case .powershell: .text("powershell")
    case .cmd: .text("cmd")
    case .other(let name): .text(name)
    }
  }
}
