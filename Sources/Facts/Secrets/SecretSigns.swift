/// What names and values say about secrets.
enum SecretSigns {
  /// The kind of secret that a variable of this name would hold, or nil: password, token, key, secret, credential.
  ///
  /// The name is read in parts, as in `DB_PASSWORD`; names of files, limits and public things hold none.
  static func kind(ofName name: String) -> String? {
    let parts = parts(of: name)
    guard let first = parts.first, let last = parts.last, !harmlessBeginnings.contains(first),
      !harmlessEndings.contains(last), !parts.contains(where: harmlessParts.contains), !isHarmlessEnd(parts)
    else { return nil }
    // How somebody is authenticated is said in many words behind this one.
    if last == "auth" { return "credential" }
    if let kind = kinds[last] ?? kind(ofJoined: last) { return kind }
    for part in parts.reversed() {
      if let kind = kinds[part] { return kind }
    }
    return nil
  }

  /// Of words that run together, as in `PGPASSWORD`; sudo's NOPASSWD asks for none.
  private static func kind(ofJoined part: String) -> String? {
    guard !part.hasPrefix("no") else { return nil }
    return ["password", "passwd", "secret", "token"].first(where: part.hasSuffix).flatMap { kinds[$0] }
  }

  /// Two words whose second sounds like a secret only without the first.
  private static func isHarmlessEnd(_ parts: [String]) -> Bool {
    guard let last = parts.last, let previous = parts.dropLast().last else { return false }
    switch last {
    case "key": return publicKeys.contains(previous)
    case "token": return previous == "cluster" && parts.contains("initial")
    // Names of files in Kafka's folder of secrets.
    case "credentials": return parts.contains("ssl")
    default: return false
    }
  }

  private static let publicKeys: Set<String> = [
    "site", "publishable", "sort", "partition", "routing", "cache", "primary", "foreign",
  ]

  /// Whether a literal value looks like a real secret: named like one and no path, placeholder, variable or switch, or
  /// shaped like a known token or a URL with a password.
  static func isSecret(_ value: String?, named name: String) -> Bool {
    guard let value, !value.isEmpty, !isReference(value) else { return false }
    if isKnownToken(value) { return !LiteralForm.isMasked(value.utf8) }
    if isURLWithPassword(value) { return true }
    guard let kind = kind(ofName: name) else { return false }
    let parts = parts(of: name)
    guard !publicNames.contains(where: parts.contains), !isPublic(value, parts) else { return false }
    return !isHarmless(value, kind)
  }

  /// Whether a literal value stands where a secret should, yet is one that everybody tries first, or a placeholder.
  static func isWeakSecret(_ value: String, named name: String) -> Bool {
    guard let kind = kind(ofName: name), kind != "key", !isReference(value), !value.contains("/"),
      !isPublic(value, parts(of: name))
    else { return false }
    switch LiteralForm(value) {
    case .toggle, .path, .fingerprint: return false
    case .placeholder: return !"<{.".contains(value.first ?? "<")
    // A credential may be the word for a way to prove who one is, or `name:password`.
    case nil: return (kind != "credential" || value.contains(":")) && isHarmless(value, kind)
    }
  }

  /// A variable of a shell, of Compose, of Windows or of Symfony.
  private static func isReference(_ value: String) -> Bool {
    value.utf8.contains(UInt8(ascii: "$")) || value.hasPrefix("%env(") || value.hasPrefix("%") && value.hasSuffix("%")
  }

  /// The half of a pair of keys that everybody may know.
  private static func isPublic(_ value: String, _ parts: [String]) -> Bool {
    value.hasPrefix("pk_live_") || value.hasPrefix("pk_test_") || value.utf8.count >= 80 && parts.contains("vapid")
  }

  /// The parts of a name between underscores, dashes, dots and changes to upper case, in lower case.
  private static func parts(of name: String) -> [String] {
    var parts: [String] = []
    var current: [UInt8] = []
    var wasLower = false
    for byte in name.utf8 {
      let isUpper = byte >= 65 && byte <= 90
      let isWord = isUpper || (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57)
      if !isWord || (isUpper && wasLower), !current.isEmpty {
        parts.append(String(decoding: current, as: UTF8.self))
        current = []
      }
      if isWord { current.append(isUpper ? byte | 0x20 : byte) }
      wasLower = byte >= 97 && byte <= 122
    }
    if !current.isEmpty { parts.append(String(decoding: current, as: UTF8.self)) }
    return parts
  }

