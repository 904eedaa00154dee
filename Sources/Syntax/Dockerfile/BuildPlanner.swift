/// Walks through a Dockerfile as a build does, with the variables and settings that hold at each instruction.
struct BuildPlanner {
  /// Variables that may be copied from stage to stage in one file; beyond that a stage knows only its own.
  static let inheritanceLimit = 1_000_000

  private let file: Dockerfile
  private(set) var stages: [BuildStage] = []
  private(set) var steps: [BuildStep] = []
  private let global = VariableScope.global()
  private var scope: VariableScope
  /// The values of global ARGs in a plain build, which has no arguments of its own.
  private var plainArguments = VariableScope.plainBuild
  private var scopes: [VariableScope] = []
  private var inheritedVariables = 0
  /// Bytes that values of variables may yet take in the scripts of the file.
  private var substitutionBudget = 1_000_000
  /// Positions of the stages by lower-case name: those met so far, and all of the file.
  private var earlierNames: [String: Int] = [:]
  private let allNames: [String: Int]
  private let stageCount: Int
  private var hasOwnCmd = false
  /// The SHELL of a part of a Dockerfile, which has no FROM.
  private var shellWithoutStage: [String]?

  init(_ file: Dockerfile) {
    self.file = file
    scope = global
    let froms = file.instructions.filter { $0.keyword == .from }
    stageCount = froms.count
    var names: [String: Int] = [:]
    for (index, from) in froms.enumerated() {
      if let name = from.stageName { names[name.text.lowercased()] = index }
    }
    allNames = names
  }

  mutating func run() {
    steps.reserveCapacity(file.instructions.count)
    for instruction in file.instructions {
      if instruction.keyword == .from {
        startStage(instruction)
        var step = BuildStep(instruction: instruction, isTrigger: false, stage: stages.count - 1)
        step.mentions = mentions(of: instruction, in: global, names: [])
        steps.append(step)
        continue
      }
      var step = step(for: instruction)
      if let last = stages.indices.last {
        stages[last].endLine = instruction.endLine
        addSources(of: step, to: last)
        if !step.isTrigger { apply(&step, to: last) }
      } else if step.instruction.keyword == .arg {
        declareArguments(&step)
        declarePlainArguments(step)
      } else if step.instruction.keyword == .shell, case .command(.exec(let words)) = step.instruction.body {
        shellWithoutStage = words.map(\.text)
      }
      steps.append(step)
    }
  }

  private func expand(_ text: String) -> Expansion {
    if WordExpansion.isPlain(text, escape: file.escape) { return .resolved(text) }
    let scope = scope
    return WordExpansion(escape: file.escape) { scope.value($0) }.word(text)
  }

  // MARK: - Stages

  private mutating func startStage(_ from: Instruction) {
    guard case .words(let words, _) = from.body else { return }
    scope = global
    let image = words.first?.text ?? ""
    let resolved = expand(image)
    let (base, reference) = base(resolved)
    let platform = from.flags.first { $0.name == "platform" }?.value
    let index = stages.count
    var stage = BuildStage(
      name: from.stageName, line: from.line, endLine: from.endLine, image: image, resolved: resolved,
      defaultImage: plainValue(image), base: base, reference: reference, platform: platform, root: index,
      isWindows: isWindows(reference, platform),
      state: StageState())
    if let parent = stage.parent {
      stage.root = stages[parent].root
      stage.state = stages[parent].state
      stage.isWindows = stages[parent].isWindows
    } else if base == .scratch {
      stage.state.workdir = "/"
    }
    stages.append(stage)
    scope = startScope(stage)
    scopes.append(scope)
    hasOwnCmd = false
    if let name = stage.name { earlierNames[name.text.lowercased()] = index }
  }

  private func plainValue(_ text: String) -> String? {
    if WordExpansion.isPlain(text, escape: file.escape) { return text }
    let plainArguments = plainArguments
    return WordExpansion(escape: file.escape) { plainArguments[$0].map { .value($0) } ?? .unset }.word(text).resolved
  }

  private func base(_ resolved: Expansion) -> (BuildStage.Base, ImageReference?) {
    guard let name = resolved.resolved, !name.isEmpty else { return (.unknown, nil) }
    if let index = earlierNames[name.lowercased()] { return (.stage(index), nil) }
    if name == "scratch" { return (.scratch, nil) }
    return (.image, try? ImageReference(normalizing: name))
  }

