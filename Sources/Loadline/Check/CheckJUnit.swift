/// A result as the XML that JUnit made common: a suite a file, a test case a finding; a file without any has one that
/// passes.
struct CheckJUnit {
  let result: CheckResult

  var text: String {
    let suites = result.paths.map(suite)
    let count = { (name: String, number: Int) in " \(name)=\"\(number)\"" }
    let errors = result.diagnostics.count { $0.isError }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="loadline"\(count("tests", suites.reduce(strayErrors.count) { $0 + $1.tests }))\
      \(count("failures", result.findings.count))\(count("errors", errors))\
      \(count("skipped", result.exemptFindings.count))>
      \(suites.map(\.xml).joined())\(straySuite)</testsuites>

      """
  }

  private func suite(_ path: String) -> (tests: Int, xml: String) {
    let findings = result.findings.filter { $0.path == path }
    let exempt = result.exemptFindings.filter { $0.finding.path == path }
    let errors = result.diagnostics.filter { $0.path == path && $0.isError }
    var cases = findings.map { Self.test($0, Self.failure($0)) }
    cases += exempt.map { Self.test($0.finding, "<skipped message=\"\(Self.escaped($0.reason ?? "exempt"))\"/>") }
    cases += errors.map(Self.error)
    if cases.isEmpty { cases = ["    <testcase name=\"no findings\" classname=\"\(Self.escaped(path))\"/>\n"] }
    let counts = "tests=\"\(cases.count)\" failures=\"\(findings.count)\" errors=\"\(errors.count)\""
    let head = "  <testsuite name=\"\(Self.escaped(path))\" \(counts) skipped=\"\(exempt.count)\">\n"
    return (cases.count, head + cases.joined() + "  </testsuite>\n")
  }

  /// What could not be read, and so is in no suite.
  private var strayErrors: [CheckResult.Diagnostic] {
    let known = Set(result.paths)
    return result.diagnostics.filter { $0.isError && !known.contains($0.path) }
  }

  private var straySuite: String {
    let stray = strayErrors
    guard !stray.isEmpty else { return "" }
    let head = "  <testsuite name=\"not read\" tests=\"\(stray.count)\" failures=\"0\" errors=\"\(stray.count)\">\n"
    return head + stray.map(Self.error).joined() + "  </testsuite>\n"
  }

  private static func test(_ finding: CheckResult.Finding, _ outcome: String) -> String {
    let place = finding.line.map { "\(finding.rule), line \($0)" } ?? finding.rule
    return """
          <testcase name="\(escaped("\(place): \(finding.subject)"))" classname="\(escaped(finding.path))">\(outcome)</testcase>

      """
  }

  private static func failure(_ finding: CheckResult.Finding) -> String {
    let place = finding.line.map { "\(finding.path):\($0)" } ?? finding.path
    return """
      <failure message="\(escaped(finding.message))" type="\(finding.severity.rawValue)">\
      \(escaped("\(place): \(finding.message) [\(finding.rule)]"))</failure>
      """
  }

  private static func error(_ diagnostic: CheckResult.Diagnostic) -> String {
    """
        <testcase name="\(escaped(diagnostic.kind))" classname="\(escaped(diagnostic.path))">\
    <error message="\(escaped(diagnostic.message))" type="\(escaped(diagnostic.kind))"/></testcase>

    """
  }

  /// XML 1.0 has no way to write control characters, so they are shown.
  static func escaped(_ text: String) -> String {
    TerminalText.visible(text).reduce(into: "") { xml, character in
      switch character {
      case "&": xml += "&amp;"
      case "<": xml += "&lt;"
      case ">": xml += "&gt;"
      case "\"": xml += "&quot;"
      case "'": xml += "&apos;"
      default: xml.append(character)
      }
    }
  }
}
