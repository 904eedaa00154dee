import Store

/// The diagnostics of what belongs to no repository.
struct DiscoveryDiagnostics {
  let connection: Connection

  /// Replaces those below the roots, where they are others than before.
  func replace(with diagnostics: [DiscoveryDiagnostic], below roots: [DiskPath]) throws {
    let roots = roots.compactMap { $0.resolved()?.text }
    let stored = try connection.rows(
      "SELECT diagnostic_id, path, kind, message FROM diagnostic WHERE repository_id IS NULL AND content_id IS NULL")
    let concerned = stored.filter { row in
      let path = row.text("path") ?? ""
      return roots.contains { path == $0 || path.hasPrefix($0 + "/") }
    }
    let before = concerned.map { [$0.text("path"), $0.text("kind"), $0.text("message")] }
    guard Set(before) != Set(diagnostics.map { [$0.path, $0.kind.rawValue, $0.message] }) else { return }
    for row in concerned {
      try connection.execute("DELETE FROM diagnostic WHERE diagnostic_id = ?", [row["diagnostic_id"]])
    }
    for diagnostic in diagnostics {
      let severity =
        switch diagnostic.kind {
        case .unreadableFolder: "error"
        case .insideRepository: "warning"
        case .linkOutOfRoot: "info"
        }
      try connection.execute(
        "INSERT INTO diagnostic (path, kind, severity, message) VALUES (?, ?, ?, ?)",
        [.text(diagnostic.path), .text(diagnostic.kind.rawValue), .text(severity), .text(diagnostic.message)])
    }
  }
}
