import Store

/// A result as SARIF 2.1.0, which code hosts and editors read.
struct CheckSARIF {
  let result: CheckResult

  var text: String {
    JSONDocument.object([
      ("$schema", JSONText.string("https://json.schemastore.org/sarif-2.1.0.json")), ("version", "\"2.1.0\""),
      ("runs", JSONDocument.array([run])),
    ]) + "\n"
  }

  private var run: String {
    JSONDocument.object([
      ("tool", JSONDocument.object([("driver", driver)])),
      ("columnKind", "\"utf16CodeUnits\""),
      ("invocations", JSONDocument.array([invocation])),
      ("results", JSONDocument.lines(results)),
    ])
  }

  private var driver: String {
    JSONDocument.object([
      ("name", "\"Loadline\""), ("semanticVersion", JSONText.string(LoadlineVersion.current)),
      ("rules", JSONDocument.lines(result.rules.map(Self.rule))),
    ])
  }

  private static func rule(_ rule: CheckResult.RuleSummary) -> String {
    let tags = [rule.category] + rule.aliases + rule.controls
    var properties = [
      ("tags", JSONText.array(tags)), ("precision", JSONText.string(rule.confidence)),
      ("problem.severity", JSONText.string(level(rule.severity) == "note" ? "recommendation" : level(rule.severity))),
    ]
    if ["security", "secrets"].contains(rule.category) {
      properties.append(("security-severity", JSONText.string(securitySeverity(rule.severity))))
    }
    return JSONDocument.object([
      ("id", JSONText.string(rule.id)),
      ("shortDescription", message(rule.title)),
      ("fullDescription", message(rule.why)),
      (
        "help",
        JSONDocument.object([
          ("text", JSONText.string("\(rule.why)\n\n\(rule.fix)")),
          ("markdown", JSONText.string("\(rule.why)\n\n## Fix\n\n\(rule.fix)")),
        ])
      ),
      ("defaultConfiguration", JSONDocument.object([("level", JSONText.string(level(rule.severity)))])),
      ("properties", JSONDocument.object(properties)),
    ])
  }

  private var results: [String] {
    var occurrences: [[String]: Int] = [:]
    let indices = Dictionary(result.rules.enumerated().map { ($1.id, $0) }) { first, _ in first }
    let open = result.findings.map { ($0, CheckResult.ExemptFinding?.none) }
    let exempt = result.exemptFindings.map { ($0.finding, Optional($0)) }
    return (open + exempt).map { finding, exemption in
      let identity = [finding.rule, finding.path, finding.subject]
      occurrences[identity, default: 0] += 1
      var fields = [
        ("ruleId", JSONText.string(finding.rule)), ("level", JSONText.string(Self.level(finding.severity))),
        ("message", Self.message(finding.message)),
        ("locations", JSONDocument.array([Self.location(finding.path, finding.line, finding.endLine)])),
        (
          "partialFingerprints",
          JSONDocument.object([
            ("loadlineFinding/v1", JSONText.string(Fingerprint.of(identity + ["\(occurrences[identity] ?? 1)"])))
          ])
        ),
      ]
      if let index = indices[finding.rule] { fields.insert(("ruleIndex", String(index)), at: 1) }
      if let exemption { fields.append(("suppressions", JSONDocument.array([Self.suppression(exemption)]))) }
      return JSONDocument.object(fields)
    }
  }

  private static func suppression(_ exemption: CheckResult.ExemptFinding) -> String {
    let kind = exemption.isInline ? "\"inSource\"" : "\"external\""
    let justification = exemption.reason.map { [("justification", JSONText.string($0))] } ?? []
    return JSONDocument.object([("kind", kind), ("status", "\"accepted\"")] + justification)
  }

  /// What could not be read is told as notifications, for a result without findings is no good news then.
  private var invocation: String {
    let notifications = result.diagnostics.map { diagnostic in
      JSONDocument.object([
        ("level", diagnostic.isError ? "\"error\"" : "\"warning\""),
        ("message", Self.message("\(diagnostic.kind): \(diagnostic.message)")),
        ("locations", JSONDocument.array([Self.location(diagnostic.path, diagnostic.line, nil)])),
      ])
    }
    return JSONDocument.object([
      ("executionSuccessful", result.diagnostics.contains(where: \.isError) ? "false" : "true"),
      ("toolExecutionNotifications", JSONDocument.lines(notifications)),
    ])
  }

  private static func location(_ path: String, _ line: Int?, _ endLine: Int?) -> String {
    let isAbsolute = path.hasPrefix("/")
    var artifact = [("uri", JSONText.string((isAbsolute ? "file://" : "") + uri(path)))]
    if !isAbsolute { artifact.append(("uriBaseId", "\"%SRCROOT%\"")) }
    var place = [("artifactLocation", JSONDocument.object(artifact))]
    if let line {
      place.append(
        (
          "region",
          JSONDocument.object([("startLine", String(line)), ("endLine", String(max(line, endLine ?? line)))])
        ))
    }
    return JSONDocument.object([("physicalLocation", JSONDocument.object(place))])
  }

  /// The path as a reference, every byte that has a meaning there escaped.
  static func uri(_ path: String) -> String {
    var uri = ""
    for byte in path.utf8 {
      let character = Character(Unicode.Scalar(byte))
      if byte < 128, character.isLetter || character.isNumber || "-._~/".contains(character) {
        uri.append(character)
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        uri += "%\(hex.count == 1 ? "0" : "")\(hex)"
      }
    }
    return uri
  }

  private static func message(_ text: String) -> String {
    JSONDocument.object([("text", JSONText.string(text))])
  }

  private static func level(_ severity: Severity) -> String {
    switch severity {
    case .critical, .high: "error"
    case .medium: "warning"
    case .low, .info: "note"
    }
  }

  /// Between 0 and 10, as code hosts grade what concerns security.
  private static func securitySeverity(_ severity: Severity) -> String {
    switch severity {
    case .critical: "9.5"
    case .high: "8.0"
    case .medium: "5.5"
    case .low: "3.0"
    case .info: "1.0"
    }
  }
}
