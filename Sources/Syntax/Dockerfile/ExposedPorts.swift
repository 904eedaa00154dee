/// The ports that a word of EXPOSE names, `[[address:]published:]container[/protocol]`.
package struct ExposedPorts: Sendable, Equatable {
  package var ports: ClosedRange<Int>
  /// tcp, udp or sctp.
  package var transport: String

  /// Each as `port/protocol`.
  package var names: [String] { ports.map { "\($0)/\(transport)" } }

  package init(_ text: String) throws(BuildError) {
    let (address, published, rest) = Self.split(text)
    let written = rest.prefix { $0 != "/" }
    guard !written.isEmpty else { throw BuildError("invalid port: \"\(text)\": no port specified") }
    let name = rest.dropFirst(written.count + 1)
    transport = name.isEmpty ? "tcp" : name.lowercased()
    guard ["tcp", "udp", "sctp"].contains(transport) else {
      throw BuildError("invalid port: \"\(text)\": invalid protocol: \(name)")
    }
    guard address.isEmpty || Self.isAddress(address) else {
      throw BuildError("invalid port: \"\(text)\": invalid IP address: \(address)")
    }
    guard let ports = Self.range(written) else {
      throw BuildError("invalid port: \"\(text)\": invalid containerPort: \(written)")
    }
    self.ports = ports
    guard !published.isEmpty else { return }
    guard let outer = Self.range(published[...]) else {
      throw BuildError("invalid port: \"\(text)\": invalid hostPort: \(published)")
    }
    guard outer.count == ports.count || ports.count == 1 else {
      throw BuildError(
        "invalid port: \"\(text)\": invalid ranges specified for container and host Ports: \(written) and \(published)")
    }
  }

  private static func split(_ text: String) -> (address: String, published: String, container: Substring) {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let container = parts.popLast() ?? ""
    let published = parts.popLast() ?? ""
    return (parts.joined(separator: ":"), String(published), container)
  }

  private static func range(_ text: Substring) -> ClosedRange<Int>? {
    let bounds = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false).map { number($0) }
    guard let low = bounds.first ?? nil, let high = bounds.last ?? nil, low <= high else { return nil }
    return low...high
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy(Ascii.isDigit) else { return nil }
    return Int(text).flatMap { $0 <= 65_535 ? $0 : nil }
  }

  private static func isAddress(_ text: String) -> Bool {
    if text.hasPrefix("["), text.hasSuffix("]") { return isVersion6(text.dropFirst().dropLast()) }
    return text.contains(":") ? isVersion6(text[...]) : isVersion4(text[...])
  }

  private static func isVersion4(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        number(part).map { $0 <= 255 } ?? false && (part.count == 1 || !part.hasPrefix("0"))
      }
  }

  private static func isVersion6(_ text: Substring) -> Bool {
    let bytes = Array(text.utf8)
    guard let gap = bytes[...].firstRange("::") else {
      let groups = groupCount(text)
      return groups == 8
    }
    let (left, right) = (bytes[..<gap.lowerBound], bytes[gap.upperBound...])
    let before = left.isEmpty ? 0 : groupCount(Substring(decoding: left, as: UTF8.self))
    let after = right.isEmpty ? 0 : groupCount(Substring(decoding: right, as: UTF8.self))
    guard let before, let after else { return false }
    return before + after < 8
  }

  /// How many 16-bit groups stand between single colons; an IPv4 address at the end counts for two.
  private static func groupCount(_ text: Substring) -> Int? {
    var groups = text.split(separator: ":", omittingEmptySubsequences: false)
    var count = 0
    if let last = groups.last, last.contains(".") {
      guard isVersion4(last) else { return nil }
      groups.removeLast()
      count = 2
    }
    for group in groups {
      guard (1...4).contains(group.utf8.count), UInt16(group, radix: 16) != nil, !group.hasPrefix("+") else {
        return nil
      }
      count += 1
    }
    return count
  }
}
