import Store
import Syntax

/// A Dockerfile's rows.
enum DockerfileFacts {
  static func fill(_ rows: inout FactRows, from bytes: [UInt8]) {
    if let line = TemplateMarks.firstLine(in: bytes) {
      rows.parseStatus = .template
      rows.diagnostics.append(
        .init(
          line: line, kind: "template", severity: .info,
          message: "This is a template of a Dockerfile; it is counted but not judged."))
      return
    }
    let file = Dockerfile(parsing: bytes)
    var writer = DockerfileFactWriter(rows: rows, file: file, plan: BuildPlan(file))
    writer.write()
    rows = writer.rows
  }
}

/// Writes the rows of one Dockerfile. Each table, or a few that go together, has an extension of its own.
struct DockerfileFactWriter {
  /// Diagnostics of one content; a file with more of them is no Dockerfile.
  static let diagnosticLimit = 50

  var rows: FactRows
  let file: Dockerfile
  let plan: BuildPlan

  mutating func write() {
    writeFile()
    writeStages()
    let use = VariableUse(plan, file)
    for (index, step) in plan.steps.enumerated() {
      let instruction = writeInstruction(step, ordinal: index)
      writeVariableUses(of: step, instruction)
      writeDetails(of: step, instruction, use.names(at: index))
    }
    for comment in file.comments {
      rows.append(.comment, [.integer(rows.nextID(.comment)), id, .text(comment.text), line(comment.line)])
    }
    writeSuppressions()
    writeDiagnostics()
  }

  private mutating func writeDetails(of step: BuildStep, _ instruction: Value, _ usedNames: Set<String>) {
    writeCommands(of: step, instruction)
    switch step.instruction.keyword {
    case .from: writeBaseImage(of: step)
    case .arg, .env: writeVariables(of: step, instruction, usedNames)
    case .copy, .add: writeCopySources(of: step, instruction)
    case .run: writeMounts(of: step, instruction)
    case .expose: writePorts(of: step, instruction)
    case .volume: writeVolumes(of: step, instruction)
    case .label: writeLabels(of: step, instruction)
    case .healthcheck: writeHealthcheck(of: step, instruction)
    default: break
    }
  }

  // MARK: - Values that many rows share

  var id: Value { .integer(rows.contentID) }

  func line(_ line: Int) -> Value { .integer(Int64(line)) }

  func stageID(_ stage: Int?) -> Value {
    stage.map { .integer(rows.contentID * FactRows.capacity + Int64($0)) } ?? .null
  }

  /// What was resolved, or else the word as written without its quotes.
  func text(_ expansion: Expansion?, _ word: Word) -> String {
    expansion?.resolved ?? unquoted(word.text)
  }

  func unquoted(_ text: String) -> String {
    WordExpansion(escape: file.escape) { _ in .unknown }.withoutQuotes(text)
  }

  // MARK: - The file

  private mutating func writeFile() {
    rows.append(
      .dockerfile,
      [
        id, Value(plan.stages.count), Value(file.instructions.count),
        Value(file.frontend?.value),
        .text(String(Unicode.Scalar(file.escape))),
        Value(file.checks?.value),
        Value(plan.stages.last?.isWindows ?? false),
      ])
  }

  private mutating func writeDiagnostics() {
    let diagnostics = file.diagnostics + plan.diagnostics
    for diagnostic in diagnostics.prefix(Self.diagnosticLimit) { report(diagnostic) }
    if diagnostics.count > Self.diagnosticLimit {
      let more = diagnostics.count - Self.diagnosticLimit
      report(Diagnostic(kind: "limit", severity: .warning, line: nil, message: "\(more) more were found."))
    }
    if file.diagnostics.contains(where: { $0.severity == .error }) {
      rows.parseStatus = plan.steps.contains { $0.instruction.keyword != nil } ? .partial : .failed
    }
  }

  func severity(_ severity: Diagnostic.Severity) -> FactRows.Diagnostic.Severity {
    switch severity {
    case .error: .error
    case .warning: .warning
    case .info: .info
    }
  }

  mutating func report(_ diagnostic: Diagnostic) {
    guard rows.diagnostics.count <= 2 * Self.diagnosticLimit else { return }
    rows.diagnostics.append(
      .init(
        line: diagnostic.line, kind: diagnostic.kind, severity: severity(diagnostic.severity),
        message: diagnostic.message))
  }
}
