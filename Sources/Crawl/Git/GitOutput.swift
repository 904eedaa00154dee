internal import Glibc

/// One running `git` command whose output is read piece by piece, never held whole.
final class GitOutput {
  private let child: ChildProcess
  private let command: String
  private let place: DiskPath
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  private var start = 0
  private var end = 0

  /// Starts the command, which may stay silent for `timeout`.
  init(_ gitDirectory: DiskPath, _ command: [String], timeout: Duration) throws(GitError) {
    self.command = command.first ?? ""
    place = gitDirectory
    child = try ChildProcess(
      try GitInvocation.executable(),
      arguments: GitInvocation.arguments(gitDirectory, command),
      environment: GitInvocation.environment,
      timeout: timeout
    )
  }

  func write(_ bytes: [UInt8]) throws(GitError) { try child.write(bytes) }

  func closeInput() { child.closeInput() }

  func stop() { child.kill() }

  /// Reads up to the delimiter, which is consumed and left out. False at the end of the output; `limit` is the
  /// longest token that is believed.
  func readToken(_ token: inout [UInt8], until delimiter: UInt8, limit: Int = 1 << 20) throws(GitError)
    -> Bool
  {
    token.removeAll(keepingCapacity: true)
    while true {
      if start == end, try !fill() {
        guard token.isEmpty else { throw unexpected("ends in the middle of a record") }
        return false
      }
      let found = buffer[start..<end].firstIndex(of: delimiter)
      token += buffer[start..<(found ?? end)]
      guard token.count <= limit else { throw unexpected("holds a record longer than \(limit) bytes") }
      start = found.map { $0 + 1 } ?? end
      if found != nil { return true }
    }
  }

  func readBytes(_ count: Int) throws(GitError) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count {
      if start == end, try !fill() { throw unexpected("ends in the middle of an object") }
      let part = min(count - bytes.count, end - start)
      bytes += buffer[start..<(start + part)]
      start += part
    }
    return bytes
  }

  /// Ends the conversation. Throws where `git` reports that it failed.
  func finish() throws(GitError) {
    guard let ending = child.finish() else { return }
    throw GitError(kind: .failed, message: "git \(command) \(ending)\(complaint)")
  }

  func unexpected(_ what: String) -> GitError {
    // A child that died says why on its standard error, which is the better reason.
    if child.isAtEnd, let ending = child.finish() {
      return GitError(kind: .failed, message: "git \(command) \(ending)\(complaint)")
    }
    return GitError(
      kind: .unexpectedOutput,
      message: "the output of git \(command) for \(place.text) \(what)"
    )
  }

  private var complaint: String {
    let lines = String(decoding: child.errorText, as: UTF8.self).split(separator: "\n")
    let reason = lines.last { $0.hasPrefix("fatal:") || $0.hasPrefix("error:") } ?? lines.last
    return reason.map { ": \($0)" } ?? ""
  }

  private func fill() throws(GitError) -> Bool {
    start = 0
    end = try child.read(into: &buffer)
    return end > 0
  }
}
