import Store
import Syntax

extension DockerfileFactWriter {
  /// The simple commands of the instruction's script, and what they install.
  mutating func writeCommands(of step: BuildStep, _ instruction: Value) {
    guard let script = file.script(of: step) else { return }
    for diagnostic in script.diagnostics { report(diagnostic) }
    for command in script.commands {
      let key = Value.integer(rows.nextID(.shellCommand))
      writeCommand(command, key, step, instruction)
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
        .text(JSONText.array(command.arguments.lazy.map(\.text))),
        list(command.wrappers), list(command.assignments.map(\.text)), list(redirects),
        .text(command.connector.rawValue), Value(command.pipeline), .text(command.context.rawValue),
        Value(command.depth), Value(command.hasVariable), line(command.line), line(command.endLine),
      ])
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
