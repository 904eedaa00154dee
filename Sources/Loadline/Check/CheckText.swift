import Store

extension CheckResult {
  /// How to print a result.
  public enum Format: String, Sendable, CaseIterable {
    /// One line a finding, as compilers print them, and a summary.
    case text
    /// Version 1 of the JSON shape: version, files, findings, diagnostics.
    case json
    /// Workflow commands that annotate the lines of a pull request.
    case github
    /// SARIF 2.1.0, for code hosts and editors.
    case sarif
    /// JUnit's XML, for build servers.
    case junit
  }

  /// The result as text, with a line end after the last line.
  ///
  /// - Parameter format: How to print it.
  /// - Returns: The text.
  public func text(as format: Format) -> String {
    switch format {
    case .text: plain
    case .json: json
    case .github: annotations
    case .sarif: CheckSARIF(result: self).text
    case .junit: CheckJUnit(result: self).text
    }
  }

  private var plain: String {
    let lines = findings.map { finding in
      "\(Self.place(finding.path, finding.line)): \(finding.severity.rawValue): \(finding.message) [\(finding.rule)]"
    }
    let trouble = diagnostics.map { "\(Self.place($0.path, $0.line)): \($0.kind): \($0.message)" }
    return (lines + trouble + [summary]).map { TerminalText.visible($0) + "\n" }.joined()
  }

  private var summary: String {
    let counted = Severity.allCases.reversed().compactMap { severity in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)"
    }
    let detail = counted.isEmpty ? "" : " (\(counted.joined(separator: ", ")))"
    let judged = files == 1 ? "1 file" : "\(files) files"
    return findings.count == 1 ? "1 finding in \(judged)\(detail)" : "\(findings.count) findings in \(judged)\(detail)"
  }

  private static func place(_ path: String, _ line: Int?) -> String {
    line.map { "\(path):\($0)" } ?? path
  }

  private var json: String {
    let findings = findings.map { finding in
      JSONDocument.object([
        ("rule", JSONText.string(finding.rule)), ("severity", JSONText.string(finding.severity.rawValue)),
        ("path", JSONText.string(finding.path)), ("line", Self.number(finding.line)),
        ("end_line", Self.number(finding.endLine)), ("subject", JSONText.string(finding.subject)),
        ("message", JSONText.string(finding.message)),
        ("aliases", JSONDocument.array(finding.aliases.map(JSONText.string))),
      ])
    }
    let diagnostics = diagnostics.map { diagnostic in
      JSONDocument.object([
        ("path", JSONText.string(diagnostic.path)), ("line", Self.number(diagnostic.line)),
        ("kind", JSONText.string(diagnostic.kind)), ("message", JSONText.string(diagnostic.message)),
      ])
    }
    return JSONDocument.object([
      ("version", "1"), ("files", String(files)), ("findings", JSONDocument.lines(findings)),
      ("diagnostics", JSONDocument.lines(diagnostics)),
    ]) + "\n"
  }

  private static func number(_ value: Int?) -> String { value.map(String.init) ?? "null" }

  private var annotations: String {
    let lines = findings.map { finding in
      let level = finding.severity >= .high ? "error" : finding.severity >= .low ? "warning" : "notice"
      return Self.annotation(level, finding.path, finding.line, title: finding.rule, finding.message)
    }
    let trouble = diagnostics.map { diagnostic in
      Self.annotation(
        diagnostic.isError ? "error" : "warning", diagnostic.path, diagnostic.line, title: diagnostic.kind,
        diagnostic.message)
    }
    return lines.joined() + trouble.joined()
  }

  private static func annotation(
    _ level: String, _ path: String, _ line: Int?, title: String, _ message: String
  ) -> String {
    let line = line.map { ",line=\($0)" } ?? ""
    return "::\(level) file=\(property(path))\(line),title=\(property(title))::\(escaped(message))\n"
  }

  private static func property(_ text: String) -> String {
    escaped(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }

  /// Text of a workflow command may not hold line ends.
  private static func escaped(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }
}
