import Store
import Syntax

/// A Compose file's rows.
enum ComposeFacts {
  static func fill(_ rows: inout FactRows, from bytes: [UInt8]) {
    let source = SourceText(bytes)
    if let line = ComposeTemplate.firstLine(in: source.bytes) {
      rows.parseStatus = .template
      rows.diagnostics.append(
        .init(
          line: line, kind: "template", severity: .info,
          message: "This is a template of a Compose file; it is counted but not judged."))
      return
    }
    var writer = ComposeFactWriter(rows: rows, file: ComposeFile(source))
    writer.write()
    rows = writer.rows
  }
}

/// Writes the rows of one Compose file. Tables that go together have an extension of their own.
struct ComposeFactWriter {
  var rows: FactRows
  let file: ComposeFile
  /// Text that the rows of `compose_node` may still hold, in bytes: long keys repeat in the path of all below them.
  var nodeBudget = 16 << 20

  mutating func write() {
    writeFile()
    for service in file.services { write(service) }
    writeResources()
    if let root = file.root { writeNodes(ofFile: root) }
    writeProblems()
    for comment in file.comments {
      rows.append(.comment, [.integer(rows.nextID(.comment)), id, .text(comment.text), line(comment.line)])
    }
    let landmarks = file.root.map(LineLandmarks.init(yaml:)) ?? LineLandmarks(lines: [])
    rows.addSuppressions(of: file.comments, landmarks)
    rows.addDiagnostics(file.diagnostics, isEmpty: file.root == nil)
  }

  var id: Value { .integer(rows.contentID) }

  func line(_ line: Int?) -> Value { Value(line) }

  private mutating func writeFile() {
    rows.append(
      .composeFile,
      [
        id, .text(form), Value(file.version?.raw), line(file.version?.line), Value(file.name?.text),
        Value(file.services.count), Value(file.documentCount),
      ])
  }

  private var form: String {
    file.format == .specification ? "specification" : "v" + file.format.rawValue
  }
}

extension FactRows {
  /// Adds what was found wrong, and says how much could be read.
  mutating func addDiagnostics(_ found: [Syntax.Diagnostic], isEmpty: Bool) {
    for diagnostic in found {
      let severity: FactRows.Diagnostic.Severity =
        switch diagnostic.severity {
        case .error: .error
        case .warning: .warning
        case .info: .info
        }
      diagnostics.append(
        .init(line: diagnostic.line, kind: diagnostic.kind, severity: severity, message: diagnostic.message))
    }
    if found.contains(where: { $0.severity == .error }) {
      parseStatus = isEmpty ? .failed : .partial
    }
  }
}
