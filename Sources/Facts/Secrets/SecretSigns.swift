/// What names and values say about secrets.
enum SecretSigns {
  /// The kind of secret that a variable of this name would hold, or nil: password, token, key, secret, credential.
  ///
  /// The name is read in parts, as in `DB_PASSWORD`; names of files, limits and public things hold none.
  static func kind(ofName name: String) -> String? {
    let parts = parts(of: name)
    guard let last = parts.last, !harmlessEndings.contains(last), !parts.contains(where: harmlessParts.contains) else {
      return nil
    }
    for part in parts.reversed() {
      if let kind = kinds[part] { return kind }
    }
    return nil
  }

  /// Whether a literal value looks like a real secret: named like one and no path, placeholder, variable or switch, or
  /// shaped like a known token or a URL with a password.
  static func isSecret(_ value: String?, named name: String) -> Bool {
    guard let value, !value.isEmpty else { return false }
    guard !value.utf8.contains(UInt8(ascii: "$")) else { return false }
    if isKnownToken(value) || isURLWithPassword(value) { return true }
    guard let kind = kind(ofName: name), !publicNames.contains(where: parts(of: name).contains) else { return false }
    return !isHarmless(value, kind)
  }

  /// Whether a literal value stands where a secret should, yet is one that everybody tries first, or a placeholder.
  static func isWeakSecret(_ value: String, named name: String) -> Bool {
    let lower = value.lowercased()
    guard let kind = kind(ofName: name), kind != "key", !lower.utf8.contains(UInt8(ascii: "$")),
      !switches.contains(lower), lower.first != "<", lower.first != "{", lower.first != "/", lower.first != "."
    else { return false }
    return !lower.contains("/") && isHarmless(value, kind)
  }

  private static let switches: Set<String> = [
    "true", "false", "yes", "no", "on", "off", "none", "null", "nil", "unset", "undefined", "env", "0", "1",
  ]

  /// A name whose last part runs words together, as `PGPASSWORD`, by the word that says what it holds; else as it is.
  static func plainName(_ name: String) -> String {
    guard let last = parts(of: name).last, kinds[last] == nil else { return name }
    return ["password", "passwd", "secret", "token"].first(where: last.hasSuffix) ?? name
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
    "creds": "credential", "auth": "credential",
  ]

  private static let harmlessEndings: Set<String> = [
    "file", "path", "dir", "url", "uri", "host", "port", "name", "length", "len", "size", "ttl", "expiry", "expiration",
    "timeout", "id", "ids", "version", "algorithm", "alg", "type", "format", "header", "method", "mode", "enabled",
    "enable", "policy", "prefix", "suffix", "issuer", "audience", "scope", "endpoint", "provider", "min", "max",
    "server",
    "servers", "class", "handler", "converter", "serializer", "deserializer", "protocol", "location", "bucket",
    "region",
    "email", "alias", "user", "username", "realm", "source", "info", "principal", "role", "group", "domain", "disabled",
    "required",
  ]

  private static let harmlessParts: Set<String> = ["public", "pub", "keyserver", "keyring", "fingerprint"]

  /// Keys that are fingerprints to check signatures with.
  private static let publicNames: Set<String> = ["gpg", "pgp", "signing", "sha256", "checksum", "apt", "rpm"]

  private static func isHarmless(_ value: String, _ kind: String) -> Bool {
    let quotes: Set<Character> = ["\"", "'"]
    let lower = String(
      value.lowercased().drop(while: quotes.contains).reversed().drop(while: quotes.contains).reversed())
    if placeholders.contains(lower) || placeholderMarks.contains(where: lower.contains) { return true }
    if lower.hasPrefix("<") || lower.hasPrefix("{") || lower.hasPrefix("/") || lower.hasPrefix("./") { return true }
    if lower.contains("://") || lower.allSatisfy({ $0 == "x" || $0 == "*" || $0 == "." }) { return true }
    if lower.contains("/"), lower.contains(".") { return true }
    if lower.allSatisfy({ $0 == "0" || $0 == "-" }) { return true }
    // A key or credential without a digit is a word: the name of a column, a class or a method.
    if kind == "key" || kind == "credential", !lower.contains(where: \.isNumber) { return true }
    // A number is a limit or a switch, unless it is a password.
    return kind != "password" && lower.allSatisfy { $0.isNumber || $0 == "." }
  }

  private static let placeholders: Set<String> = [
    "true", "false", "yes", "no", "on", "off", "none", "null", "nil", "todo", "tbd", "unset", "undefined", "default",
    "placeholder", "example", "dummy", "redacted", "changeit", "env", "0", "1",
  ]

  private static let placeholderMarks = [
    "changeme", "change_me", "change-me", "replaceme", "replace_me", "replace-me", "your_", "your-", "yourpass",
    "yourtoken", "yoursecret", "insert_", "insert-", "-here", "_here", "placeholder", "not-a-real", "fixme",
  ]

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
    return !password.isEmpty && !password.utf8.contains(UInt8(ascii: "$")) && !isHarmless(password, "password")
  }
}
