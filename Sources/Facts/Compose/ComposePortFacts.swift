import Store
import Syntax

/// The table `service_port`.
extension ComposeFactWriter {
  mutating func writePorts(of service: ComposeService, _ serviceID: Value) {
    for port in service.ports { write(port, kind: "ports", serviceID) }
    for text in service.expose { write(ComposePort(short: text), kind: "expose", serviceID) }
  }

  private mutating func write(_ port: ComposePort, kind: String, _ serviceID: Value) {
    let target = ComposePort.range(port.target)
    rows.append(
      .servicePort,
      [
        .integer(rows.nextID(.servicePort)), id, serviceID, .text(kind), .text(text(port)), Value(port.hostIP),
        Value(kind == "ports" ? port.published : nil), Value(target?.lowerBound), Value(target?.upperBound),
        .text(port.protocol), Value(port.mode), Value(isLoopback(port.hostIP)), Value(port.needs.first),
        line(port.line),
      ])
  }

  private func text(_ port: ComposePort) -> String {
    guard port.form == .long else { return port.raw }
    let fields = [
      ("target", port.target), ("published", port.published), ("host_ip", port.hostIP), ("protocol", port.protocol),
      ("mode", port.mode),
    ]
    return JSONText.object(fields.compactMap { key, value in value.map { (key: key, value: $0) } })
  }

  private func isLoopback(_ address: String?) -> Bool {
    guard let address else { return false }
    return address.hasPrefix("127.") || address == "::1" || address == "localhost"
  }
}
