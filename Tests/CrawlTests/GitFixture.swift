import Crawl
import Foundation

/// A folder that is deleted with its owner, in which tests make repositories.
final class TemporaryFolder {
  let url: URL

  init() throws {
    let name = "loadline-\(UUID().uuidString)"
    url = FileManager.default.temporaryDirectory.appending(path: name).resolvingSymlinksInPath()
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    // FileManager gives up on paths that are longer than the system's limit.
    try? shell("rm -rf \(url.lastPathComponent)", in: url.deletingLastPathComponent())
  }

  var path: DiskPath { DiskPath(url.path) }

  @discardableResult
  func write(_ path: String, _ text: String) throws -> URL {
    let file = url.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return file
  }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: url.appending(path: path).path, withDestinationPath: target)
  }

  func repository(_ path: String = "", options: [String] = []) throws -> GitFixture {
    let place = path.isEmpty ? url : url.appending(path: path)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    let fixture = GitFixture(place)
    try fixture.git(["init", "-q", "-b", "main"] + options)
    return fixture
  }
}

/// Runs a line of shell in a folder.
func shell(_ line: String, in folder: URL) throws {
  let process = Process()
  process.executableURL = URL(filePath: "/bin/sh")
  process.arguments = ["-c", line]
  process.currentDirectoryURL = folder
  try process.run()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
}

/// A repository whose commits have fixed times, so that tests can name them.
final class GitFixture {
  struct Failure: Error {
    let arguments: [String]
    let output: String
  }

  let url: URL
  /// The time of the last commit, in seconds since 1970. Each is an hour after the one before.
  private(set) var time = 1_600_000_000

  init(_ url: URL) {
    self.url = url
  }

  var directory: GitDirectory { GitDirectory(DiskPath(url.appending(path: ".git").path)) }

  @discardableResult
  func git(_ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-c", "protocol.file.allow=always"] + arguments
    process.currentDirectoryURL = url
    process.environment = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_AUTHOR_DATE": "@\(time) +0200",
      "GIT_COMMITTER_NAME": "c", "GIT_COMMITTER_EMAIL": "c@example.org", "GIT_COMMITTER_DATE": "@\(time) +0200",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self)
    guard process.terminationStatus == 0 else { throw Failure(arguments: arguments, output: text) }
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Writes files, or deletes those that are nil, and commits them.
  @discardableResult
  func commit(_ files: [String: String?], at time: Int? = nil) throws -> String {
    for (path, text) in files {
      let file = url.appending(path: path)
      guard let text else {
        try FileManager.default.removeItem(at: file)
        continue
      }
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try git(["add", "-A"])
    return try commitIndex(at: time)
  }

  /// Commits what is staged.
  @discardableResult
  func commitIndex(at time: Int? = nil) throws -> String {
    self.time = time ?? self.time + 3600
    try git(["commit", "-q", "--allow-empty", "-m", "change"])
    return try git(["rev-parse", "HEAD"])
  }

  /// Stages a path that no file system need allow, with any mode.
  func stage(_ path: [UInt8], text: String, mode: String = "100644") throws {
    let blob = try blob(text)
    try stage(path, object: blob, mode: mode)
  }

  func stage(_ path: [UInt8], object: String, mode: String) throws {
    var record = Data("\(mode) \(object)\t".utf8)
    record.append(contentsOf: path + [0])
    let file = url.appending(path: ".git/stage")
    try record.write(to: file)
    try git(["-c", "alias.put=!git update-index -z --index-info < .git/stage", "put"])
  }

  func blob(_ text: String) throws -> String {
    let file = url.appending(path: ".git/blob")
    try Data(text.utf8).write(to: file)
    return try git(["hash-object", "-w", ".git/blob"])
  }
}
