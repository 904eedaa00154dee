import Foundation
import Knowledge
import Syntax
import Yams

/// A configuration of another tool.
struct ForeignFile {
  let name: String
  let text: String

  /// Adds what the file says.
  func add(to settings: inout ForeignSettings) throws(LoadlineError) {
    let base = name.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if base.contains("hadolint") {
      Self.addHadolint(try root(), name, &settings)
    } else if base.contains("checkov") {
      Self.addCheckov(try root(), name, &settings)
    } else if base.hasPrefix(".trivyignore") {
      if base.hasSuffix("yaml") || base.hasSuffix("yml") {
        Self.addTrivy(try root(), name, &settings)
      } else {
        addTrivyLines(&settings)
      }
    } else if base.contains("dclint") {
      Self.addDclint(try root(), name, &settings)
    } else if base.contains("compose-lint") {
      Self.addComposeLint(try root(), name, &settings)
    } else {
      let known = ".hadolint.yaml, .checkov.yaml, .trivyignore, .dclintrc, .compose-lint.yml"
      throw LoadlineError(.input, "\(name): whose settings these are shows by the name alone; known are \(known)")
    }
  }

  private func root() throws(LoadlineError) -> Node {
    do {
      // JSON is YAML, too.
      return try compose(yaml: text) ?? Node.mapping(Node.Mapping([]))
    } catch {
      throw LoadlineError(.input, "\(name) is neither YAML nor JSON: \(error)")
    }
  }

  private static func entries(_ node: Node?) -> [(key: String, value: Node)] {
    guard case .mapping(let mapping)? = node else { return [] }
    return mapping.compactMap { key, value in key.string.map { ($0, value) } }
  }

  private static func texts(_ node: Node?) -> [String] {
    switch node {
    case .sequence(let sequence)?: sequence.compactMap(\.string)
    case .scalar(let scalar)?: scalar.string.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    default: []
    }
  }

  // MARK: hadolint

  private static func addHadolint(_ root: Node, _ name: String, _ settings: inout ForeignSettings) {
    let severities = ["error": "high", "warning": "medium", "info": "low", "style": "info"]
    for (key, value) in entries(root) {
      switch key {
      case "ignored": for id in texts(value) { settings.turnOff(.hadolint, id, name) }
      case "override":
        for (level, ids) in entries(value) {
          for id in texts(ids) {
            if level == "ignore" { settings.turnOff(.hadolint, id, name) }
            if let severity = severities[level] { settings.grade(.hadolint, id, severity, name) }
          }
        }
      case "trustedRegistries": settings.set("registries", texts(value), of: "trusted-registry", name)
      case "label-schema":
        settings.set("labels", entries(value).map { "\($0.key):\($0.value.string ?? "text")" }, name)
      case "strict-labels":
        if value.bool != true { settings.turnOff(.hadolint, "DL3050", name, reason: "strict-labels is not set") }
      case "failure-threshold":
        let bar = value.string.flatMap { severities[$0] } ?? "none"
        settings.leave("\(name): failure-threshold is an option here: loadline check --fail-on \(bar)")
      case "no-fail":
        if value.bool == true { settings.leave("\(name): no-fail is an option here: loadline check --fail-on none") }
      case "format": settings.leave("\(name): format is an option here: loadline check --format sarif")
      case "disable-ignore-pragma":
        if value.bool == true { settings.leave("\(name): disable-ignore-pragma: set suppressions: [] in loadline.yml") }
      default: settings.leave("\(name): \(key) has no counterpart")
      }
    }
  }

  // MARK: Checkov

  private static func addCheckov(_ root: Node, _ name: String, _ settings: inout ForeignSettings) {
    for (key, value) in entries(root) {
      switch key {
      case "skip-check": for id in texts(value) { settings.turnOff(.checkov, id, name) }
      case "skip-path": for path in texts(value) { settings.exclude(path) }
      case "directory", "file", "framework", "quiet", "compact": break
      case "check":
        settings.leave("\(name): check names the only checks to run: loadline check --rules all, or a list of ours")
      default: settings.leave("\(name): \(key) has no counterpart")
      }
    }
  }