  private mutating func startScope(_ stage: BuildStage) -> VariableScope {
    switch stage.base {
    case .scratch: return VariableScope(otherwise: .unset, ignoresCase: stage.isWindows)
    case .image, .unknown: return VariableScope(otherwise: .unknown, ignoresCase: stage.isWindows)
    case .stage(let parent):
      let inherited = scopes[parent]
      inheritedVariables += inherited.count
      return inheritedVariables <= Self.inheritanceLimit ? inherited.inherited() : VariableScope(otherwise: .unknown)
    }
  }

  private func isWindows(_ reference: ImageReference?, _ platform: String?) -> Bool {
    if let platform, platform.lowercased().hasPrefix("windows") { return true }
    if file.escape == Ascii.backtick { return true }
    guard let reference else { return false }
    if reference.repository.hasPrefix("windows/") { return true }
    let repository = Array(reference.repository.utf8)[...]
    let tag = Array((reference.tag ?? "").utf8)[...]
    return ["nanoserver", "windowsservercore", "servercore"].contains { name in
      tag.firstRange(name) != nil || repository.firstRange(name) != nil
    }
  }

  // MARK: - Instructions

  private mutating func step(for written: Instruction) -> BuildStep {
    var instruction = written
    var isTrigger = false
    if case .onbuild(let inner) = written.body {
      instruction = inner
      instruction.heredocs = written.heredocs
      instruction.endLine = written.endLine
      instruction.emptyLine = written.emptyLine
      instruction.extent = inner.arguments.lowerBound..<max(inner.arguments.lowerBound, written.extent.upperBound)
      isTrigger = true
    }
    var step = BuildStep(instruction: instruction, isTrigger: isTrigger, stage: stages.indices.last)
    if isTrigger { step.triggerName = written.name }
    switch instruction.body {
    case .text(let word) where instruction.keyword != .maintainer: step.values = [expand(word.text)]
    case .words(let words, _): step.values = words.map { expand($0.text) }
    case .pairs(let pairs, _):
      step.names = pairs.map { expand($0.key.text).resolved ?? $0.key.text }
      if instruction.keyword != .arg {
        step.values = pairs.map { expand($0.value?.text ?? "") }
      } else if isTrigger {
        step.values = pairs.map { $0.value.map { expand($0.text) } ?? .hangs(on: $0.key.text) }
      }
    case .command, .healthcheck:
      step.shell = shellInForce
      step.shellWords = stages.isEmpty ? shellWithoutStage : stages.last?.state.shell
    default: break
    }
    if instruction.keyword == .run, !isTrigger, step.shell == .posix { readVariables(into: &step) }
    readSources(into: &step)
    if !isTrigger { step.mentions = mentions(of: instruction, in: scope, names: step.names) }
    return step
  }

  private func mentions(of instruction: Instruction, in scope: VariableScope, names: [String]) -> [VariableMention] {
    guard instruction.mayMentionVariables(in: file) else { return [] }
    var mentions = instruction.mentions(in: file)
    for index in mentions.indices {
      let name = mentions[index].name
      if scope.declares(name) {
        let isPlatform = scope === global && VariableScope.platformArguments.contains(name)
        mentions[index].origin = isPlatform ? .predefined : scope === global ? .global : .stage
      } else if names.contains(name) {
        mentions[index].origin = .sameInstruction
      }
    }
    return mentions
  }

  private mutating func readVariables(into step: inout BuildStep) {
    guard scope.knowsValues else { return }
    var found: [String: String] = [:]
    var length = 0
    let scope = scope
    MentionedNames.each(in: file.text.bytes, step.instruction.extent) { name in
      guard case .value(let value) = scope.value(name) else { return }
      found[name] = value
      length += value.utf8.count
    }
    guard length <= substitutionBudget else { return }
    substitutionBudget -= length
    step.variables = found
  }

  private var shellInForce: ScriptShell {
    guard let stage = stages.last else { return shellWithoutStage.map { ScriptShell($0) } ?? .posix }
    if let shell = stage.state.shell { return ScriptShell(shell) }
    return stage.isWindows ? .cmd : .posix
  }

