/// Where a text looks as if it held secrets, line by line, whatever language it is written in.
///
/// It reads words, not syntax: tokens of known providers, private keys, URLs with a password, `NAME=value` and
/// `name: value` with a secret's name, and values that look random. It never keeps the secret itself.
struct SecretText {
  struct Sign: Equatable {
    enum Kind: String {
      case token, jwt, url, assignment, entropy
      case privateKey = "private-key"
    }

    var kind: Kind
    /// Whose token it is.
    var provider: String?
    /// The name that it is assigned to.
    var name: String?
    /// A placeholder or a word that everybody tries first.
    var isWeak = false
    var isInComment = false
    var line = 0
  }

  /// A line that is longer is data, not text.
  private static let lengthLimit = 4_096
  /// How far a token is looked at.
  private static let tokenLimit = 120
  /// A file with more signs is a list of them.
  private static let signLimit = 200

  private(set) var signs: [Sign] = []

  init(_ bytes: [UInt8]) {
    for (offset, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      guard signs.count < Self.signLimit else { return }
      guard line.count >= 8, line.count <= Self.lengthLimit else { continue }
      let isComment = line.first { $0 > 32 } == UInt8(ascii: "#")
      for var sign in Self.signs(in: line) {
        sign.line = offset + 1
        sign.isInComment = isComment
        signs.append(sign)
      }
    }
  }

