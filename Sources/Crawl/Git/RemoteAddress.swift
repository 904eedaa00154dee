/// Addresses of remotes, which people fill with passwords.
package enum RemoteAddress {
  /// The address without user, password, query and fragment; a bare `git@` stays, since it is no secret.
  package static func withoutCredentials(_ address: String) -> String {
    guard let scheme = address.firstRange(of: "://") else { return address }
    var rest = address[scheme.upperBound...]
    if let mark = rest.firstIndex(where: { $0 == "?" || $0 == "#" }) { rest = rest[..<mark] }
    let authorityEnd = rest.firstIndex(of: "/") ?? rest.endIndex
    if let at = rest[..<authorityEnd].lastIndex(of: "@") {
      let user = rest[..<at]
      rest = user == "git" ? rest : rest[rest.index(after: at)...]
    }
    return String(address[..<scheme.upperBound] + rest)
  }
}
