import Store
import Syntax

/// The tables `service_capability`, `service_option` and `service_healthcheck`.
extension ComposeFactWriter {
  mutating func writeOptions(of service: ComposeService, _ serviceID: Value) {
    for kind in ["add", "drop"] {
      for capability in service.texts("cap_\(kind)") {
        let name = capability.text.uppercased()
        rows.append(
          .serviceCapability,
          [
            .integer(rows.nextID(.serviceCapability)), id, serviceID, .text(kind),
            .text(name.hasPrefix("CAP_") ? String(name.dropFirst(4)) : name), line(capability.line),
          ])
      }
    }
    for (kind, key) in [
      ("security_opt", "security_opt"), ("device", "devices"), ("dns", "dns"), ("group_add", "group_add"),
      ("device_cgroup_rule", "device_cgroup_rules"),
    ] {
      for entry in service.texts(key) { append(kind, entry.text, nil, serviceID, at: entry.line) }
    }
    for item in service["devices"]?.items ?? [] where item.entries != nil {
      let parts = ["source", "target", "permissions"].map { ComposeText(item[$0])?.text }
      let device = [parts[0] ?? "", parts[1] ?? parts[0] ?? "", parts[2] ?? "rwm"].joined(separator: ":")
      append("device", device, nil, serviceID, at: item.line)
    }
    let pairs = [
      ("label", service.labels), ("build_arg", service.build?.arguments ?? []), ("sysctl", service.pairs("sysctls")),
    ]
    for (kind, pairs) in pairs {
      for pair in pairs { append(kind, pair.name.text, pair.value?.text, serviceID, at: pair.line) }
    }
    writeExtraHosts(of: service, serviceID)
    for entry in service["ulimits"]?.entries ?? [] {
      let ends = ["soft", "hard"].compactMap { ComposeText(entry.value[$0])?.text }
      let value = ComposeText(entry.value)?.text ?? ends.joined(separator: ":")
      append("ulimit", entry.key, value.isEmpty ? nil : value, serviceID, at: entry.line)
    }
  }

  /// `host:address`, `host=address`, or a mapping.
  private mutating func writeExtraHosts(of service: ComposeService, _ serviceID: Value) {
    guard let node = service["extra_hosts"] else { return }
    for entry in node.entries ?? [] {
      append("extra_host", entry.key, ComposeText(entry.value)?.text, serviceID, at: entry.line)
    }
    for item in node.items ?? [] {
      guard let text = ComposeText(item) else { continue }
      let host = text.text.prefix { $0 != ":" && $0 != "=" }
      let address = text.text.dropFirst(host.count + 1)
      append("extra_host", String(host), address.isEmpty ? nil : String(address), serviceID, at: text.line)
    }
  }

  private mutating func append(
    _ kind: String, _ name: String, _ value: String?, _ serviceID: Value, at lineNumber: Int
  ) {
    rows.append(
      .serviceOption,
      [
        .integer(rows.nextID(.serviceOption)), id, serviceID, .text(kind), .text(name), Value(value), line(lineNumber),
      ])
  }

  mutating func writeHealthcheck(of service: ComposeService, _ serviceID: Value) {
    guard let healthcheck = service.healthcheck, let kind = Self.kind(of: healthcheck) else { return }
    let form: String? =
      switch healthcheck.form {
      case .string, .exec, .shell: healthcheck.form?.rawValue
      case .disabled, .invalid, nil: nil
      }
    rows.append(
      .serviceHealthcheck,
      [
        .integer(rows.nextID(.serviceHealthcheck)), id, serviceID, .text(kind), Value(form),
        healthcheck.test.isEmpty ? .null : .text(healthcheck.test.joined(separator: " ")),
        Value(healthcheck.interval?.text), Value(healthcheck.timeout?.text), Value(healthcheck.retries?.text),
        Value(healthcheck.startPeriod?.text), line(healthcheck.line),
      ])
  }
}