  private func readSources(into step: inout BuildStep) {
    for flag in step.instruction.flags {
      guard let value = flag.value else { continue }
      if flag.name == "from" {
        step.source = source(named: value)
      } else if flag.name == "mount" {
        let from = flag.fields.first { $0.key == "from" }?.value
        step.mounts.append(BuildMount(fields: expand(flag.fields), source: from.map { source(named: $0) }))
      }
    }
  }

  /// Values of a mount with their variables replaced, where these are known; `from` stays as it is written.
  private func expand(_ fields: [(key: String, value: String?)]) -> [(key: String, value: String?)] {
    fields.map { field in
      guard let value = field.value, field.key != "from" else { return field }
      return (field.key, expand(value).resolved ?? value)
    }
  }

  private func source(named name: String) -> BuildSource {
    let resolved = expand(name)
    guard let text = resolved.resolved else { return .image(resolved) }
    if let index = Int(text), index >= 0, index < stageCount { return .stage(index) }
    return allNames[text.lowercased()].map { .stage($0) } ?? .image(resolved)
  }

  private mutating func addSources(of step: BuildStep, to stage: Int) {
    if case .stage(let index) = step.source { stages[stage].sources.insert(index) }
    for mount in step.mounts {
      if case .stage(let index) = mount.source { stages[stage].sources.insert(index) }
    }
  }

  /// ARG takes its default, or for want of one the value of the global ARG of its name.
  private mutating func declareArguments(_ step: inout BuildStep) {
    guard case .pairs(let pairs, _) = step.instruction.body else { return }
    var values: [Expansion] = []
    for (pair, name) in zip(pairs, step.names) {
      let value: Expansion
      if scope.isEnvironment(name) {
        // ENV wins over ARG, whichever comes first.
        value = pair.value.map { expand($0.text) } ?? .hangs(on: name)
      } else if let written = pair.value {
        value = expand(written.text)
        scope.set(name, value)
      } else if scope !== global, case .value(let inherited) = global.value(name) {
        value = .resolved(inherited)
        scope.set(name, value)
      } else {
        value = .hangs(on: name)
        if !scope.declares(name) { scope.setUnknown(name) }
      }
      values.append(value)
    }
    step.values = values
  }

  private mutating func declarePlainArguments(_ step: BuildStep) {
    guard case .pairs(let pairs, _) = step.instruction.body else { return }
    for (pair, name) in zip(pairs, step.names) {
      guard let written = pair.value else { continue }
      plainArguments[name] = plainValue(written.text)
    }
  }

  private mutating func apply(_ step: inout BuildStep, to stage: Int) {
    switch (step.instruction.keyword, step.instruction.body) {
    case (.arg, _):
      declareArguments(&step)
    case (.env, _):
      for (name, value) in zip(step.names, step.values) { scope.setEnvironment(name, value) }
    case (.user, .text):
      let line = step.instruction.line
      stages[stage].state.user = step.values.first.map { .init(value: $0, line: line) }
    case (.workdir, .text):
      stages[stage].state.workdir = workdir(step.values.first?.resolved, after: stages[stage].state.workdir)
    case (.shell, .command(.exec(let words))):
      stages[stage].state.shell = words.map(\.text)
    case (.cmd, .command):
      stages[stage].state.cmd = file.string(step.instruction.arguments)
      hasOwnCmd = true
    case (.entrypoint, .command):
      stages[stage].state.entrypoint = file.string(step.instruction.arguments)
      if !hasOwnCmd { stages[stage].state.cmd = nil }
    case (.healthcheck, .healthcheck(let kind?, _)):
      let isCommand = kind.text.uppercased() != "NONE"
      stages[stage].state.healthcheck = .init(value: isCommand, line: step.instruction.line)
    default:
      break
    }
  }

  private func workdir(_ path: String?, after current: String?) -> String? {
    guard let path, let first = path.utf8.first else { return nil }
    let isAbsolute = first == Ascii.slash || first == Ascii.backslash || path.dropFirst().hasPrefix(":")
    if isAbsolute { return path }
    return current.map { $0.hasSuffix("/") ? $0 + path : "\($0)/\(path)" }
  }
}

extension Instruction {
  /// The name behind AS of a FROM.
  var stageName: Word? {
    guard keyword == .from, case .words(let words, _) = body, words.count >= 3,
      words[1].text.lowercased() == "as"
    else { return nil }
    return words[2]
  }
}
