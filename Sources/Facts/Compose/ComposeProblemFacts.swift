import Store
import Syntax

/// The table `compose_problem`.
extension ComposeFactWriter {
  mutating func writeProblems() {
    for problem in file.problems {
      rows.append(
        .composeProblem,
        [
          .integer(rows.nextID(.composeProblem)), id, .text(problem.kind.rawValue), Value(problem.path),
          .text(problem.message), line(problem.line),
        ])
    }
  }
}
