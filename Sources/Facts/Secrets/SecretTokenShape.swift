/// How the tokens of a provider look: a prefix, and how many bytes of which kind follow it.
struct SecretTokenShape: Sendable {
  /// Bytes that a token is made of.
  enum Alphabet: Sendable {
    case upperDigit, lowerHex, word, wordDash, wordDot, base64

    func contains(_ byte: UInt8) -> Bool {
      switch byte {
      case 48...57: true
      case 65...90: self != .lowerHex
      case 97...102: self != .upperDigit
      case 103...122: self != .upperDigit && self != .lowerHex
      case UInt8(ascii: "_"): self == .word || self == .wordDash || self == .wordDot
      case UInt8(ascii: "-"): self == .wordDash || self == .wordDot
      case UInt8(ascii: "."): self == .wordDot
      case UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "="): self == .base64
      default: false
      }
    }
  }

  let provider: String
  let prefix: [UInt8]
  let alphabet: Alphabet
  /// How many bytes follow at least.
  let minimum: Int
  /// How many bytes follow at most, or nil for any number.
  let maximum: Int?

  /// The provider whose token begins at the start of the bytes.
  static func provider(of bytes: ArraySlice<UInt8>) -> String? {
    guard let first = bytes.first, let shapes = byFirstByte[first] else { return nil }
    return shapes.first { $0.matches(bytes) }?.provider
  }

  private func matches(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.starts(with: prefix) else { return false }
    let limit = (maximum ?? minimum) + 1
    let count = bytes.dropFirst(prefix.count).prefix(limit).prefix(while: alphabet.contains).count
    return count >= minimum && (maximum == nil || count < limit)
  }

  private init(_ provider: String, _ prefix: String, _ alphabet: Alphabet, _ minimum: Int, exactly: Bool = false) {
    self.provider = provider
    self.prefix = Array(prefix.utf8)
    self.alphabet = alphabet
    self.minimum = minimum
    maximum = exactly ? minimum : nil
  }

  private static let byFirstByte = Dictionary(grouping: all) { $0.prefix[0] }

  private static let all: [SecretTokenShape] =
    ["AKIA", "ASIA", "ABIA", "ACCA", "AGPA", "AIDA", "AROA", "AIPA", "ANPA", "ANVA"].map {
      SecretTokenShape("aws-access-key", $0, .upperDigit, 16, exactly: true)
    } + ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map { SecretTokenShape("github", $0, .word, 36) }
    + ["xoxa-", "xoxb-", "xoxo-", "xoxp-", "xoxr-", "xoxs-"].map { SecretTokenShape("slack", $0, .wordDash, 20) } + [
      SecretTokenShape("github", "github_pat_", .word, 30),
      SecretTokenShape("gitlab", "glpat-", .wordDash, 20),
      SecretTokenShape("amazon-mws", "amzn.mws.", .wordDash, 36),
      SecretTokenShape("google-api", "AIza", .wordDash, 35),
      SecretTokenShape("google-oauth", "ya29.", .wordDash, 20),
      SecretTokenShape("stripe", "sk_live_", .word, 24),
      SecretTokenShape("stripe", "rk_live_", .word, 24),
      SecretTokenShape("square", "sq0atp-", .wordDash, 22),
      SecretTokenShape("square", "sq0csp-", .wordDash, 43),
      SecretTokenShape("braintree", "access_token$production$", .word, 16),
      SecretTokenShape("mailgun", "key-", .lowerHex, 32, exactly: true),
      SecretTokenShape("sendgrid", "SG.", .wordDot, 60),
      SecretTokenShape("twilio", "AC", .lowerHex, 32, exactly: true),
      SecretTokenShape("twilio", "SK", .lowerHex, 32, exactly: true),
      SecretTokenShape("npm", "npm_", .word, 36),
      SecretTokenShape("artifactory", "AKCp", .word, 60),
      SecretTokenShape("azure-storage", "AccountKey=", .base64, 86),
      SecretTokenShape("facebook", "EAACEdEose0cBA", .word, 10),
      SecretTokenShape("docker", "dckr_pat_", .wordDash, 20),
      SecretTokenShape("pypi", "pypi-AgEI", .wordDash, 40),
      SecretTokenShape("vault", "hvs.", .wordDash, 20),
      SecretTokenShape("anthropic", "sk-ant-", .wordDash, 24),
      SecretTokenShape("openai", "sk-proj-", .wordDash, 24),
      SecretTokenShape("slack-webhook", "hooks.slack.com/services/T", .base64, 20),
      SecretTokenShape("teams-webhook", "outlook.office.com/webhook/", .wordDash, 30),
      SecretTokenShape("jwt", "eyJ", .wordDot, 60),
    ]
}
