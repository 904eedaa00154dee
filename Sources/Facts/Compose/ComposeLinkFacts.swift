import Store
import Syntax

/// The tables that tie a service to other services, networks, secrets and configs.
extension ComposeFactWriter {
  mutating func writeDependencies(of service: ComposeService, _ serviceID: Value) {
    for dependency in service.dependencies {
      let condition = dependency.condition?.text
      append(
        "depends_on", dependency.service.text, serviceID, at: dependency.line, condition: condition,
        isRequired: dependency.isRequired != .off)
    }
    for link in service.texts("links") {
      append("links", beforeColon(link.text), serviceID, at: link.line)
    }
    for source in service.texts("volumes_from") where !source.text.hasPrefix("container:") {
      append("volumes_from", beforeColon(source.text), serviceID, at: source.line)
    }
    if let mode = networkMode(of: service), let other = joinedService(mode.text) {
      append("network_mode", other, serviceID, at: mode.line)
    }
  }

  /// The service whose network it joins. Version 1 named services as containers.
  private func joinedService(_ mode: String) -> String? {
    if mode.hasPrefix("service:") { return String(mode.dropFirst("service:".count)) }
    guard file.format == .v1, mode.hasPrefix("container:") else { return nil }
    let name = String(mode.dropFirst("container:".count))
    return file.services.contains { $0.name == name } ? name : nil
  }

  private mutating func append(
    _ kind: String, _ other: String, _ serviceID: Value, at lineNumber: Int, condition: String? = nil,
    isRequired: Bool = true
  ) {
    rows.append(
      .serviceDependency,
      [
        .integer(rows.nextID(.serviceDependency)), id, serviceID, .text(kind), .text(other),
        .text(condition ?? "service_started"), Value(condition != nil), Value(isRequired), line(lineNumber),
      ])
  }

  private func beforeColon(_ text: String) -> String {
    String(text.prefix { $0 != ":" })
  }

  mutating func writeGrants(of service: ComposeService, _ serviceID: Value) {
    for network in service.networks {
      let aliases = (network.detail?["aliases"]?.items ?? []).compactMap { ComposeText($0)?.text }
      rows.append(
        .serviceNetwork,
        [
          .integer(rows.nextID(.serviceNetwork)), id, serviceID, .text(network.name.text),
          aliases.isEmpty ? .null : .text(JSONText.array(aliases)), line(network.line),
        ])
    }
    let buildSecrets = service.build.map { ComposeGrant.grants($0.node["secrets"]) } ?? []
    let kinds = [("secret", service.secrets), ("config", service.configs), ("build-secret", buildSecrets)]
    for (kind, grants) in kinds {
      for grant in grants {
        rows.append(
          .serviceSecret,
          [
            .integer(rows.nextID(.serviceSecret)), id, serviceID, .text(kind), .text(grant.source.text),
            Value(grant.target?.text), line(grant.line),
          ])
      }
    }
  }
}
