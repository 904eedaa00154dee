import Foundation

/// Repositories with a history, made fast: each is one stream into `git fast-import`.
struct GitOrganisation {
  /// A commit of a repository: files by path, nil for those that go.
  struct Commit {
    /// As 2026-08-03.
    let day: String
    let files: [String: String?]
  }

  let root: URL

  init(in folder: AuditedFolder, _ name: String = "repositories") throws {
    root = URL(filePath: folder.path(name))
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
  }

  /// Adds commits to the branch of a bare repository, which is made where it is not there.
  func commit(_ commits: [Commit], to name: String) throws {
    let place = root.appending(path: name + ".git")
    let isNew = !FileManager.default.fileExists(atPath: place.path)
    if isNew {
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try Self.git(["init", "-q", "--bare", "-b", "main", "."], in: place)
    }
    var stream = ""
    for (index, commit) in commits.enumerated() {
      let time = Int(try Date(commit.day, strategy: .iso8601.year().month().day()).timeIntervalSince1970) + index
      stream += "commit refs/heads/main\ncommitter c <c@example.org> \(time) +0000\ndata 1\nx\n"
      if index == 0, !isNew { stream += "from refs/heads/main^0\n" }
      for (path, text) in commit.files.sorted(by: { $0.key < $1.key }) {
        if let text {
          stream += "M 100644 inline \(path)\ndata \(text.utf8.count)\n\(text)\n"
        } else {
          stream += "D \(path)\n"
        }
      }
    }
    try Self.git(["fast-import", "--quiet"], in: place, input: stream)
  }

  /// Puts links to the packs of a repository in others, so that thousands cost nothing; each has a branch of its own.
  func copy(_ name: String, to names: [String]) throws {
    let source = root.appending(path: name + ".git")
    try Self.git(["repack", "-adq"], in: source)
    let head = try Self.git(["rev-parse", "main"], in: source)
    let packs = try FileManager.default.contentsOfDirectory(atPath: source.appending(path: "objects/pack").path)
    for name in names {
      let place = root.appending(path: name + ".git")
      for folder in ["objects/pack", "refs/heads"] {
        try FileManager.default.createDirectory(at: place.appending(path: folder), withIntermediateDirectories: true)
      }
      for pack in packs {
        try FileManager.default.linkItem(
          at: source.appending(path: "objects/pack/\(pack)"), to: place.appending(path: "objects/pack/\(pack)"))
      }
      try Data("ref: refs/heads/main\n".utf8).write(to: place.appending(path: "HEAD"))
      try Data("\(head)\n".utf8).write(to: place.appending(path: "refs/heads/main"))
      try Data("[core]\n\trepositoryformatversion = 0\n\tbare = true\n".utf8).write(to: place.appending(path: "config"))
    }
  }

  @discardableResult
  private static func git(_ arguments: [String], in folder: URL, input: String = "") throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git"] + arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_CONFIG_GLOBAL": "/dev/null",
    ]
    let source = folder.appending(path: "input-\(UUID().uuidString)")
    try Data(input.utf8).write(to: source)
    defer { try? FileManager.default.removeItem(at: source) }
    process.standardInput = try FileHandle(forReadingFrom: source)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