  // MARK: Trivy

  /// One id a line, the comment above it as the reason, `exp:` with the last day.
  private func addTrivyLines(_ settings: inout ForeignSettings) {
    var reason: String?
    for line in text.split(whereSeparator: \.isNewline).map({ $0.trimmingCharacters(in: .whitespaces) }) {
      if line.hasPrefix("#") {
        reason = line.drop { $0 == "#" }.trimmingCharacters(in: .whitespaces)
      } else if !line.isEmpty {
        let words = line.split(separator: " ").map(String.init)
        let until = words.first { $0.hasPrefix("exp:") }.map { String($0.dropFirst(4)) }
        if words[0].hasPrefix("CVE-") || words[0].hasPrefix("GHSA-") {
          settings.leave("\(name): \(words[0]) is a flaw in a package, which no container file shows")
        } else {
          settings.exempt(
            .trivy, words[0], reason: reason, until: until.flatMap { CalendarDay.isValid($0) ? $0 : nil }, name)
        }
        reason = nil
      }
    }
  }

  private static func addTrivy(_ root: Node, _ name: String, _ settings: inout ForeignSettings) {
    for (section, list) in entries(root) {
      guard ["misconfigurations", "secrets"].contains(section), case .sequence(let sequence) = list else {
        settings.leave("\(name): \(section) has no counterpart")
        continue
      }
      for entry in sequence {
        guard let id = entry["id"]?.string else { continue }
        let day = entry["expired_at"]?.string.map { String($0.prefix(10)) }
        let paths = texts(entry["paths"])
        for path in paths.isEmpty ? [nil] : paths.map({ Optional($0.replacing("**", with: "*")) }) {
          settings.exempt(
            .trivy, id, path: path, reason: entry["statement"]?.string,
            until: day.flatMap { CalendarDay.isValid($0) ? $0 : nil }, name)
        }
      }
    }
  }

  // MARK: dclint and compose-lint

  private static func addDclint(_ root: Node, _ name: String, _ settings: inout ForeignSettings) {
    for (key, value) in entries(root) {
      switch key {
      case "rules":
        for (rule, setting) in entries(value) {
          var level = setting
          if case .sequence(let sequence) = setting, let first = sequence.first {
            level = first
            if sequence.count > 1 { settings.leave("\(name): the options of \(rule): see the rule's parameters") }
          }
          switch level.int {
          case 0: settings.turnOff(.dclint, rule, name)
          case 1: settings.grade(.dclint, rule, "low", name)
          case 2: settings.grade(.dclint, rule, "high", name)
          default: settings.leave("\(name): \(rule): a level is 0, 1 or 2")
          }
        }
      case "exclude": for path in texts(value) { settings.exclude(path) }
      default: settings.leave("\(name): \(key) has no counterpart")
      }
    }
  }

  private static func addComposeLint(_ root: Node, _ name: String, _ settings: inout ForeignSettings) {
    for (key, value) in entries(root) {
      guard key == "rules" else {
        settings.leave("\(name): \(key) has no counterpart")
        continue
      }
      for (rule, setting) in entries(value) {
        if setting["enabled"]?.bool == false {
          settings.turnOff(.composeLint, rule, name, reason: setting["reason"]?.string)
        }
        if let severity = setting["severity"]?.string?.lowercased(),
          Configuration.RuleSetting.severities.contains(severity)
        {
          settings.grade(.composeLint, rule, severity, name)
        }
        for (service, why) in entries(setting["exclude_services"]) {
          let reason = why.string.map { " (\($0))" } ?? ""
          settings.leave(
            "\(name): \(rule) but not for the service \(service)\(reason): put '# loadline ignore=RULE' above it")
        }
      }
    }
  }
}
