/// Why a text names no image.
package enum ImageReferenceError: Error, Equatable, Sendable {
  case invalidFormat
  case containsUppercase
  case nameTooLong
  /// 64 hex digits, which the engine reads as an image's id.
  case identifier
  case unsupportedDigest
  case invalidDigestLength
}

/// The name of an image by the grammar of the distribution project, `[registry/]repository[:tag][@digest]`.
package struct ImageReference: Sendable, Equatable {
  /// Host and port, such as docker.io or localhost:5000; empty where a text without normalisation names none.
  package var registry: String
  /// Path in the registry, such as library/python.
  package var repository: String
  package var tag: String?
  package var digest: String?

  /// Reads a reference as users write it: `python:3.12` is `docker.io/library/python:3.12`.
  package init(normalizing text: String) throws(ImageReferenceError) {
    let bytes = Array(text.utf8)
    guard !Self.isIdentifier(bytes) else { throw .identifier }
    let slash = bytes.firstIndex(of: Ascii.slash)
    var registry = "docker.io"
    var rest = bytes[...]
    if let slash, Self.looksLikeRegistry(bytes[..<slash]) {
      registry = String(decoding: bytes[..<slash], as: UTF8.self)
      rest = bytes[(slash + 1)...]
    }
    if registry == "index.docker.io" { registry = "docker.io" }
    let nameEnd = rest.firstIndex { $0 == Ascii.colon || $0 == UInt8(ascii: "@") } ?? rest.endIndex
    if rest[..<nameEnd].contains(where: Self.isUppercase) { throw .containsUppercase }
    let isOfficial = registry == "docker.io" && !rest.contains(Ascii.slash)
    let name = String(decoding: rest, as: UTF8.self)
    self = try ImageReference(exactly: "\(registry)/\(isOfficial ? "library/" : "")\(name)")
  }

  /// Reads a reference without filling in what it leaves out.
  package init(exactly text: String) throws(ImageReferenceError) {
    var rest = Array(text.utf8)[...]
    var digest: ArraySlice<UInt8>?
    if let at = rest.firstIndex(of: UInt8(ascii: "@")) {
      digest = rest[(at + 1)...]
      rest = rest[..<at]
    }
    var tag: ArraySlice<UInt8>?
    if let colon = rest.lastIndex(of: Ascii.colon), !rest[colon...].contains(Ascii.slash) {
      tag = rest[(colon + 1)...]
      rest = rest[..<colon]
    }
    guard let name = Self.splitName(rest), tag.map(Self.isTag) ?? true else {
      let isOnlyCase = Self.splitName(Self.lowercased(rest)) != nil && tag.map(Self.isTag) ?? true
      throw isOnlyCase ? .containsUppercase : .invalidFormat
    }
    if let digest { try Self.checkDigest(digest) }
    guard name.path.count <= 255 else { throw .nameTooLong }
    registry = String(decoding: name.domain, as: UTF8.self)
    repository = String(decoding: name.path, as: UTF8.self)
    self.tag = tag.map { String(decoding: $0, as: UTF8.self) }
    self.digest = digest.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Registry and repository.
  package var name: String {
    registry.isEmpty ? repository : "\(registry)/\(repository)"
  }

  package var description: String { name + suffix }

  private var suffix: String {
    (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
  }

  /// The name as people write it: without Docker Hub's host and its library.
  package var familiarName: String {
    guard registry == "docker.io" else { return name }
    let isOfficial = repository.hasPrefix("library/") && !repository.dropFirst(8).contains("/")
    return isOfficial ? String(repository.dropFirst(8)) : repository
  }

  package var familiarDescription: String { familiarName + suffix }

  /// What an engine asks the registry for: the digest where there is one, else the tag, which is `latest` for none.
  package var pulled: ImageReference {
    var pulled = self
    if digest != nil {
      pulled.tag = nil
    } else {
      pulled.tag = tag ?? "latest"
    }
    return pulled
  }

  /// Whether the familiar form, with its tag or without, matches a pattern such as `example.com/*/app`.
  package func matches(_ pattern: String) -> Bool {
    guard let pattern = PathPattern(pattern) else { return false }
    return pattern.matches(familiarDescription) || pattern.matches(familiarName)
  }

  /// The text of an image's id or digest that names it without a repository, `sha256:` written out; nil for a name.
  package static func bareDigest(_ text: String) -> String? {
    if isIdentifier(Array(text.utf8)) { return "sha256:\(text)" }
    guard text.contains(":"), (try? checkDigest(Array(text.utf8)[...])) != nil else { return nil }
    return text
  }

  /// What keeps the image from changing under its name.
  package enum Pin: String, Sendable {
    case digest, tag, floating, none
  }

  package var pin: Pin {
    if digest != nil { return .digest }
    guard let tag else { return .none }
    return tag == "latest" ? .floating : .tag
  }
}

// MARK: - Grammar

extension ImageReference {
  private static func isUppercase(_ byte: UInt8) -> Bool {
    byte >= 65 && byte <= 90
  }

  private static func isLowerAlphanumeric(_ byte: UInt8) -> Bool {
    Ascii.isLower(byte) || Ascii.isDigit(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte)
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    Ascii.isDigit(byte) || (byte | 0x20 >= 97 && byte | 0x20 <= 102)
  }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    bytes.map { isUppercase($0) ? $0 | 0x20 : $0 }[...]
  }

  static func isIdentifier(_ bytes: [UInt8]) -> Bool {
    bytes.count == 64 && bytes.allSatisfy { isHex($0) && !isUppercase($0) }
  }

  /// The first part names a registry where it has a dot, a port or an upper-case letter, or is localhost.
  private static func looksLikeRegistry(_ part: ArraySlice<UInt8>) -> Bool {
    part.contains { $0 == UInt8(ascii: ".") || $0 == Ascii.colon || isUppercase($0) }
      || part.elementsEqual("localhost".utf8)
  }

  private static func splitName(
    _ name: ArraySlice<UInt8>
  ) -> (domain: ArraySlice<UInt8>, path: ArraySlice<UInt8>)? {
    if let slash = name.firstIndex(of: Ascii.slash), isDomain(name[..<slash]), isPath(name[(slash + 1)...]) {
      return (name[..<slash], name[(slash + 1)...])
    }
    return isPath(name) ? (name[name.endIndex...], name) : nil
  }

  static func isDomain(_ domain: ArraySlice<UInt8>) -> Bool {
    var host = domain
    if let bracket = domain.lastIndex(of: Ascii.closeBracket) {
      host = domain[...bracket]
      guard host.first == Ascii.openBracket, isPort(domain[(bracket + 1)...]) else { return false }
      let address = host.dropFirst().dropLast()
      return !address.isEmpty && address.allSatisfy { isHex($0) || $0 == Ascii.colon }
    }
    if let colon = domain.firstIndex(of: Ascii.colon) {
      guard isPort(domain[colon...]) else { return false }
      host = domain[..<colon]
    }
    return host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { part in
      guard let first = part.first, let last = part.last else { return false }
      return first != Ascii.dash && last != Ascii.dash
        && part.allSatisfy { isAlphanumeric($0) || $0 == Ascii.dash }
    }
  }

  private static func isPort(_ port: ArraySlice<UInt8>) -> Bool {
    guard port.first == Ascii.colon else { return port.isEmpty }
    return port.count > 1 && port.dropFirst().allSatisfy(Ascii.isDigit)
  }

  private static func isPath(_ path: ArraySlice<UInt8>) -> Bool {
    path.split(separator: Ascii.slash, omittingEmptySubsequences: false).allSatisfy(isPathComponent)
  }

  /// Lower-case letters and digits, joined by `.`, `_`, `__` or dashes.
  private static func isPathComponent(_ part: ArraySlice<UInt8>) -> Bool {
    guard let first = part.first, let last = part.last, isLowerAlphanumeric(first), isLowerAlphanumeric(last)
    else { return false }
    return part.split(whereSeparator: isLowerAlphanumeric).allSatisfy { separator in
      separator.allSatisfy { $0 == Ascii.dash } || separator.elementsEqual(".".utf8)
        || separator.elementsEqual("_".utf8) || separator.elementsEqual("__".utf8)
    }
  }

  private static func isTag(_ tag: ArraySlice<UInt8>) -> Bool {
    guard let first = tag.first, tag.count <= 128, Ascii.isNameByte(first) else { return false }
    return tag.allSatisfy { Ascii.isNameByte($0) || $0 == UInt8(ascii: ".") || $0 == Ascii.dash }
  }

  private static func checkDigest(_ digest: ArraySlice<UInt8>) throws(ImageReferenceError) {
    guard let colon = digest.firstIndex(of: Ascii.colon) else { throw .invalidFormat }
    let algorithm = String(decoding: digest[..<colon], as: UTF8.self)
    let hex = digest[(colon + 1)...]
    guard hex.count >= 32, hex.allSatisfy(isHex), isAlgorithm(digest[..<colon]) else { throw .invalidFormat }
    let lengths = ["sha256": 64, "sha384": 96, "sha512": 128]
    guard let length = lengths[algorithm] else { throw .unsupportedDigest }
    guard hex.count == length else { throw .invalidDigestLength }
    guard !hex.contains(where: isUppercase) else { throw .invalidFormat }
  }

  private static func isAlgorithm(_ name: ArraySlice<UInt8>) -> Bool {
    name.split(omittingEmptySubsequences: false) { "+._-".utf8.contains($0) }.allSatisfy { part in
      guard let first = part.first else { return false }
      return Ascii.isLetter(first) && part.allSatisfy(isAlphanumeric)
    }
  }
}
