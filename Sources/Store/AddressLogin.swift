extension String {
  /// The text with `…` in the place of user and password in each address: `https://…@host/x`.
  ///
  /// A user alone may be a token, so that it goes too; that of SSH, which is no secret, stays. So does nothing of a login
  /// that the text was cut in.
  package var withoutLogins: String {
    let bytes = Array(utf8)
    return AddressLogins(bytes: bytes).hidden().map { String(decoding: $0, as: UTF8.self) } ?? self
  }
}

/// Looks for `scheme://user:password@host` in a text, whatever language it is written in.
private struct AddressLogins {
  let bytes: [UInt8]

  private static let ellipsis = Array("…".utf8)
  /// Subjects of findings are not cut before.
  private static let shortestCut = 60

  /// The text without logins, or nil where it has none.
  func hidden() -> [UInt8]? {
    var shown: [UInt8] = []
    var copied = 0
    var index = 0
    while let start = authority(from: index) {
      let (isLogin, end) = read(from: start)
      if isLogin {
        shown += bytes[copied..<start] + Self.ellipsis
        copied = end
      }
      // Another address may begin with the colon that this one ended behind.
      index = max(start, end - 1)
    }
    return copied == 0 ? nil : shown + bytes[copied...]
  }

  /// Where what follows the next `://` begins.
  private func authority(from start: Int) -> Int? {
    var index = start
    while index + 2 < bytes.count {
      if bytes[index...].starts(with: "://".utf8) { return index + 3 }
      index += 1
    }
    return nil
  }

  /// Whether a login begins at `start`, and where it ends: at the `@` behind it, or where it is cut. What is none is read
  /// to where one might begin again.
  private func read(from start: Int) -> (isLogin: Bool, end: Int) {
    var colon: Int?
    var at: Int?
    var index = start
    scan: while index < bytes.count {
      switch bytes[index] {
      case 0...32, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"): break scan
      case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"):
        // Passwords have them too, against the standard; a port has not.
        guard at == nil, let colon, !isPort(bytes[(colon + 1)..<index]) else { break scan }
      case UInt8(ascii: "@"): at = index
      case UInt8(ascii: ":") where colon == nil && at == nil: colon = index
      default: break
      }
      index += 1
    }
    if let at { return (at > start && (colon != nil || !isSSH(start)), at) }
    guard let colon, let cut = cut(at: index) else { return (false, index) }
    return (!isPort(bytes[(colon + 1)..<max(cut, colon + 1)]), index)
  }

  private func isPort(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    return "${<%".utf8.contains(first) || text.allSatisfy { (0x30...0x39).contains($0) }
  }

  private func isSSH(_ start: Int) -> Bool { bytes[..<(start - 3)].suffix(3).elementsEqual("ssh".utf8) }

  /// Where the text was cut that is read to `end`, or nil where it is whole.
  private func cut(at end: Int) -> Int? {
    if bytes[..<end].suffix(3).elementsEqual(Self.ellipsis) { return end - 3 }
    return end == bytes.count && end >= Self.shortestCut ? end : nil
  }
}
