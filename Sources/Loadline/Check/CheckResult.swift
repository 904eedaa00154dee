/// What a check found.
public struct CheckResult: Sendable, Hashable {
  /// How many files were judged.
  public let files: Int
  /// What violates a rule, by path, line and rule.
  public let findings: [Finding]
  /// What could not be read or understood.
  public let diagnostics: [Diagnostic]
  /// Paths of the files that were judged, as they were given or found.
  public internal(set) var paths: [String] = []
  /// What would be a finding, but for a suppression or an exemption.
  public internal(set) var exemptFindings: [ExemptFinding] = []
  /// The rules that were judged, by id.
  public internal(set) var rules: [RuleSummary] = []

  /// A violation of a rule.
  public struct Finding: Sendable, Hashable {
    /// The rule's id.
    public let rule: String
    /// The rule's severity.
    public let severity: Severity
    /// Path of the file, as it was given or found.
    public let path: String
    /// First line, from 1; nil for the whole file.
    public let line: Int?
    /// Last line of the instruction or section that the line begins; nil for the whole file.
    public let endLine: Int?
    /// What it is about, such as the image.
    public let subject: String
    /// What is wrong.
    public let message: String
    /// The same check elsewhere, each as `hadolint:DL3006`.
    public let aliases: [String]
  }

  /// A violation that does not count.
  public struct ExemptFinding: Sendable, Hashable {
    /// The violation.
    public let finding: Finding
    /// Why it does not count; nil where nobody said.
    public let reason: String?
    /// Whether a comment in the file says so, rather than the configuration.
    public let isInline: Bool
  }

  /// What there is to say about a rule beside its findings.
  public struct RuleSummary: Sendable, Hashable {
    /// The rule's id.
    public let id: String
    /// The good state that it asks for.
    public let title: String
    /// Its severity in force.
    public let severity: Severity
    /// How often a finding is right: high, medium or low.
    public let confidence: String
    /// Its theme.
    public let category: String
    /// Markdown: why it matters.
    public let why: String
    /// Markdown: what to do.
    public let fix: String
    /// The same check elsewhere, each as `hadolint:DL3006`.
    public let aliases: [String]
    /// The controls that it gives evidence for, each as `cis-docker:4.2`.
    public let controls: [String]
  }

  /// Something that could not be read or understood.
  public struct Diagnostic: Sendable, Hashable {
    /// Path of the file.
    public let path: String
    /// Line, from 1; nil for the whole file.
    public let line: Int?
    /// Short name of the trouble.
    public let kind: String
    /// What happened, and what to do.
    public let message: String
    /// Whether something is missing from the judgement because of it.
    public let isError: Bool
  }

  /// Whether a finding is at or over the bar; nothing is over a nil bar.
  ///
  /// - Parameter bar: The least severity that counts.
  /// - Returns: true where there is one.
  public func fails(at bar: Severity?) -> Bool {
    guard let bar else { return false }
    return findings.contains { $0.severity >= bar }
  }
}

/// How much a rule matters.
public enum Severity: String, Sendable, CaseIterable, Comparable {
  /// Worth knowing; has no weight in a score.
  case info
  /// A matter of good order.
  case low
  /// Should be mended.
  case medium
  /// Should be mended soon.
  case high
  /// Should be mended now.
  case critical

  /// Orders severities from info to critical.
  public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
