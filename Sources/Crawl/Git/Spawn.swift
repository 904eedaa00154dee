internal import Glibc

/// Starts a program with exactly these arguments, environment and streams.
func spawn(
  _ executable: DiskPath,
  arguments: [[UInt8]],
  environment: [[UInt8]],
  streams: borrowing ChildStreams
) throws(GitError) -> pid_t {
  var actions = posix_spawn_file_actions_t()
  posix_spawn_file_actions_init(&actions)
  defer { posix_spawn_file_actions_destroy(&actions) }
  posix_spawn_file_actions_adddup2(&actions, streams.childInput, 0)
  posix_spawn_file_actions_adddup2(&actions, streams.childOutput, 1)
  posix_spawn_file_actions_adddup2(&actions, streams.childErrors, 2)

  var attributes = posix_spawnattr_t()
  posix_spawnattr_init(&attributes)
  defer { posix_spawnattr_destroy(&attributes) }
  restoreSignals(&attributes)

  let argumentList = CStringList(arguments)
  let environmentList = CStringList(environment)
  var processID = pid_t()
  let code = executable.withCString { path in
    posix_spawn(&processID, path, &actions, &attributes, argumentList.pointers, environmentList.pointers)
  }
  guard code == 0 else {
    throw GitError(
      kind: .notStarted,
      message: "\(executable.text) could not be started: \(systemMessage(code))"
    )
  }
  return processID
}

/// The child must die of a closed pipe even where this program chooses to ignore the signal.
private func restoreSignals(_ attributes: inout posix_spawnattr_t) {
  var defaults = sigset_t()
  sigemptyset(&defaults)
  sigaddset(&defaults, SIGPIPE)
  sigaddset(&defaults, SIGINT)
  sigaddset(&defaults, SIGTERM)
  posix_spawnattr_setsigdefault(&attributes, &defaults)
  var mask = sigset_t()
  sigemptyset(&mask)
  posix_spawnattr_setsigmask(&attributes, &mask)
  posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
}

/// A null-terminated array of C strings, as `exec` takes it. A NUL ends an argument early, as it must.
private final class CStringList {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [[UInt8]]) {
    count = strings.count
    pointers = .allocate(capacity: strings.count + 1)
    for (index, string) in strings.enumerated() {
      (pointers + index).initialize(to: DiskPath.duplicate(string))
    }
    (pointers + strings.count).initialize(to: nil)
  }

  deinit {
    for index in 0..<count { free(pointers[index]) }
    pointers.deallocate()
  }
}

extension DiskPath {
  fileprivate static func duplicate(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar>? {
    (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { strdup($0) }
    }
  }
}
