import Store
import Syntax

extension DockerfileFactWriter {
  mutating func writeVariableUses(of step: BuildStep, _ instruction: Value) {
    for mention in step.mentions {
      rows.append(
        .variableUse,
        [
          .integer(rows.nextID(.variableUse)), id, stageID(step.stage), instruction,
          .text(step.instruction.keyword?.rawValue ?? step.instruction.name.uppercased()),
          .text(mention.place.rawValue), .text(mention.name), Value(mention.operation),
          .text(mention.origin.rawValue), line(mention.word.map { file.line(of: $0) } ?? step.instruction.line),
        ])
    }
  }
}