  private static func signs(in line: ArraySlice<UInt8>) -> [Sign] {
    var signs: [Sign] = []
    var previous = UInt8(ascii: " ")
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      if !isNameByte(previous), let provider = SecretTokenShape.provider(of: line[index...]) {
        signs.append(token(provider, line[index...]))
      }
      switch byte {
      case UInt8(ascii: "-") where line[index...].starts(with: "-----BEGIN ".utf8):
        let rest = line[index...].prefix(60)
        if String(decoding: rest, as: UTF8.self).contains("PRIVATE KEY") { signs.append(Sign(kind: .privateKey)) }
        index += 4
      case UInt8(ascii: "P") where line[index...].starts(with: "PuTTY-User-Key-File-".utf8):
        signs.append(Sign(kind: .privateKey))
      case UInt8(ascii: ":") where line[index...].starts(with: "://".utf8):
        if let sign = url(line[(index + 3)...]) { signs.append(sign) }
        index += 2
      case UInt8(ascii: "="), UInt8(ascii: ":"):
        if let sign = assignment(line, at: index) { signs.append(sign) }
      default: break
      }
      previous = line[index]
      index += 1
    }
    return signs
  }

  private static func token(_ provider: String, _ bytes: ArraySlice<UInt8>) -> Sign {
    guard provider == "jwt" else {
      let isMasked = LiteralForm.isMasked(bytes.prefix(tokenLimit).prefix { $0 > 32 && !isEnd($0) })
      return Sign(kind: .token, provider: provider, isWeak: isMasked)
    }
    return Sign(kind: .jwt)
  }

  /// `user:password@host`; a password that hangs on a variable is none, nor is a mask.
  private static func url(_ rest: ArraySlice<UInt8>) -> Sign? {
    let authority = rest.prefix { $0 > 32 && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\"") && $0 != 39 }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
      let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":")), colon > authority.startIndex, colon + 1 < at,
      !authority[..<at].contains(where: { [UInt8(ascii: "$"), UInt8(ascii: "<"), UInt8(ascii: "{")].contains($0) })
    else { return nil }
    let mask = authority[(colon + 1)..<at].allSatisfy { $0 | 0x20 == UInt8(ascii: "x") || $0 == UInt8(ascii: "*") }
    guard !mask, !SecretSigns.isPortPair(authority[(colon + 1)...]) else { return nil }
    return Sign(kind: .url, isWeak: !SecretSigns.holdsPassword(authority: authority))
  }

  // MARK: - Assignments

  private static func assignment(_ line: ArraySlice<UInt8>, at mark: Int) -> Sign? {
    let name = name(line[..<mark])
    guard name.count >= 2, name.count <= 100 else { return nil }
    guard let value = value(line[(mark + 1)...], isColon: line[mark] == UInt8(ascii: ":")) else { return nil }
    if mayNameSecret(name) {
      let text = String(decoding: value, as: UTF8.self)
      let own = String(decoding: name, as: UTF8.self)
      if let provider = provider(of: value, named: name) {
        return Sign(kind: .token, provider: provider, name: own, isWeak: LiteralForm.isMasked(value))
      }
      if SecretSigns.isSecret(text, named: own) { return Sign(kind: .assignment, name: own) }
      if SecretSigns.isWeakSecret(text, named: own) { return Sign(kind: .assignment, name: own, isWeak: true) }
    }
    guard SecretEntropy.looksRandom(value), !namesChecksum(name), !isKnownByHash(value, name) else { return nil }
    return Sign(kind: .entropy, name: String(decoding: name, as: UTF8.self))
  }

  /// The word before the mark, quotes and blanks between them left out.
  private static func name(_ before: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = before.endIndex
    while end > before.startIndex, [32, 34, 39].contains(before[end - 1]) { end -= 1 }
    var start = end
    while start > before.startIndex, isNameByte(before[start - 1]) { start -= 1 }
    return before[start..<end].drop { $0 == UInt8(ascii: "-") }
  }

  /// The literal behind the mark, without quotes; nil where none is there. A colon within a word assigns nothing.
  private static func value(_ after: ArraySlice<UInt8>, isColon: Bool) -> ArraySlice<UInt8>? {
    var rest = after
    if isColon {
      guard let first = rest.first, first == 32 || first == 34 || first == 39 else { return nil }
    }
    rest = rest.drop { $0 == 32 }
    guard let first = rest.first else { return nil }
    if first == 34 || first == 39 {
      let quoted = rest.dropFirst().prefix { $0 != first }
      return quoted.isEmpty ? nil : quoted
    }
    let word = rest.prefix { $0 > 32 && !isEnd($0) }
    return word.isEmpty ? nil : word
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ")"),
      UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"):
      true
    default: false
    }
  }

  /// Whether a word of ``SecretSigns`` may be among the name's parts: a quick look before the thorough one.
  private static func mayNameSecret(_ name: ArraySlice<UInt8>) -> Bool {
    // This runs for every word before a `=` or a `:`. The library's search for a part of a collection, not specialised for
    // bytes, took half the time of reading a Dockerfile.
    name.indices.contains { start in
      let rest = name[start...]
      return hints.contains { hint in
        rest.count >= hint.count && zip(rest, hint).allSatisfy { byte, lower in byte | 0x20 == lower }
      }
    }
  }

  private static let hints = ["pas", "pw", "tok", "key", "secr", "cred", "auth", "pat", "jwt", "bear"]
    .map { Array($0.utf8) }

  private static func namesChecksum(_ name: ArraySlice<UInt8>) -> Bool {
    let lower = String(decoding: name, as: UTF8.self).lowercased()
    return checksumWords.contains(where: lower.contains)
  }

  /// Whether it has the form of a commit or of a key's fingerprint, which are told to everybody, and no secret's name.
  private static func isKnownByHash(_ value: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
    guard value.count == 40,
      value.allSatisfy({ SecretTokenShape.Alphabet.lowerHex.contains($0 >= 65 ? $0 | 0x20 : $0) })
    else { return false }
    let lower = String(decoding: name, as: UTF8.self).lowercased()
    return value.allSatisfy { $0 < 97 } || !saltWords.contains(where: lower.contains) && !mayNameSecret(name)
  }

  private static let saltWords = ["salt", "cookie", "session", "hmac", "nonce", "seed"]

  private static let checksumWords = [
    "sha", "sum", "digest", "hash", "md5", "commit", "rev", "ref", "version", "integrity", "fingerprint", "gpg",
    "image",
    "uuid", "path", "url", "dir", "opts", "args", "flags",
  ]

  /// Secrets that only their name and their length give away.
  private static func provider(of value: ArraySlice<UInt8>, named name: ArraySlice<UInt8>) -> String? {
    let lower = String(decoding: name, as: UTF8.self).lowercased()
    return namedShapes.first { shape in
      lower.contains(shape.name) && value.count == shape.length && value.allSatisfy(shape.alphabet.contains)
        && value.contains { $0 >= 48 && $0 <= 57 }
    }?.provider
  }

  private static let namedShapes: [(provider: String, name: String, length: Int, alphabet: SecretTokenShape.Alphabet)] =
    [
      ("aws-secret-key", "secret", 40, .base64), ("ibm-cloud", "ibm", 44, .wordDash),
      ("softlayer", "softlayer", 64, .word), ("ibm-cos-hmac", "hmac", 48, .lowerHex),
      ("cloudant", "cloudant", 64, .lowerHex), ("heroku", "heroku", 36, .wordDash),
    ]

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }
}
