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
  /// Whether the prefix alone tells the provider, so that a value of that length is a token whatever it is made of.
  let isTelling: Bool

  /// The provider whose token begins at the start of the bytes.
  static func provider(of bytes: ArraySlice<UInt8>) -> String? {
    guard let first = bytes.first else { return nil }
    for shape in byFirstByte[Int(first)] where shape.matches(bytes) { return shape.provider }
    return nil
  }

  /// Whether a whole value is a token; in doubt it is.
  static func isToken(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first else { return false }
    return byFirstByte[Int(first)].contains { shape in
      guard shape.isTelling else { return shape.matches(value) }
      return value.count >= shape.prefix.count + shape.minimum && value.starts(with: shape.prefix)
    }
  }

  private func matches(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.starts(with: prefix) else { return false }
    let limit = (maximum ?? minimum) + 1
    let count = bytes.dropFirst(prefix.count).prefix(limit).prefix(while: alphabet.contains).count
    return count >= minimum && (maximum == nil || count < limit)
  }

  private init(
    _ provider: String, _ prefix: String, _ alphabet: Alphabet, _ minimum: Int, exactly: Bool = false,
    isTelling: Bool = true
  ) {
    self.provider = provider
    self.prefix = Array(prefix.utf8)
    self.alphabet = alphabet
    self.minimum = minimum
    maximum = exactly ? minimum : nil
    self.isTelling = isTelling
  }

  /// For each byte, the shapes that begin with it.
  private static let byFirstByte = (UInt8.min...UInt8.max).map { byte in all.filter { $0.prefix.first == byte } }

  private static let all: [SecretTokenShape] =
    ["AKIA", "ASIA", "ABIA", "ACCA", "AGPA", "AIDA", "AROA", "AIPA", "ANPA", "ANVA"].map {
      SecretTokenShape("aws-access-key", $0, .upperDigit, 16, exactly: true, isTelling: $0 == "AKIA" || $0 == "ASIA")
    } + ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map { SecretTokenShape("github", $0, .word, 32) }
    + ["xoxa-", "xoxb-", "xoxo-", "xoxp-", "xoxr-", "xoxs-"].map { SecretTokenShape("slack", $0, .wordDash, 20) } + [
      SecretTokenShape("github", "github_pat_", .word, 29),
      SecretTokenShape("gitlab", "glpat-", .wordDash, 20),
      SecretTokenShape("amazon-mws", "amzn.mws.", .wordDash, 36),
      SecretTokenShape("google-api", "AIza", .wordDash, 35),
      SecretTokenShape("google-oauth", "ya29.", .wordDash, 20),
      SecretTokenShape("stripe", "sk_live_", .word, 16),
      SecretTokenShape("stripe", "rk_live_", .word, 16),
      SecretTokenShape("square", "sq0atp-", .wordDash, 22),
      SecretTokenShape("square", "sq0csp-", .wordDash, 43),
      SecretTokenShape("braintree", "access_token$production$", .word, 16),
      SecretTokenShape("mailgun", "key-", .lowerHex, 32, exactly: true, isTelling: false),
      SecretTokenShape("sendgrid", "SG.", .wordDot, 57),
      SecretTokenShape("twilio", "AC", .lowerHex, 32, exactly: true, isTelling: false),
      SecretTokenShape("twilio", "SK", .lowerHex, 32, exactly: true, isTelling: false),
      SecretTokenShape("npm", "npm_", .word, 36),
      SecretTokenShape("artifactory", "AKCp", .word, 60),
      SecretTokenShape("azure-storage", "AccountKey=", .base64, 86),
      SecretTokenShape("facebook", "EAACEdEose0cBA", .word, 10),
      SecretTokenShape("docker", "dckr_pat_", .wordDash, 20),
      SecretTokenShape("pypi", "pypi-AgEI", .wordDash, 31),
      SecretTokenShape("vault", "hvs.", .wordDash, 20),
      SecretTokenShape("anthropic", "sk-ant-", .wordDash, 23),
      SecretTokenShape("openai", "sk-proj-", .wordDash, 22),
      SecretTokenShape("slack-webhook", "hooks.slack.com/services/T", .base64, 20),
      SecretTokenShape("teams-webhook", "outlook.office.com/webhook/", .wordDash, 30),
      SecretTokenShape("jwt", "eyJhbGci", .wordDot, 52),
      SecretTokenShape("jwt", "eyJ", .wordDot, 60, isTelling: false),
    ]
}
