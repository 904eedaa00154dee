/// The documents of a YAML text, with all that had to be left out of them.
package struct YAMLStream: Sendable {
  package let documents: [YAMLNode]
  package let diagnostics: [Diagnostic]
  package let comments: [LineComment]

  /// How many broken lines are stepped over before the rest of a text is given up.
  private static let repairLimit = 16
  /// How many bytes the attempts to read on may cost together.
  private static let repairBytes = 4 << 20

  /// Reads a text; where a line cannot be read, that line and what is indented below it is left out.
  package init(_ source: SourceText) {
    var bytes = source.bytes
    var diagnostics = source.diagnostics
    Self.replaceControlCharacters(&bytes, into: &diagnostics)
    var builder = YAMLTreeBuilder()
    var problems: [Diagnostic] = []
    var cost = bytes.count
    while true {
      builder = YAMLTreeBuilder()
      guard let problem = YAMLEventReader.read(bytes, { builder.add($0) }) else { break }
      builder.finish()
      let line = Self.brokenLine(problem)
      problems.append(
        Diagnostic(
          kind: "syntax",
          severity: .error,
          line: line,
          message: "Not YAML: \(problem.message). This line and what is indented below it was left out."
        )
      )
      cost += bytes.count
      let mayGoOn = problems.count < Self.repairLimit && cost <= Self.repairBytes
      guard mayGoOn, Self.blank(line: line, in: &bytes) else { break }
    }
    documents = builder.documents
    self.diagnostics = diagnostics + problems + builder.diagnostics
    comments = LineComment.scan(bytes, opaqueSpans: builder.opaqueSpans)
  }

  /// The line to blame: where the text ran out, the one that opened what was never closed.
  private static func brokenLine(_ problem: YAMLProblem) -> Int {
    if let context = problem.context, problem.message.contains("unexpected end of stream") {
      return context.line
    }
    return problem.mark.line
  }

  /// Overwrites a line, and the lines indented deeper that follow it, with spaces.
  ///
  /// - Returns: Whether there was anything to overwrite.
  private static func blank(line: Int, in bytes: inout [UInt8]) -> Bool {
    var start = 0
    for _ in 1..<max(line, 1) {
      guard let lineEnd = bytes[start...].firstIndex(where: isBreak) else { return false }
      start = lineEnd + (bytes[lineEnd...].starts(with: [0x0D, 0x0A]) ? 2 : 1)
    }
    var end = bytes[start...].firstIndex(where: isBreak) ?? bytes.count
    guard bytes[start..<end].contains(where: { !isBlank($0) }) else { return false }
    let indent = bytes[start..<end].prefix(while: isBlank).count
    while end < bytes.count {
      let next = bytes[end...].firstIndex { !isBreak($0) } ?? bytes.count
      let lineEnd = bytes[next...].firstIndex(where: isBreak) ?? bytes.count
      guard next < bytes.count, bytes[next..<lineEnd].prefix(while: isBlank).count > indent else { break }
      end = lineEnd
    }
    for index in start..<end where !isBreak(bytes[index]) {
      bytes[index] = UInt8(ascii: " ")
    }
    return true
  }

  private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func replaceControlCharacters(_ bytes: inout [UInt8], into diagnostics: inout [Diagnostic]) {
    var line = 1
    var first: Int?
    for index in bytes.indices {
      let byte = bytes[index]
      if byte == 0x0A { line += 1 }
      if byte == 0x7F || (byte < 0x20 && byte != 0x09 && byte != 0x0A && byte != 0x0D) {
        first = first ?? line
        bytes[index] = UInt8(ascii: " ")
      }
    }
    guard let first else { return }
    diagnostics.append(
      Diagnostic(
        kind: "encoding",
        severity: .warning,
        line: first,
        message: "The text holds control characters, which YAML does not allow; they were read as spaces."
      )
    )
  }
}
