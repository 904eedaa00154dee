import Store
import Syntax

/// The table `service_volume`.
extension ComposeFactWriter {
  mutating func writeVolumes(of service: ComposeService, _ serviceID: Value) {
    for mount in service.mounts { write(mount, serviceID) }
    for text in service.tmpfs {
      let parts = ComposeMount.parts(text.text)
      rows.append(
        .serviceVolume,
        [
          .integer(rows.nextID(.serviceVolume)), id, serviceID, "tmpfs", nil, target(parts.first ?? ""), false, false,
          Value(parts.count > 1 ? parts[1] : nil), Value(text.needs.first), .text(text.raw), line(text.line),
          nil,
        ])
    }
  }

  private mutating func write(_ mount: ComposeMount, _ serviceID: Value) {
    rows.append(
      .serviceVolume,
      [
        .integer(rows.nextID(.serviceVolume)), id, serviceID, .text(type(of: mount)), Value(mount.source),
        target(mount.target), Value(mount.isReadOnly), Value(SourceTreeMount.isSourceTree(mount)),
        mount.form == .short && !mount.options.isEmpty ? .text(mount.options.joined(separator: ",")) : .null,
        Value(mount.needs.first), .text(text(mount)), line(mount.line), Value(mount.propagation),
      ])
  }

  private func type(of mount: ComposeMount) -> String {
    if mount.isAnonymous { return "anonymous" }
    let known = ["bind", "volume", "tmpfs", "npipe", "cluster", "image"]
    return known.contains(mount.type) ? mount.type : "unknown"
  }

  /// Without a trailing slash; null where it hangs on a variable or is missing.
  private func target(_ path: String) -> Value {
    guard !path.isEmpty, Interpolation(path).needs.isEmpty else { return .null }
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return .text(path)
  }

  private func text(_ mount: ComposeMount) -> String {
    guard mount.form == .long else { return mount.raw }
    let fields = [
      ("type", mount.type), ("source", mount.source), ("target", mount.target),
      ("read_only", mount.isReadOnly ? "true" : nil),
    ]
    return JSONText.object(fields.compactMap { key, value in value.map { (key: key, value: $0) } })
  }
}

/// Tells mounts of the project's own source from mounts of data and configuration.
enum SourceTreeMount {
  static func isSourceTree(_ mount: ComposeMount) -> Bool {
    guard mount.type == "bind", let source = mount.source, isOfProject(source) else { return false }
    let parts = source.split(separator: "/").map { $0.lowercased() }
    let isFile = parts.last.map(isFile) ?? false
    return !isFile && !parts.contains(where: otherFolders.contains) && !isOtherFolder(mount.target)
  }

  private static func isOfProject(_ source: String) -> Bool {
    source.hasPrefix(".") || source.hasPrefix("$PWD") || source.hasPrefix("${PWD")
  }

  /// A name with an ending is a file, and so is one that starts with a dot.
  private static func isFile(_ name: String) -> Bool {
    if name == "." || name == ".." || name.hasPrefix("$") { return false }
    return name.contains(".") || ["dockerfile", "makefile", "caddyfile", "procfile", "crontab"].contains(name)
  }

  /// Folders that hold what a program reads or writes rather than what it is.
  private static let otherFolders: Set<String> = [
    "data", "db", "database", "databases", "dump", "dumps", "log", "logs", "backup", "backups", "config", "configs",
    "conf", "etc", "cert", "certs", "certificates", "ssl", "tls", "secrets", "keys", "initdb", "volumes", "volume",
    "tmp",
    "temp", "cache", "storage", "uploads", "letsencrypt", "provisioning",
  ]

  private static func isOtherFolder(_ target: String) -> Bool {
    otherTargets.contains { target == $0 || target.hasPrefix($0 + "/") } || target.hasPrefix("/docker-entrypoint")
  }

  private static let otherTargets = [
    "/etc", "/var/lib", "/var/log", "/var/run", "/run", "/tmp", "/data", "/config", "/backup", "/certs", "/mnt",
    "/media",
    "/bin", "/sbin", "/usr/bin", "/usr/sbin", "/usr/local/bin",
  ]
}
