import Knowledge
import Store

/// What other tools' settings come to in the words of `loadline.yml`, collected over their files.
struct ForeignSettings {
  struct Setting {
    var isEnabled: Bool?
    var severity: String?
    var parameters: [String: [String]] = [:]
    /// Whence it comes, and what else it touches.
    var notes: [String] = []
  }

  struct Exemption {
    var rule: String
    var path: String?
    var reason: String
    var until: String?
  }

  let base: KnowledgeBase
  private(set) var rules: [String: Setting] = [:]
  private(set) var exemptions: [Exemption] = []
  private(set) var excludedPaths: [String] = []
  /// What has no counterpart, each in a sentence.
  private(set) var leftovers: [String] = []

  init(base: KnowledgeBase) {
    self.base = base
  }

  mutating func leave(_ sentence: String) {
    leftovers.append(sentence)
  }

  mutating func exclude(_ path: String) {
    if !excludedPaths.contains(path) { excludedPaths.append(path) }
  }

  /// Turns off the rules here that are a check of another tool.
  mutating func turnOff(_ peer: Peer, _ id: String, _ origin: String, reason: String? = nil) {
    for rule in named(peer, id, origin) {
      let others = rule.aliases.filter { $0.peer == peer && $0.id.lowercased() != id.lowercased() }.map(\.id)
      let also = others.isEmpty ? "" : "; it is also \(others.sorted().joined(separator: ", ")), which goes with it"
      change(rule) { $0.isEnabled = false }
      note(rule, "\(peer.rawValue):\(id) is off in \(origin)\(reason.map { ": \($0)" } ?? "")\(also)")
    }
  }

  mutating func grade(_ peer: Peer, _ id: String, _ severity: String, _ origin: String) {
    for rule in named(peer, id, origin) where rule.severity.rawValue != severity {
      change(rule) { $0.severity = severity }
      note(rule, "\(peer.rawValue):\(id) in \(origin)")
    }
  }

  /// Sets a parameter of every rule that has it, or of one.
  mutating func set(_ name: String, _ values: [String], of id: String? = nil, _ origin: String) {
    for rule in base.rules where id == nil || rule.id == id {
      guard rule.parameters.contains(where: { $0.name == name }) else { continue }
      change(rule) {
        $0.parameters[name] = values
        $0.isEnabled = $0.isEnabled ?? (rule.isOnByDefault ? nil : true)
      }
      note(rule, "from \(origin)")
    }
  }

  mutating func exempt(
    _ peer: Peer, _ id: String, path: String? = nil, reason: String?, until: String? = nil, _ origin: String
  ) {
    guard !named(peer, id, origin).isEmpty else { return }
    exemptions.append(
      Exemption(rule: "\(peer.rawValue):\(id)", path: path, reason: reason ?? "taken over from \(origin)", until: until)
    )
  }

  private mutating func named(_ peer: Peer, _ id: String, _ origin: String) -> [Rule] {
    let short = id.hasPrefix("AVD-") ? String(id.dropFirst(4)) : id
    let rules = base.rules.filter { rule in
      rule.aliases.contains { $0.peer == peer && $0.id.lowercased() == short.lowercased() }
    }
    if rules.isEmpty { leave("\(origin): \(id) is no check that Loadline has") }
    return rules
  }

  private mutating func change(_ rule: Rule, _ body: (inout Setting) -> Void) {
    body(&rules[rule.id, default: Setting()])
  }

  private mutating func note(_ rule: Rule, _ text: String) {
    if rules[rule.id]?.notes.contains(text) == false { rules[rule.id]?.notes.append(text) }
  }
}

extension ForeignSettings {
  /// The settings as `loadline.yml`.
  var yaml: String {
    var lines: [String] = []
    if !excludedPaths.isEmpty {
      lines += ["exclude:", "  paths:"] + excludedPaths.map { "    - \(Self.quoted($0))" }
    }
    if !rules.isEmpty { lines.append("rules:") }
    for (id, setting) in rules.sorted(by: { $0.key < $1.key }) {
      lines += setting.notes.map { "  # \(TerminalText.visible($0))" } + ["  \(id):"]
      if let isEnabled = setting.isEnabled { lines.append("    enabled: \(isEnabled)") }
      if let severity = setting.severity { lines.append("    severity: \(severity)") }
      if !setting.parameters.isEmpty { lines.append("    parameters:") }
      for (name, values) in setting.parameters.sorted(by: { $0.key < $1.key }) {
        lines.append("      \(name): [\(values.map(Self.quoted).joined(separator: ", "))]")
      }
    }
    if !exemptions.isEmpty { lines.append("exemptions:") }
    for exemption in exemptions {
      lines.append("  - rule: \(Self.quoted(exemption.rule))")
      if let path = exemption.path { lines.append("    path: \(Self.quoted(path))") }
      lines.append("    reason: \(Self.quoted(exemption.reason))")
      if let until = exemption.until { lines.append("    until: \(until)") }
    }
    return lines.isEmpty ? "# nothing to take over\n" : lines.joined(separator: "\n") + "\n"
  }

  /// JSON's texts are YAML's, too.
  private static func quoted(_ text: String) -> String {
    JSONText.string(text)
  }
}
