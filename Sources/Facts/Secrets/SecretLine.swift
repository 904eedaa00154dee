/// Signs of secrets in a line of a file, whatever language it is written in.
///
/// It is read as words, without a parser: `NAME=value`, `name: value`, `--name value`, headers, URLs and tokens. It is
/// meant for lines that are to be shown, so in doubt a line may hold a secret.
package struct SecretLine {
  private typealias Word = ArraySlice<UInt8>

  private static let quotes = Set("\"'`\\".utf8)
  private static let gaps = Set(",;|&()[]".utf8)
  private static let openings = Set("?{$".utf8)

  private let bytes: [UInt8]
  private let words: [Word]

  package init(_ text: String) {
    bytes = text.utf8.filter { !Self.quotes.contains($0) }
    words = bytes.split { $0 <= 32 || Self.gaps.contains($0) }
  }

  package var mayHoldSecret: Bool { holdsKnownToken || holdsURLPassword || holdsNamedSecret || holdsLogin }

  // MARK: - Shapes

  private var holdsKnownToken: Bool {
    if String(decoding: bytes, as: UTF8.self).contains("PRIVATE KEY-----") { return true }
    return bytes.indices.contains { start in
      guard start == 0 || !Self.isNameByte(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "-") else {
        return false
      }
      return SecretSigns.isKnownToken(
        Self.text(bytes[start...].prefix(Self.longestToken).prefix(while: Self.isNameByte)))
    }
  }

  private var holdsURLPassword: Bool {
    bytes.indices.contains { start in
      bytes[start...].starts(with: "://".utf8)
        && SecretSigns.holdsPassword(authority: bytes[(start + 3)...].prefix { $0 > 32 })
    }
  }

  /// No known token must be longer to be known.
  private static let longestToken = 100

  // MARK: - Names

  private var holdsNamedSecret: Bool {
    var isAuthorization = false
    var previous: Word = []
    for (word, next) in zip(words, words.dropFirst() + [[]]) {
      var start = word.startIndex
      for mark in word.indices where word[mark] == UInt8(ascii: "=") || word[mark] == UInt8(ascii: ":") {
        let standsAlone = mark == word.startIndex
        let name = standsAlone ? previous : word[start..<mark]
        var value = word[(mark + 1)...]
        if value.isEmpty, standsAlone || word[mark] == UInt8(ascii: ":") { value = next }
        if Self.isSecret(value, named: name) { return true }
        isAuthorization = isAuthorization || Self.text(name).lowercased().hasSuffix("authorization")
        start = mark + 1
      }
      if word.first == UInt8(ascii: "-"), start == word.startIndex, next.first != UInt8(ascii: "-"),
        Self.isSecret(next, named: word)
      {
        return true
      }
      if isAuthorization, Self.schemes.contains(Self.text(word[start...]).lowercased()),
        Self.isSecret(next, named: Word("token".utf8))
      {
        return true
      }
      previous = word
    }
    return false
  }

  /// `name:password`, as options of `curl` and the input of `chpasswd` have it.
  private var holdsLogin: Bool {
    let words = words.map(Self.text)
    if words.contains("chpasswd"), words.contains(where: Self.isLogin) { return true }
    return zip(words, words.dropFirst()).contains { ["-u", "--user"].contains($0) && Self.isLogin($1) }
      || words.contains { $0.hasPrefix("--user=") && Self.isLogin(String($0.dropFirst("--user=".count))) }
  }

  private static let schemes: Set<String> = ["bearer", "basic", "token"]

  private static func isLogin(_ word: String) -> Bool {
    guard let colon = word.firstIndex(of: ":") else { return false }
    let password = String(word[word.index(after: colon)...])
    // The numbers of a user and a group have the same form.
    return !password.allSatisfy(\.isNumber) && SecretSigns.isSecret(password, named: "password")
  }

  private static func isSecret(_ value: Word, named name: Word) -> Bool {
    let own = name.lastIndex(where: openings.contains).map { name[($0 + 1)...] } ?? name
    guard !own.isEmpty, own.allSatisfy(isNameByte) else { return false }
    // The default of a variable is `${NAME:-value}`.
    let end = value.lastIndex { $0 != UInt8(ascii: "}") }.map { $0 + 1 } ?? value.startIndex
    let literal = value[..<end].drop { $0 == UInt8(ascii: "-") }
    return SecretSigns.isSecret(text(literal), named: text(own))
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 48...57, 65...90, 97...122, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."): true
    default: false
    }
  }

  private static func text(_ word: Word) -> String { String(decoding: word, as: UTF8.self) }
}
