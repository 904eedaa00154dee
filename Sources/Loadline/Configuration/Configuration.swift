import Foundation
import Yams

/// What `loadline.yml` says: where to look, who owns what, which rules hold, and what is exempt.
public struct Configuration: Sendable, Hashable {
  /// Folders to crawl where the command names none; relative ones are below the configuration's own folder.
  public var roots: [String] = []
  /// Patterns of repository names that are left out; `*` stands for any text.
  public var excludedRepositories: [String] = []
  /// Patterns of paths within repositories that are left out.
  public var excludedPaths: [String] = []
  /// Owners of files, where CODEOWNERS does not say or should not count.
  public var owners: [Owner] = []
  /// What differs from the rules' records, by rule id.
  public var rules: [String: RuleSetting] = [:]
  /// Exemptions from rules.
  public var exemptions: [Exemption] = []
  /// Tools whose inline suppressions count beside Loadline's own; nil for all that are known.
  public var suppressions: [String]?
  /// Which rules are judged.
  public var ruleSelection = RuleSelection.onByDefault
  /// Folders of the organisation's own records, each with `rules` and `patterns` in it.
  public var knowledge: [String] = []
  /// Which images may be used where.
  public var imagePolicy: [ImagePolicyEntry] = []
  /// Title of the report.
  public var reportTitle: String?
  /// Largest file that is read, in bytes; nil for 1 MiB.
  public var maximumFileSize: Int?

  /// An empty configuration: everything as built in.
  public init() {}

  /// Which rules are judged.
  public enum RuleSelection: Sendable, Hashable {
    /// Those that are on by default, with what ``Configuration/rules`` says of each.
    case onByDefault
    /// Also those that are off by default.
    case all
    /// These alone.
    case only([String])
  }

  /// An owner of some files.
  public struct Owner: Sendable, Hashable {
    /// Team or person, such as `@org/platform`.
    public var owner: String
    /// Pattern of repository names; nil for all.
    public var repository: String?
    /// Pattern of paths; nil for all.
    public var path: String?
  }

  /// What differs from a rule's record.
  public struct RuleSetting: Sendable, Hashable {
    /// Whether the rule is judged; nil for the record's own default.
    public var isEnabled: Bool?
    /// Severity in place of the record's.
    public var severity: String?
    /// Parameters in place of the record's, each a list of values.
    public var parameters: [String: [String]] = [:]
  }

  /// A rule need not hold for some files.
  public struct Exemption: Sendable, Hashable {
    /// Rule id, or another tool's as `hadolint:DL3006`.
    public var rule: String
    /// Pattern of repository names; nil for all.
    public var repository: String?
    /// Pattern of paths; nil for all.
    public var path: String?
    /// Why.
    public var reason: String
    /// Who granted it.
    public var grantedBy: String?
    /// Last day it counts, as 2026-12-31; nil for ever.
    public var until: String?
  }
}

extension Configuration {
  /// Reads a file.
  ///
  /// - Parameter path: Path of the file.
  /// - Throws: ``LoadlineError`` that names file and line where it cannot be read or understood.
  public init(path: String) throws(LoadlineError) {
    let text: String
    do {
      text = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw LoadlineError(.input, "\(path) cannot be read: check --config")
    }
    self = try Self(text: text, file: path)
    let folder = URL(filePath: path).deletingLastPathComponent()
    let below = { (relative: String) in URL(filePath: relative, relativeTo: folder).path(percentEncoded: false) }
    roots = roots.map(below)
    knowledge = knowledge.map(below)
  }

  init(text: String, file: String) throws(LoadlineError) {
    self.init()
    guard let node = try Self.composed(text, file: file) else { return }
    let keys = [
      "roots", "exclude", "owners", "rules", "exemptions", "suppressions", "knowledge", "report", "limits",
      "image_policy",
    ]
    let root = try ConfigurationNode(file: file, node).mapping(keys: keys)
    roots = try root["roots"].texts()
    knowledge = try root["knowledge"].texts()
    suppressions = try root["suppressions"].map { node throws(LoadlineError) in try [node].flatTexts() }
    if let exclude = try root["exclude"]?.mapping(keys: ["repositories", "paths"]) {
      excludedRepositories = try exclude["repositories"].texts()
      excludedPaths = try exclude["paths"].texts()
    }
    for entry in try root["owners"]?.list() ?? [] { owners.append(try Owner(entry)) }
    for (id, entry) in try root["rules"]?.mapping() ?? [:] { rules[id] = try RuleSetting(entry) }
    for entry in try root["exemptions"]?.list() ?? [] { exemptions.append(try Exemption(entry)) }
    for entry in try root["image_policy"]?.list() ?? [] { imagePolicy.append(try ImagePolicyEntry(entry)) }
    reportTitle = try root["report"]?.mapping(keys: ["title"])["title"]?.text()
    maximumFileSize = try root["limits"]?.mapping(keys: ["file_size"])["file_size"]?.number()
  }

  private static func composed(_ text: String, file: String) throws(LoadlineError) -> Node? {
    do {
      return try compose(yaml: text)
    } catch let error as YamlError {
      throw LoadlineError(.input, "\(file): is not YAML: \(error)")
    } catch {
      throw LoadlineError(.input, "\(file): is not YAML")
    }
  }
}

extension Optional<ConfigurationNode> {
  /// The texts of a list; none where there is no list.
  func texts() throws(LoadlineError) -> [String] {
    guard let self else { return [] }
    return try [self].flatTexts()
  }
}

extension [ConfigurationNode] {
  func flatTexts() throws(LoadlineError) -> [String] {
    var texts: [String] = []
    for node in self {
      for entry in try node.list() { texts.append(try entry.text()) }
    }
    return texts
  }
}

extension Configuration.Owner {
  init(_ node: ConfigurationNode) throws(LoadlineError) {
    let entries = try node.mapping(keys: ["owner", "repository", "path"])
    guard let owner = try entries["owner"]?.text() else { throw node.failure("needs an owner") }
    self.init(owner: owner, repository: try entries["repository"]?.text(), path: try entries["path"]?.text())
  }
}

extension Configuration.RuleSetting {
  static let severities = ["critical", "high", "medium", "low", "info"]

  init(_ node: ConfigurationNode) throws(LoadlineError) {
    let entries = try node.mapping(keys: ["enabled", "severity", "parameters"])
    isEnabled = try entries["enabled"]?.flag()
    severity = try entries["severity"]?.text()
    if let severity, !Self.severities.contains(severity) {
      throw node.failure("severity must be one of \(Self.severities.joined(separator: ", "))")
    }
    for (name, value) in try entries["parameters"]?.mapping() ?? [:] { parameters[name] = try [value].flatTexts() }
  }
}

extension Configuration.Exemption {
  init(_ node: ConfigurationNode) throws(LoadlineError) {
    let entries = try node.mapping(keys: ["rule", "repository", "path", "reason", "granted_by", "until"])
    guard let rule = try entries["rule"]?.text() else { throw node.failure("needs a rule") }
    guard let reason = try entries["reason"]?.text(), !reason.isEmpty else {
      throw node.failure("needs a reason: an exemption that nobody can explain helps nobody")
    }
    self.init(
      rule: rule, repository: try entries["repository"]?.text(), path: try entries["path"]?.text(), reason: reason,
      grantedBy: try entries["granted_by"]?.text(), until: try entries["until"]?.day())
  }
}
