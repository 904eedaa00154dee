/// One package as it is named on a command line: name, version and what stands between them.
struct PackageSpecifier: Equatable {
  /// How a package manager writes them.
  enum Style {
    /// name=version, name/release, name:architecture
    case debian
    /// name=version, name~version, name@repository
    case alpine
    /// name-version-release
    case rpm
    /// name==version and the other comparisons, name[extra], name @ URL
    case python
    /// channel::name=version=build
    case conda
    /// name@version, @scope/name@version
    case npm
    /// name:version
    case colon
    /// path@version
    case at
    /// name=version
    case plain
  }

  var name: String?
  var version: String?
  var relation: String?
  var source = PackageInstall.Source.registry
  /// A word such as `vim-`, which takes a package away.
  var isRemoval = false

  init(_ word: ShellWord, style: Style) {
    let bytes = Array(word.text.utf8)
    if let special = Self.specialSource(bytes, style) {
      source = special
      return
    }
    if style == .debian || style == .alpine, bytes.last == Ascii.dash || bytes.first == UInt8(ascii: "!") {
      isRemoval = true
      return
    }
    split(style == .conda ? Self.withoutChannel(bytes) : bytes[...], style)
    guard let name, !name.isEmpty, !Self.hangs(name, word) else {
      (self.name, version, relation, source) = (nil, nil, nil, .unknown)
      return
    }
  }

  private static func hangs(_ name: String, _ word: ShellWord) -> Bool {
    word.variable != nil && name.utf8.contains { $0 == Ascii.dollar || $0 == Ascii.backtick }
  }

  private static func specialSource(_ text: [UInt8], _ style: Style) -> PackageInstall.Source? {
    guard text.contains(where: { $0 == Ascii.slash || $0 == Ascii.colon || $0 == UInt8(ascii: ".") }) else {
      return nil
    }
    if urlStarts.contains(where: { text.starts(with: $0.utf8) }) { return .url }
    if style == .python, text[...].firstRange("://") != nil { return .url }
    if text == [UInt8(ascii: ".")] || localStarts.contains(where: { text.starts(with: $0.utf8) })
      || (style == .python && text.starts(with: ".[".utf8))
    {
      return .local
    }
    if archiveEnds.contains(where: { text.reversed().starts(with: $0.utf8.reversed()) }) { return .local }
    if style == .npm, text.first != UInt8(ascii: "@"), text.contains(Ascii.slash) { return .url }
    return nil
  }

  private static let urlStarts = [
    "http://", "https://", "git+", "git://", "git@", "ssh://", "ftp://", "hg+", "svn+", "github:",
  ]
  private static let localStarts = ["./", "..", "/", "~/", "file:"]
  private static let archiveEnds = [
    ".whl", ".tar.gz", ".tgz", ".deb", ".rpm", ".apk", ".gem", ".zip", ".tar.bz2", ".conda",
  ]

  private static func withoutChannel(_ text: [UInt8]) -> ArraySlice<UInt8> {
    guard let colons = text[...].firstRange("::") else { return text[...] }
    return text[colons.upperBound...]
  }

  // MARK: - Splitting

  private mutating func split(_ text: ArraySlice<UInt8>, _ style: Style) {
    switch style {
    case .debian: splitDebian(text)
    case .alpine: splitAtRelation(text, among: "=<>~@")
    case .python: splitPython(text)
    case .conda: splitAtRelation(text, among: "=<>!~ ")
    case .plain: splitAtRelation(text, among: "=<>")
    case .npm, .at: splitAtLastAt(text)
    case .colon: splitAtRelation(text, among: ":=<>~ ")
    case .rpm: splitRPM(text)
    }
  }

  private func string(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: Array(bytes), as: UTF8.self)
  }

  private mutating func splitDebian(_ text: ArraySlice<UInt8>) {
    let separator = text.firstIndex(of: Ascii.equals) ?? text.firstIndex(of: Ascii.slash)
    let written = text[..<(separator ?? text.endIndex)]
    // A colon may belong to a substitution such as ${NAME:-x}.
    name = string(written.contains(Ascii.dollar) ? written : written.prefix { $0 != Ascii.colon })
    guard let separator else { return }
    (relation, version) = (string([text[separator]]), string(text[(separator + 1)...]))
  }

  /// Name up to the first character of a relation, then the relation, then the version.
  private mutating func splitAtRelation(_ text: ArraySlice<UInt8>, among characters: String) {
    let end = text.firstIndex { characters.utf8.contains($0) } ?? text.endIndex
    name = string(text[..<end])
    let written = text[end...].prefix { characters.utf8.contains($0) }
    let rest = text[written.endIndex...]
    guard !rest.isEmpty else { return }
    let bare = string(written.filter { $0 != Ascii.space })
    (relation, version) = (bare.isEmpty ? "=" : bare, string(rest))
  }

  private mutating func splitPython(_ text: ArraySlice<UInt8>) {
    let requirement = text.prefix { $0 != Ascii.semicolon }
    if let at = requirement.firstRange(" @ ") {
      name = string(requirement[..<at.lowerBound].prefix { $0 != Ascii.openBracket })
      source = .url
      return
    }
    splitAtRelation(requirement.filter { $0 != Ascii.space }[...], among: "=<>!~")
    guard let written = name, let bracket = written.utf8.firstIndex(of: Ascii.openBracket) else { return }
    name = String(written[..<bracket])
  }

  private mutating func splitAtLastAt(_ text: ArraySlice<UInt8>) {
    let at = UInt8(ascii: "@")
    guard let index = text.lastIndex(of: at), index > text.startIndex else {
      name = string(text)
      return
    }
    name = string(text[..<index])
    let rest = string(text[(index + 1)...])
    if !rest.isEmpty { (relation, version) = ("@", rest) }
  }

  /// A version is what follows the dash before one or two last parts that start with a digit and hold a dot or `*`.
  private mutating func splitRPM(_ text: ArraySlice<UInt8>) {
    if text.contains(where: { "=<>".utf8.contains($0) }) {
      splitAtRelation(text, among: "=<> ")
      return
    }
    name = string(text)
    let parts = text.split(separator: Ascii.dash, omittingEmptySubsequences: false)
    let trailing = parts.dropFirst().reversed().prefix { $0.first.map(Ascii.isDigit) ?? false }.prefix(2)
    guard let start = trailing.last?.startIndex else { return }
    let candidate = text[start...]
    guard candidate.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "*") }) else { return }
    name = string(text[..<(start - 1)])
    (relation, version) = ("-", string(candidate))
  }

  /// `~> 7.1` and `>=2` apart.
  static func leadingRelation(_ text: String) -> (relation: String?, version: String) {
    let relation = text.prefix { "=<>~!^ ".contains($0) }
    let bare = relation.filter { $0 != " " }
    return (bare.isEmpty ? nil : bare, String(text[relation.endIndex...]))
  }
}

extension ArraySlice<UInt8> {
  /// Where the bytes of the needle first stand.
  func firstRange(_ needle: String) -> Range<Int>? {
    let count = needle.utf8.count
    guard let first = needle.utf8.first else { return nil }
    var index = startIndex
    while index + count <= endIndex {
      if self[index] == first, self[index..<index + count].elementsEqual(needle.utf8) { return index..<index + count }
      index += 1
    }
    return nil
  }
}
