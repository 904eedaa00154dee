import Store
import Syntax

/// The table `service_setting`.
extension ComposeFactWriter {
  /// Keys of a service whose entries have a table of their own, or whose keys are names that the author chose.
  private static let elsewhere: Set<String> = [
    "annotations", "build.additional_contexts", "build.args", "build.extra_hosts", "build.labels", "build.secrets",
    "configs", "deploy.labels", "environment", "expose", "extra_hosts", "labels", "ports", "secrets", "sysctls",
    "volumes",
  ]

  mutating func writeSettings(of service: ComposeService, _ serviceID: Value) {
    for entry in service.node.entries ?? [] where !entry.key.hasPrefix("x-") {
      writeSettings(entry.value, named: entry.key, at: entry.line, serviceID)
    }
  }

  /// The depth of the tree is limited where it is made, so this recursion is too.
  private mutating func writeSettings(_ node: YAMLNode, named name: String, at lineNumber: Int, _ serviceID: Value) {
    guard nodeBudget > 0, !Self.elsewhere.contains(name), node.tag != "!reset" else { return }
    nodeBudget -= name.utf8.count
    for entry in node.entries ?? [] {
      writeSettings(entry.value, named: "\(name).\(entry.key)", at: entry.line, serviceID)
    }
    for item in node.items ?? [] { writeSettings(item, named: name, at: item.line, serviceID) }
    guard node.scalar != nil else { return }
    let text = ComposeText(node)
    rows.append(
      .serviceSetting,
      [
        .integer(rows.nextID(.serviceSetting)), id, serviceID, .text(name), Value(text?.value),
        Value(text?.needs.first), line(lineNumber),
      ])
  }
}
