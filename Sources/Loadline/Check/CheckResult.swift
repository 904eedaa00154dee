/// What a check found.
public struct CheckResult: Sendable, Hashable {
  /// How many files were judged.
  public let files: Int
  /// What violates a rule, by path, line and rule.
  public let findings: [Finding]
  /// What could not be read or understood.
  public let diagnostics: [Diagnostic]

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
