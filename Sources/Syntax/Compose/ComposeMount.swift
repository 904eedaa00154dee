/// A mount of a service: an item of `volumes`.
package struct ComposeMount: Hashable, Sendable {
  package enum Form: String, Sendable {
    case short, long
  }

  package let form: Form
  /// The item as written, in the short form; put together from its parts in the long form.
  package let raw: String
  package let line: Int
  /// `bind`, `volume`, `tmpfs`, `npipe`, `cluster`, `image` or whatever is written; `unknown` where the source is a
  /// variable that may be a path or a name.
  package let type: String
  /// Host path or name of the volume; nil for an anonymous volume.
  package let source: String?
  package let target: String
  package let isReadOnly: Bool
  /// The options of the short form, such as `ro`, `z`, `rprivate` and `nocopy`, and what stands for them in the long.
  package let options: [String]
  /// Variables that some part of it hangs on; such a part holds the reference as written.
  package let needs: [String]
  /// Whether Compose would refuse it.
  package let isInvalid: Bool

  /// Whether it is a volume without a name.
  package var isAnonymous: Bool { type == "volume" && source == nil }

  /// How mounts inside of a bind mount spread, such as `rshared`; nil where it does not say.
  package var propagation: String? {
    options.first { ["shared", "rshared", "slave", "rslave", "private", "rprivate"].contains($0) }
  }

  static func mounts(_ node: YAMLNode?) -> [ComposeMount] {
    guard let node else { return [] }
    return (node.items ?? [node]).compactMap { item in
      item.entries == nil ? ComposeText(item).map(ComposeMount.init(short:)) : ComposeMount(long: item)
    }
  }

  /// Reads `[source:]target[:options]`.
  package init(short text: ComposeText) {
    let parts = Self.parts(text.text)
    let options = parts.dropFirst(2).flatMap { $0.split(separator: ",").map(String.init) }
    form = .short
    raw = text.raw
    line = text.line
    source = parts.count > 1 ? parts[0] : nil
    target = parts.count > 1 ? parts[1] : parts.first ?? ""
    type = Self.type(ofSource: source)
    isReadOnly = options.contains("ro")
    self.options = options
    needs = text.needs
    isInvalid = text.interpolation.isInvalid || parts.contains("") || parts.isEmpty || parts.count > 3
  }

  init(long node: YAMLNode) {
    func text(_ keys: String...) -> ComposeText? {
      ComposeText(keys.lazy.compactMap { node[$0] }.first)
    }
    let source = text("source", "src")
    let target = text("target", "destination", "dst")
    let type = text("type")
    let access = text("read_only", "readonly", "ro")
    form = .long
    line = node.line
    self.type = type?.text ?? "volume"
    self.source = source?.text
    self.target = target?.text ?? ""
    isReadOnly = ComposeFlag(node["read_only"] ?? node["readonly"] ?? node["ro"]) == .on
    let details = [node["bind"]?["propagation"], node["bind"]?["selinux"]].compactMap {
      ComposeText($0)?.text
    }
    let copies = ComposeFlag(node["volume"]?["nocopy"]) == .on ? ["nocopy"] : []
    options = (isReadOnly ? ["ro"] : []) + details + copies
    needs = [source, target, type, access].compactMap(\.self).flatMap(\.needs)
    raw = [source, target].compactMap { $0?.raw }.joined(separator: ":")
    isInvalid = type == nil || (self.type == "bind" && (source?.text ?? "").isEmpty)
  }

  /// Splits at colons, but not after the letter of a Windows drive nor inside `${…}`.
  package static func parts(_ text: String) -> [String] {
    var parts: [String] = []
    for piece in ComposeSpec.split(text, at: ":") {
      if let drive = parts.last, drive.count == 1, drive.first?.isLetter == true, drive.first?.isASCII == true {
        parts[parts.count - 1] = drive + ":" + piece
      } else {
        parts.append(piece)
      }
    }
    return parts
  }

  private static func type(ofSource source: String?) -> String {
    guard let source else { return "volume" }
    if isPath(source) { return "bind" }
    return source.hasPrefix("$") ? "unknown" : "volume"
  }

  /// Whether a source is a path on the host rather than the name of a volume.
  package static func isPath(_ source: String) -> Bool {
    guard let first = source.first else { return false }
    if first == "." || first == "/" || first == "~" || first == "\\" { return true }
    if first == "$" { return isPathReference(source) }
    let letters = Array(source.prefix(2))
    return letters.count == 2 && letters[0].isLetter && letters[0].isASCII && letters[1] == ":"
  }

  /// Whether a variable stands for a path: where one follows, as in `${DATA}/db`, or its name says so, as in `$PWD`.
  private static func isPathReference(_ source: String) -> Bool {
    let name = source.drop { $0 == "$" || $0 == "{" }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let isBare = !source.hasPrefix("${")
    if source.contains("}/") || (isBare && source.dropFirst(1 + name.count).hasPrefix("/")) { return true }
    return name == "PWD" || name == "HOME" || ["_DIR", "_PATH", "_ROOT"].contains { name.hasSuffix($0) }
  }
}
