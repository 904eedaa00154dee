@testable import Syntax
import Testing

/// Cases that look at whole instructions, stages and builds.
extension DockerfileConformanceTests {
  static func instruction(_ example: ConformanceCase) {
    let file = file(example)
    let rejection = file.diagnostics.first { $0.isRejection }
    #expect((rejection != nil) == !example.isAccepted, "\(file.diagnostics.map(\.message))")
    if let rejection, !example.isAccepted { #expect(example.isExpected(rejection.message), "\(rejection.message)") }
    guard example.isAccepted, let instruction = file.instructions.first else { return }
    for check in ConformanceExpectation.all(example) {
      check.expect(value(check.path.dropFirst().joined(separator: "/"), of: instruction, in: file))
    }
  }

  /// What BuildKit's own tree holds at a path of an instruction.
  private static func value(_ path: String, of instruction: Instruction, in file: Dockerfile) -> Any? {
    switch path {
    case "FlagsUsed": return instruction.flags.map(\.name)
    case "SourcesAndDest": return sources(of: instruction, in: file)
    case "Health/Test": return healthTest(of: instruction, in: file)
    case "PrependShell":
      if case .command(let command) = instruction.body { return !command.isExec }
      return nil
    case "CmdLine":
      if case .command(let command) = instruction.body { return file.arguments(of: command) }
      return nil
    case "Files":
      return instruction.heredocs.map {
        ["Name": $0.name, "Data": file.string($0.content), "Chomp": $0.stripsTabs] as [String: Any]
      }
    default:
      Issue.record("nobody knows \(path)")
      return nil
    }
  }

  private static func sources(of instruction: Instruction, in file: Dockerfile) -> [String: Any]? {
    guard case .words(let words, _) = instruction.body, let target = words.last else { return nil }
    let marks = Set(instruction.heredocs.map(\.mark.lowerBound))
    return [
      "DestPath": target.text,
      "SourcePaths": words.dropLast().filter { !marks.contains($0.offset) }.map(\.text),
      "SourceContents": instruction.heredocs.map {
        ["Path": $0.name, "Data": file.content(of: $0), "Expand": $0.expands] as [String: Any]
      },
    ]
  }

  private static func healthTest(of instruction: Instruction, in file: Dockerfile) -> [String]? {
    guard case .healthcheck(let kind?, let command) = instruction.body else { return nil }
    if kind.text.uppercased() == "NONE" { return ["NONE"] }
    return [command.isExec ? "CMD" : "CMD-SHELL"] + file.arguments(of: command)
  }

  /// Results are the stages, and the ARGs before the first of them.
  static func stages(_ example: ConformanceCase) {
    let file = file(example)
    let plan = BuildPlan(file)
    let rejection = (file.diagnostics + plan.diagnostics).first { $0.isRejection }
    #expect((rejection == nil) == example.isAccepted, "\(rejection?.message ?? "")")
    if let rejection { #expect(example.isExpected(rejection.message), "\(rejection.message)") }
    let stages = plan.stages.indices.map { index in stage(index, of: plan, in: file) }
    let global = plan.steps.filter { $0.stage == nil }.map { command($0.instruction, in: file) }
    for check in ConformanceExpectation.all(example) {
      check.expect(find(check.path.dropFirst(), in: check.path.first == "#1" ? global : stages))
    }
  }

  private static func stage(_ index: Int, of plan: BuildPlan, in file: Dockerfile) -> [String: Any] {
    let steps = plan.steps.filter { $0.stage == index }
    let name = plan.stages[index].name?.text ?? ""
    return [
      "Name": name.lowercased(), "BaseName": plan.stages[index].image,
      "Platform": plan.stages[index].platform ?? "",
      "DocComment": steps.first.flatMap { file.documentation(of: name, at: $0.instruction) } ?? "",
      "Commands": steps.dropFirst().map { command($0.instruction, in: file) },
    ]
  }

  private static func command(_ instruction: Instruction, in file: Dockerfile) -> [String: Any] {
    guard case .pairs(let pairs, _) = instruction.body else { return ["Name": instruction.name.lowercased()] }
    let arguments = pairs.map { pair in
      [
        "Key": pair.key.text, "Value": pair.value?.text ?? "",
        "DocComment": file.documentation(of: pair.key.text, at: instruction) ?? "",
      ]
    }
    return ["Name": instruction.name.lowercased(), "Args": arguments]
  }

  private static func find(_ path: ArraySlice<String>, in value: Any?) -> Any? {
    guard let key = path.first else { return value }
    let rest = path.dropFirst()
    if key == "len()" { return (value as? [Any])?.count }
    if let list = value as? [Any], let index = Int(key) {
      return list.indices.contains(index) ? find(rest, in: list[index]) : nil
    }
    return find(rest, in: (value as? [String: Any])?[key])
  }

  static func build(_ example: ConformanceCase) {
    let file = file(example)
    let plan = BuildPlan(file)
    var messages = (file.diagnostics + plan.diagnostics).filter { $0.isRejection }.map(\.message)
    let options = example.fields["options"] as? [String: Any]
    if let target = (options?["Config"] as? [String: Any])?["Target"] as? String {
      do { _ = try plan.target(target) } catch { messages.append(error.message) }
    }
    #expect(messages.isEmpty == example.isAccepted, "\(messages)")
    if let first = messages.first { #expect(example.isExpected(first), "\(first)") }
  }
}
