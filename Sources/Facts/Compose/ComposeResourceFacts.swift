import Store
import Syntax

/// The tables of top-level networks, volumes, secrets and configs.
extension ComposeFactWriter {
  mutating func writeResources() {
    for network in file.networks {
      rows.append(
        .composeNetwork,
        [
          .integer(rows.nextID(.composeNetwork)), id, .text(network.key), isExternal(network),
          Value(network.internal?.isOn ?? false), Value(network.driver?.text), line(network.line),
        ])
    }
    for volume in file.volumes {
      rows.append(
        .composeVolume,
        [
          .integer(rows.nextID(.composeVolume)), id, .text(volume.key), isExternal(volume),
          Value(volume.driver?.text), Value(bindSource(of: volume)), line(volume.line),
        ])
    }
    for (kind, resources) in [("secret", file.secrets), ("config", file.configs)] {
      for resource in resources {
        let (origin, value) = origin(of: resource)
        rows.append(
          .composeSecret,
          [
            .integer(rows.nextID(.composeSecret)), id, .text(kind), .text(resource.key), isExternal(resource),
            Value(origin), Value(value), line(resource.line),
          ])
      }
    }
  }

  private func isExternal(_ resource: ComposeResource) -> Value {
    Value(resource.external?.isOn ?? false)
  }

  private func origin(of resource: ComposeResource) -> (String?, value: String?) {
    if let file = resource.file { return ("file", file.text) }
    if let environment = resource.environment { return ("environment", environment.text) }
    return (resource.inlineContent == nil ? nil : "content", nil)
  }

  private func bindSource(of volume: ComposeResource) -> String? {
    let options = volume.driverOptions
    func option(_ name: String) -> String? { options.first { $0.name.raw == name }?.value?.text }
    let flags = (option("o") ?? "").split(separator: ",")
    return flags.contains("bind") || flags.contains("rbind") ? option("device") : nil
  }
}
