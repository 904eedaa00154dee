import Store
import Syntax

extension DockerfileFactWriter {
  mutating func writeVariables(of step: BuildStep, _ instruction: Value, _ usedNames: Set<String>) {
    guard case .pairs(let pairs, _) = step.instruction.body else { return }
    for (index, pair) in pairs.enumerated() where step.names.indices.contains(index) {
      let name = step.names[index]
      let expansion = step.values.indices.contains(index) ? step.values[index] : nil
      let value = pair.value.map { literal($0, expansion) }
      rows.append(
        .variable,
        [
          .integer(rows.nextID(.variable)), id, stageID(step.stage), instruction,
          .text(step.instruction.keyword == .arg ? "arg" : "env"), .text(name), Value(value),
          Value(expansion?.resolved), Value(usedNames.contains(name)), Value(SecretSigns.kind(ofName: name)),
          Value(SecretSigns.isSecret(value, named: name)),
          Value((expansion?.resolved ?? value).flatMap { LiteralForm($0) }?.rawValue), line(file.line(of: pair.key)),
        ])
    }
  }

  /// The value without its quotes, variables as they are written.
  private func literal(_ word: Word, _ expansion: Expansion?) -> String {
    if !word.text.utf8.contains(UInt8(ascii: "$")), let resolved = expansion?.resolved { return resolved }
    return unquoted(word.text)
  }

  mutating func writeLabels(of step: BuildStep, _ instruction: Value) {
    guard case .pairs(let pairs, _) = step.instruction.body else { return }
    for (index, pair) in pairs.enumerated() {
      guard let word = pair.value, step.names.indices.contains(index), step.values.indices.contains(index) else {
        continue
      }
      let value = text(step.values[index], word)
      rows.append(
        .label,
        [
          .integer(rows.nextID(.label)), id, stageID(step.stage), instruction, .text(step.names[index]),
          .text(value), Value(LicenseExpression(value)?.rawValue), line(file.line(of: pair.key)),
        ])
    }
  }
}

/// Which names the instructions behind each ARG and ENV mention, in its stage and those that build on it.
struct VariableUse {
  private var namesByStep: [Int: Set<String>] = [:]

  init(_ plan: BuildPlan, _ file: Dockerfile) {
    var global: Set<String> = []
    var byStage = [Set<String>](repeating: [], count: plan.stages.count)
    for (index, step) in plan.steps.enumerated().reversed() {
      let mentioned = Self.mentions(step, file)
      if step.instruction.keyword == .from, let stage = step.stage {
        global.formUnion(mentioned)
        if let parent = plan.stages[stage].parent { Self.hand(&byStage, from: stage, to: parent) }
        continue
      }
      let declared = Set(step.instruction.keyword == .arg || step.instruction.keyword == .env ? step.names : [])
      if !declared.isEmpty {
        namesByStep[index] = declared.intersection(step.stage.map { byStage[$0] } ?? global)
      }
      if let stage = step.stage {
        byStage[stage].formUnion(mentioned)
        if step.instruction.keyword == .arg { global.formUnion(declared) }
      } else {
        global.formUnion(mentioned)
      }
    }
  }

  /// Those of the names which the step declares that are used behind it.
  func names(at step: Int) -> Set<String> {
    namesByStep[step] ?? []
  }

  /// Adds the names of a stage, which are not needed any more, to those of its parent, at the cost of the fewer.
  private static func hand(_ names: inout [Set<String>], from child: Int, to parent: Int) {
    if names[parent].count < names[child].count { names.swapAt(parent, child) }
    let fewer = names[child]
    names[child] = []
    names[parent].formUnion(fewer)
  }

  private static func mentions(_ step: BuildStep, _ file: Dockerfile) -> Set<String> {
    var names: Set<String> = []
    MentionedNames.each(in: file.text.bytes, step.instruction.whole) { names.insert($0) }
    return names
  }
}

extension Instruction {
  /// Flags, arguments and here-documents.
  fileprivate var whole: Range<Int> {
    let start = flags.first?.offset ?? arguments.lowerBound
    return min(start, extent.lowerBound)..<max(extent.upperBound, start)
  }
}
