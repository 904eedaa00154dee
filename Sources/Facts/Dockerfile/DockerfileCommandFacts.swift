import Store
import Syntax

extension DockerfileFactWriter {
  /// The simple commands of the instruction's script, and what they install.
  mutating func writeCommands(of step: BuildStep, _ instruction: Value) {
    guard let script = file.script(of: step) else { return }
    for diagnostic in script.diagnostics { report(diagnostic) }
    for construct in script.constructs {
      rows.append(
        .shellConstruct,
        [
          .integer(rows.nextID(.shellConstruct)), id, instruction, .text(construct.kind.rawValue),
          line(construct.line),
        ])
    }
    for loop in script.loops {
      rows.append(
        .shellLoop,
        [
          .integer(rows.nextID(.shellLoop)), id, instruction, .text(loop.name), Value(loop.isLiteral),
          line(loop.line),
        ])
    }
    for command in script.commands {
      let key = Value.integer(rows.nextID(.shellCommand))
      writeCommand(command, key, step, instruction)
      writeExpansions(of: command, key, instruction)
      for install in PackageInstall.installs(of: command) {
        writeInstall(install, of: key, step, instruction)
      }
    }
  }

  private mutating func writeCommand(
    _ command: ShellCommand, _ key: Value, _ step: BuildStep, _ instruction: Value
  ) {
    let redirects = command.redirections.map(\.text)
    rows.append(
      .shellCommand,
      [
        key, id, stageID(step.stage), instruction, .text(step.instruction.keyword?.rawValue ?? ""),
        .integer(Int64(rows.count(of: .shellCommand))),
        Value(command.program), Value(command.words.first?.text), Value(command.subcommand),
        .text(JSONText.array(command.arguments.map(\.text))),
        list(command.wrappers), list(command.assignments.map(\.text)), list(redirects),
        .text(command.connector.rawValue), Value(command.pipeline), .text(command.context.rawValue),
        Value(command.depth), Value(command.hasVariable), line(command.line), line(command.endLine),
      ])
  }

  private mutating func writeExpansions(of command: ShellCommand, _ key: Value, _ instruction: Value) {
    for word in command.assignments { writeExpansions(in: word, "assignment", nil, key, instruction) }
    for (index, word) in command.words.enumerated() {
      let place = index == 0 ? "program" : "argument"
      writeExpansions(in: word, place, index == 0 ? nil : index - 1, key, instruction)
    }
    for redirection in command.redirections {
      writeExpansions(in: redirection.target, "redirect", nil, key, instruction)
    }
  }

  private mutating func writeExpansions(
    in word: ShellWord, _ place: String, _ position: Int?, _ command: Value, _ instruction: Value
  ) {
    for expansion in word.expansions {
      rows.append(
        .shellExpansion,
        [
          .integer(rows.nextID(.shellExpansion)), id, instruction, command, .text(place), Value(position),
          .text(expansion.form.rawValue), .text(expansion.name), Value(expansion.isQuoted), line(word.line),
        ])
    }
  }

  private func list(_ strings: [String]) -> Value {
    strings.isEmpty ? .null : .text(JSONText.array(strings))
  }

  private mutating func writeInstall(
    _ install: PackageInstall, of command: Value, _ step: BuildStep, _ instruction: Value
  ) {
    rows.append(
      .packageInstall,
      [
        .integer(rows.nextID(.packageInstall)), id, stageID(step.stage), instruction, command,
        .text(install.manager), Value(install.name), Value(install.version), Value(install.relation),
        .text(install.source.rawValue), .text(install.text), line(install.line),
      ])
  }
}
