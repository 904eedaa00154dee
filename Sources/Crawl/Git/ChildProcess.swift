internal import Glibc

/// A program that runs beside this one, with its streams.
///
/// Its standard error is drained whenever its output is read, so neither side can block the other.
final class ChildProcess {
  private static let errorTextLimit = 1 << 12

  private var processID: pid_t?
  private var output: Int32 = -1
  private var errors: Int32 = -1
  private var input: Int32 = -1
  private let timeout: Duration
  /// The first few kilobytes of what the child said on its standard error.
  private(set) var errorText: [UInt8] = []
  private(set) var isAtEnd = false

  /// Starts the program; it is killed where it stays silent for longer than `timeout`.
  init(
    _ executable: DiskPath,
    arguments: [[UInt8]],
    environment: [String],
    timeout: Duration
  ) throws(GitError) {
    self.timeout = timeout
    var streams = try ChildStreams()
    defer { streams.closeChildEnds() }
    processID = try spawn(
      executable,
      arguments: arguments,
      environment: environment.map { Array($0.utf8) },
      streams: streams
    )
    (input, output, errors) = streams.takeParentEnds()
  }

  deinit {
    if processID != nil { kill() }
    closeAll()
  }

  /// Reads what is there, waiting for it; an empty answer is the end of the output.
  func read(into buffer: inout [UInt8]) throws(GitError) -> Int {
    while true {
      try waitForOutput()
      let count = buffer.withUnsafeMutableBytes { Glibc.read(output, $0.baseAddress, $0.count) }
      if count == 0 { isAtEnd = true }
      if count >= 0 { return count }
      guard errno == EINTR || errno == EAGAIN else { throw failure("reading from git", errno: errno) }
    }
  }

  func write(_ bytes: [UInt8]) throws(GitError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure("writing to git", errno: errno) }
      rest = rest.dropFirst(count)
    }
  }

  func closeInput() {
    closeIfOpen(&input)
  }

  /// Waits for the end and says how it came: nil for success, else a few words.
  func finish() -> String? {
    closeInput()
    drainErrors()
    closeIfOpen(&output)
    guard let processID else { return nil }
    self.processID = nil
    guard let status = Self.reap(processID, patience: .seconds(10)) else {
      return "did not end and was killed"
    }
    if status & 0x7f != 0 { return "was ended by signal \(status & 0x7f)" }
    let code = (status >> 8) & 0xff
    return code == 0 ? nil : "ended with status \(code)"
  }

  func kill() {
    guard let processID else { return }
    self.processID = nil
    Glibc.kill(processID, SIGKILL)
    var status: Int32 = 0
    while waitpid(processID, &status, 0) < 0 && errno == EINTR {}
  }

  private func waitForOutput() throws(GitError) {
    let clock = ContinuousClock()
    let deadline = clock.now + timeout
    while true {
      var descriptors = [
        pollfd(fd: output, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&descriptors, 2, 200)
      if ready < 0 && errno != EINTR { throw failure("waiting for git", errno: errno) }
      if descriptors[1].revents != 0 { readErrors() }
      if descriptors[0].revents != 0 { return }
      if Task.isCancelled {
        kill()
        throw GitError(kind: .cancelled, message: "the crawl was cancelled")
      }
      if clock.now > deadline {
        kill()
        throw GitError(kind: .timedOut, message: "git said nothing for \(timeout) and was stopped")
      }
    }
  }

  private func readErrors() {
    var chunk = [UInt8](repeating: 0, count: 1 << 12)
    let count = chunk.withUnsafeMutableBytes { Glibc.read(errors, $0.baseAddress, $0.count) }
    if count > 0 {
      errorText += chunk[..<count].prefix(Self.errorTextLimit - errorText.count)
    } else if count == 0 {
      closeIfOpen(&errors)
    }
  }

  private func drainErrors() {
    var descriptor = pollfd(fd: errors, events: Int16(POLLIN), revents: 0)
    while errors >= 0, poll(&descriptor, 1, 10_000) > 0 { readErrors() }
  }

  private static func reap(_ processID: pid_t, patience: Duration) -> Int32? {
    let clock = ContinuousClock()
    let deadline = clock.now + patience
    var status: Int32 = 0
    while true {
      let found = waitpid(processID, &status, WNOHANG)
      if found == processID { return status }
      if found < 0 && errno != EINTR { return 0 }
      if clock.now > deadline {
        Glibc.kill(processID, SIGKILL)
        waitpid(processID, &status, 0)
        return nil
      }
      usleep(200)
    }
  }

  private func failure(_ action: String, errno code: Int32) -> GitError {
    GitError(kind: .failed, message: "\(action) failed: \(systemMessage(code))")
  }

  private func closeAll() {
    closeIfOpen(&input)
    closeIfOpen(&output)
    closeIfOpen(&errors)
  }
}

func closeIfOpen(_ descriptor: inout Int32) {
  if descriptor >= 0 { close(descriptor) }
  descriptor = -1
}
