import Crawl
import Facts
import Judge
import Knowledge
import Store
import Syntax

/// Judges files without a database file.
///
/// The files are judged as one repository in memory, so that rules that look at files side by side see them all.
public struct Checker: Sendable {
  private let configuration: Configuration
  /// All rules, or nil where the configuration changes none, so that only those that matter have to be read.
  private let base: KnowledgeBase?

  /// Makes a checker.
  ///
  /// - Parameter configuration: Which rules hold, and what is exempt.
  /// - Throws: ``LoadlineError`` where the configuration or a record is wrong.
  public init(configuration: Configuration = Configuration()) throws(LoadlineError) {
    self.configuration = configuration
    base = configuration.leavesKnowledgeAlone ? nil : try KnowledgeLibrary(forChecking: configuration).base
  }

  /// Judges files, and the container files in folders.
  ///
  /// - Parameters:
  ///   - paths: Files, folders, or `-` for a Dockerfile on standard input.
  ///   - day: The day on which to judge, as 2026-08-22: supports and suppressions end with time; nil for today.
  ///   - shellCheck: The ShellCheck that looks at the scripts of Dockerfiles; nil for none.
  ///   - describesRules: Whether the result also says what there is to say about each rule, which SARIF does.
  /// - Returns: What was found.
  /// - Throws: ``LoadlineError`` where a path is not there, or the database in memory fails.
  public func check(
    paths: [String], asOf day: String? = nil, shellCheck: ShellCheckProgram? = nil, describesRules: Bool = false
  ) throws(LoadlineError) -> CheckResult {
    if let day, !CalendarDay.isValid(day) {
      throw LoadlineError(.input, "'\(day)' is no day: write it as 2026-12-31")
    }
    let (sources, troubles) = try CheckedFiles(configuration: configuration).find(paths)
    return try translatingErrors {
      let database = try LoadlineDatabase(isSmall: base == nil && sources.count <= Self.fewFiles)
      return try database.write { connection in
        var index = try MemoryIndex(connection)
        try index.addRepository(name: ".")
        for file in sources { try index.addFile(path: file.path, name: file.name, bytes: file.bytes) }
        if let shellCheck {
          let inPlace: ShellCheckRun.Transaction = { try $0(connection) }
          try ShellCheckRun(program: shellCheck, jobs: 2, read: inPlace, write: inPlace).run()
        }
        let judge = try CheckJudge(connection, now: day.map { "\($0)T00:00:00Z" } ?? Moment.now)
        let base = try base ?? mattering(to: Set(sources.map(\.name.kind.rawValue)), judge)
        let isExempting = try connection.value("SELECT EXISTS (SELECT 1 FROM exemption)") == 1
        try base.storeForChecking(
          in: connection, settings: configuration.knowledgeSettings,
          withAliases: isExempting || !configuration.waivers.isEmpty)
        try base.storeImageLives(in: connection)
        // What is asked of ignore files stands in the parameters of rules.
        if base.reads(Links.tables) { try Links(connection).renew(repositories: [1]) }
        let violations = try judge.violations(
          repositories: [1], waivers: configuration.waivers, countedTools: configuration.suppressions.map(Set.init))
        if isExempting {
          let known = self.base?.rules.map(\.id) ?? KnowledgeBase.builtInRuleIDs
          try SuppressedRules(connection: connection, known: Set(known)).diagnose()
        }
        var result = try result(violations, base, connection, sources: sources, troubles: troubles)
        if describesRules { result.rules = try ruleSummaries() }
        return result
      }
    }
  }

  /// Up to so many files are judged faster without indices than these are made.
  private static let fewFiles = 8

  /// The built-in rules that files of these kinds could violate.
  private func mattering(to kinds: Set<String>, _ judge: CheckJudge) throws -> KnowledgeBase {
    let isAsked = configuration.ruleSelection == .all
    return try KnowledgeBase.builtInRules { rule in
      guard rule.isOnByDefault || isAsked else { return false }
      return (kinds.contains(rule.target) || rule.target == "repository") && judge.mayBeViolated(rule)
    }
  }

  private func result(
    _ violations: [CheckJudge.Violation], _ base: KnowledgeBase, _ connection: Connection, sources: [CheckedFile],
    troubles: [CheckResult.Diagnostic]
  ) throws -> CheckResult {
    let asked = zip(Int64(1)..., sources).filter(\.1.isAsked)
    let names = Dictionary(uniqueKeysWithValues: asked.map { ($0, $1.shownPath) })
    let settings = configuration.knowledgeSettings
    var findings: [CheckResult.Finding] = []
    var exempt: [CheckResult.ExemptFinding] = []
    for violation in violations {
      guard let path = names[violation.fileID], let rule = base.rule(violation.rule),
        let severity = Severity(rawValue: settings.severity(of: rule).rawValue)
      else { continue }
      let finding = CheckResult.Finding(
        rule: rule.id, severity: severity, path: path, line: violation.line,
        endLine: violation.endLine ?? violation.line, subject: violation.subject, message: violation.message,
        aliases: rule.aliases.map(\.description).sorted())
      if let exemption = violation.exemption {
        exempt.append(.init(finding: finding, reason: exemption.reason, isInline: exemption.isInline))
      } else {
        findings.append(finding)
      }
    }
    let diagnostics = try connection.rows(Self.diagnosticsSQL).compactMap { row -> CheckResult.Diagnostic? in
      let file = row.integer("file_id")
      guard let path = file.map({ names[$0] }) ?? row.text("path") ?? "" else { return nil }
      return CheckResult.Diagnostic(
        path: path,
        line: row.integer("line").map(Int.init), kind: row.text("kind") ?? "", message: row.text("message") ?? "",
        isError: row.text("severity") == "error")
    }
    var result = CheckResult(files: asked.count, findings: findings, diagnostics: troubles + diagnostics)
    result.paths = asked.map(\.1.shownPath)
    result.exemptFindings = exempt
    return result
  }

  private func ruleSummaries() throws -> [CheckResult.RuleSummary] {
    let settings = configuration.knowledgeSettings
    return try (base ?? KnowledgeBase.builtInRules()).rules.filter(settings.isEnabled).compactMap { rule in
      Severity(rawValue: settings.severity(of: rule).rawValue).map { severity in
        CheckResult.RuleSummary(
          id: rule.id, title: rule.title, severity: severity, confidence: rule.confidence.rawValue,
          category: rule.category.rawValue, why: rule.rationale, fix: rule.fix,
          aliases: rule.aliases.map(\.description).sorted(),
          controls: rule.controls.map { "\($0.framework):\($0.control)" })
      }
    }
  }

  private static let diagnosticsSQL = """
    SELECT v.file_id, d.path, d.line, d.kind, d.severity, d.message
    FROM diagnostic AS d LEFT JOIN file_version AS v ON v.content_id = d.content_id
    ORDER BY v.file_id, d.line, d.diagnostic_id
    """
}

extension Configuration {
  /// Whether it names no rule and no record.
  fileprivate var leavesKnowledgeAlone: Bool {
    guard rules.isEmpty, exemptions.isEmpty, knowledge.isEmpty else { return false }
    if case .only = ruleSelection { return false }
    return true
  }

  var waivers: [Waiver] {
    exemptions.map {
      Waiver(
        rule: $0.rule, repository: $0.repository, path: $0.path, reason: $0.reason, grantedBy: $0.grantedBy,
        until: $0.until)
    }
  }
}
