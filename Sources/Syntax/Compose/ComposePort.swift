/// A published port of a service: an item of `ports`.
package struct ComposePort: Hashable, Sendable {
  package enum Form: String, Sendable {
    case short, long
  }

  package let form: Form
  /// The item as written, in the short form; put together from its parts in the long form.
  package let raw: String
  package let line: Int
  /// Address on the host, without the brackets of IPv6; nil where none is given.
  package let hostIP: String?
  /// Port or range on the host, such as `8080` or `8000-8010`; nil where the engine picks one.
  package let published: String?
  /// Port or range in the container.
  package let target: String
  /// `tcp`, `udp`, `sctp` or whatever is written.
  package let `protocol`: String
  /// `ingress` or `host`; nil where none is given.
  package let mode: String?
  /// Variables that some part of it hangs on; such a part holds the reference as written.
  package let needs: [String]
  /// Whether Compose would refuse it.
  package let isInvalid: Bool

  static func ports(_ node: YAMLNode?) -> [ComposePort] {
    guard let node else { return [] }
    return (node.items ?? [node]).compactMap { item in
      item.entries == nil ? ComposeText(item).map(ComposePort.init(short:)) : ComposePort(long: item)
    }
  }

  /// Reads `[[host address:]host port:]container port[/protocol]`.
  package init(short text: ComposeText) {
    let halves = ComposeSpec.split(text.text, at: "/")
    var parts = ComposeSpec.split(halves.first ?? "", at: ":")
    let target = parts.popLast() ?? ""
    let published = parts.popLast() ?? ""
    let address = parts.joined(separator: ":")
    let isBracketed = address.hasPrefix("[") && address.hasSuffix("]")
    form = .short
    raw = text.raw
    line = text.line
    hostIP = address.isEmpty ? nil : isBracketed ? String(address.dropFirst().dropLast()) : address
    self.published = published.isEmpty ? nil : published
    self.target = target
    self.protocol = halves.count > 1 && !halves[1].isEmpty ? halves[1].lowercased() : "tcp"
    mode = nil
    needs = text.needs
    let isLiteral = text.needs.isEmpty
    isInvalid =
      text.interpolation.isInvalid || halves.count > 2
      || isLiteral
        && !Self.isValid(hostIP: hostIP, published: self.published, target: target, protocol: self.protocol)
  }

  init(long node: YAMLNode) {
    func text(_ key: String) -> ComposeText? { ComposeText(node[key]) }
    let parts = [text("host_ip"), text("published"), text("target"), text("protocol"), text("mode")]
    form = .long
    line = node.line
    hostIP = parts[0]?.text
    published = parts[1].flatMap { $0.text.isEmpty ? nil : $0.text }
    target = parts[2]?.text ?? ""
    self.protocol = parts[3]?.text ?? "tcp"
    mode = parts[4]?.text
    needs = parts.compactMap(\.self).flatMap(\.needs)
    raw = parts[0...2].compactMap { $0?.raw }.joined(separator: ":")
    isInvalid = needs.isEmpty && Self.range(target) == nil
  }

  /// First and last port of `80` or `8000-8010`; nil where it is no port.
  package static func range(_ text: String) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1] else { return nil }
    guard first >= 0, first <= last, last <= 65535 else { return nil }
    return first...last
  }

  private static func isValid(hostIP: String?, published: String?, target: String, protocol: String) -> Bool {
    guard let inside = range(target), ["tcp", "udp", "sctp"].contains(`protocol`) else { return false }
    if let hostIP, !isAddress(hostIP) { return false }
    guard let published else { return true }
    guard let outside = range(published) else { return false }
    return inside.count == 1 || inside.count == outside.count
  }

  static func isAddress(_ text: String) -> Bool {
    if text.contains(":") {
      return text.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." || $0 == "%" }
    }
    let bytes = text.split(separator: ".", omittingEmptySubsequences: false)
    return bytes.count == 4 && bytes.allSatisfy { UInt8($0) != nil }
  }
}

/// Helps to take the colon-separated short forms apart.
enum ComposeSpec {
  /// Splits at a character outside of `${…}` and `[…]`.
  static func split(_ text: String, at separator: Character) -> [String] {
    var parts = [""]
    var depth = 0
    var previous: Character = " "
    for character in text {
      if character == "{", previous == "$" || depth > 0 { depth += 1 }
      if character == "}", depth > 0 { depth -= 1 }
      if character == separator, depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
      previous = character
    }
    return parts
  }
}