  private static let kinds = [
    "password": "password", "passwd": "password", "pword": "password", "pass": "password", "passphrase": "password",
    "pwd": "password", "pw": "password", "token": "token", "pat": "token", "jwt": "token", "bearer": "token",
    "key": "key", "apikey": "key", "secretkey": "key", "privatekey": "key", "accesskey": "key", "authkey": "key",
    "secret": "secret", "secrets": "secret", "credential": "credential", "credentials": "credential",
    "creds": "credential",
  ]

  private static let harmlessEndings: Set<String> = [
    "file", "path", "dir", "url", "uri", "host", "port", "name", "length", "len", "size", "ttl", "expiry", "expiration",
    "timeout", "id", "ids", "version", "algorithm", "alg", "type", "format", "header", "method", "mode", "enabled",
    "enable", "policy", "prefix", "suffix", "issuer", "audience", "scope", "endpoint", "provider", "min", "max",
    "server",
    "servers", "class", "handler", "converter", "serializer", "deserializer", "protocol", "location", "bucket",
    "region",
    "email", "alias", "user", "username", "realm", "source", "info", "principal", "role", "group", "domain", "disabled",
    "required", "mechanism", "mechanisms", "backend", "backends", "manager", "helper", "checking",
  ]

  private static let harmlessBeginnings: Set<String> = [
    "enable", "enabled", "disable", "disabled", "allow", "require", "requires",
  ]

  private static let harmlessParts: Set<String> = ["public", "pub", "keyserver", "keyring", "fingerprint"]

  /// Keys that are fingerprints to check signatures with.
  private static let publicNames: Set<String> = ["gpg", "pgp", "signing", "sha256", "checksum", "apt", "rpm"]

  private static func isHarmless(_ value: String, _ kind: String) -> Bool {
    switch LiteralForm(value) {
    case .toggle, .placeholder, .path: return true
    case .fingerprint: return kind == "key"
    case nil: break
    }
    if value.contains("://") { return true }
    // A key or credential without a digit is a word: the name of a column, a class or a method.
    if kind == "key" || kind == "credential", !value.contains(where: \.isNumber) { return true }
    // A number is a limit or a switch, unless it is a password.
    return kind != "password" && value.allSatisfy { $0.isNumber || $0 == "." || $0 == "\"" || $0 == "'" }
  }

  // MARK: - Shapes

  static func isKnownToken(_ value: String) -> Bool {
    guard value.utf8.count >= 20 else { return false }
    if value.hasPrefix("-----BEGIN"), value.contains("PRIVATE KEY") { return true }
    guard !value.utf8.contains(where: { $0 <= 32 }) else { return false }
    return SecretTokenShape.isToken(Array(value.utf8)[...])
  }

  /// `scheme://user:password@host`
  private static func isURLWithPassword(_ value: String) -> Bool {
    guard value.utf8.contains(UInt8(ascii: "@")) else { return false }
    let bytes = Array(value.utf8)
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) else {
      return false
    }
    return holdsPassword(authority: bytes[(colon + 3)...])
  }

  /// `user:password@host`, with or without the path after it.
  static func holdsPassword(authority: ArraySlice<UInt8>) -> Bool {
    let authority = authority.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
      let split = authority[..<at].firstIndex(of: UInt8(ascii: ":"))
    else { return false }
    let password = String(decoding: authority[(split + 1)..<at], as: UTF8.self)
    return !password.isEmpty && !isReference(password) && !isHarmless(password, "password")
      && !isPortPair(authority[(split + 1)...])
  }

  /// `443@8443`, the end of `host:port@port`: no host is called by a number.
  static func isPortPair(_ text: ArraySlice<UInt8>) -> Bool {
    let halves = text.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return halves.count == 2
      && halves.allSatisfy { !$0.isEmpty && $0.count <= 5 && $0.allSatisfy { $0 >= 48 && $0 <= 57 } }
  }
}
