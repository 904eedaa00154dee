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
    var text = word.text[...]
    if let special = Self.specialSource(text, style) {
      source = special
      return
    }
    if style == .debian || style == .alpine, text.hasSuffix("-") || text.hasPrefix("!") {
      isRemoval = true
      return
    }
    if style == .conda, let channel = text.range(of: "::") { text = text[channel.upperBound...] }
    split(text, style)
    guard let name, !name.isEmpty, !Self.hangs(name, word) else {
      (self.name, version, relation, source) = (nil, nil, nil, .unknown)
      return
    }
  }

  private static func hangs(_ name: String, _ word: ShellWord) -> Bool {
    word.variable != nil && name.utf8.contains { $0 == Ascii.dollar || $0 == Ascii.backtick }
  }

  private static func specialSource(_ text: Substring, _ style: Style) -> PackageInstall.Source? {
    let schemes = ["http://", "https://", "git+", "git://", "git@", "ssh://", "ftp://", "hg+", "svn+", "github:"]
    if schemes.contains(where: text.hasPrefix) { return .url }
    if style == .python, text.contains("://") { return .url }
    if text == "." || text == ".." || text.hasPrefix("./") || text.hasPrefix("../") || text.hasPrefix("/")
      || text.hasPrefix("~/") || text.hasPrefix("file:") || (style == .python && text.hasPrefix(".["))
    {
      return .local
    }
    let suffixes = [".whl", ".tar.gz", ".tgz", ".deb", ".rpm", ".apk", ".gem", ".zip", ".tar.bz2", ".conda"]
    if suffixes.contains(where: text.hasSuffix) { return .local }
    if style == .npm, !text.hasPrefix("@"), text.contains("/") { return .url }
    return nil
  }

  private mutating func split(_ text: Substring, _ style: Style) {
    switch style {
    case .debian: splitDebian(text)
    case .alpine: splitAtRelation(text, among: "=<>~@")
    case .python: splitPython(text)
    case .conda: splitAtRelation(text, among: "=<>!~ ")
    case .plain: splitAtRelation(text, among: "=<>")
    case .npm: split(text, atLast: "@", isVersioned: { $0.dropFirst().contains("@") })
    case .at: split(text, atLast: "@", isVersioned: { $0.contains("@") })
    case .colon: splitAtRelation(text, among: ":=<>~ ")
    case .rpm: splitRPM(text)
    }
  }

  private mutating func splitDebian(_ text: Substring) {
    if let equals = text.firstIndex(of: "=") {
      (relation, version) = ("=", String(text[text.index(after: equals)...]))
      name = String(text[..<equals].prefix { $0 != ":" })
    } else if let slash = text.firstIndex(of: "/") {
      (relation, version) = ("/", String(text[text.index(after: slash)...]))
      name = String(text[..<slash].prefix { $0 != ":" })
    } else {
      name = text.contains("$") ? String(text) : String(text.prefix { $0 != ":" })
    }
  }

  /// Name up to the first character of a relation, then the relation, then the version.
  private mutating func splitAtRelation(_ text: Substring, among characters: String) {
    let end = text.firstIndex { characters.contains($0) } ?? text.endIndex
    name = String(text[..<end])
    guard end < text.endIndex else { return }
    let relationEnd = text[end...].firstIndex { !characters.contains($0) } ?? text.endIndex
    relation = text[end..<relationEnd].filter { $0 != " " }
    version = String(text[relationEnd...])
    if relation == "" { relation = "=" }
    if version == "" { (relation, version) = (nil, nil) }
  }

  private mutating func splitPython(_ text: Substring) {
    let requirement = text.prefix { $0 != ";" }
    if let at = requirement.range(of: " @ ") {
      name = String(requirement[..<at.lowerBound].prefix { $0 != "[" })
      source = .url
      return
    }
    splitAtRelation(requirement.filter { $0 != " " }[...], among: "=<>!~")
    name = name.map { String($0.prefix { $0 != "[" }) }
  }

  private mutating func split(_ text: Substring, atLast separator: Character, isVersioned: (Substring) -> Bool) {
    guard isVersioned(text), let index = text.lastIndex(of: separator) else {
      name = String(text)
      return
    }
    name = String(text[..<index])
    let rest = String(text[text.index(after: index)...])
    if !rest.isEmpty { (relation, version) = (String(separator), rest) }
  }

  /// A version is what follows the dash before one or two last parts that start with a digit and hold a dot or `*`.
  private mutating func splitRPM(_ text: Substring) {
    if text.contains(where: { "=<>".contains($0) }) {
      splitAtRelation(text, among: "=<> ")
      return
    }
    name = String(text)
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let trailing = parts.dropFirst().reversed().prefix { $0.first?.isNumber ?? false }.prefix(2)
    let candidate = trailing.reversed().joined(separator: "-")
    guard !candidate.isEmpty, candidate.contains(where: { $0 == "." || $0 == "*" }) else { return }
    name = String(text.dropLast(candidate.count + 1))
    (relation, version) = ("-", candidate)
  }

  /// `~> 7.1` and `>=2` apart.
  static func leadingRelation(_ text: String) -> (relation: String?, version: String) {
    let relation = text.prefix { "=<>~!^ ".contains($0) }
    let bare = relation.filter { $0 != " " }
    return (bare.isEmpty ? nil : bare, String(text[relation.endIndex...]))
  }
}

extension Substring {
  fileprivate func range(of needle: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(needle) { return start..<index(start, offsetBy: needle.count) }
      start = index(after: start)
    }
    return nil
  }
}
