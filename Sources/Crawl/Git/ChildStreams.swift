internal import Glibc

/// The three streams between this program and a child, both ends of each.
///
/// They are sockets rather than pipes: writing to a child that has died is an error and not a signal, and no other
/// child that starts at the same moment inherits them.
struct ChildStreams: ~Copyable {
  private(set) var childInput: Int32 = -1
  private(set) var childOutput: Int32 = -1
  private(set) var childErrors: Int32 = -1
  private var parentInput: Int32 = -1
  private var parentOutput: Int32 = -1
  private var parentErrors: Int32 = -1

  init() throws(GitError) {
    (childInput, parentInput) = try Self.pair()
    (parentOutput, childOutput) = try Self.pair()
    (parentErrors, childErrors) = try Self.pair()
  }

  deinit {
    for descriptor in [childInput, childOutput, childErrors, parentInput, parentOutput, parentErrors]
    where descriptor >= 0 {
      close(descriptor)
    }
  }

  mutating func closeChildEnds() {
    closeIfOpen(&childInput)
    closeIfOpen(&childOutput)
    closeIfOpen(&childErrors)
  }

  /// Hands the ends over; whoever takes them closes them.
  mutating func takeParentEnds() -> (input: Int32, output: Int32, errors: Int32) {
    defer { (parentInput, parentOutput, parentErrors) = (-1, -1, -1) }
    return (parentInput, parentOutput, parentErrors)
  }

  private static func pair() throws(GitError) -> (Int32, Int32) {
    var pair: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &pair) == 0 else { throw failure() }
    return (pair[0], pair[1])
  }

  private static func failure() -> GitError {
    GitError(kind: .notStarted, message: "git could not be started: \(systemMessage(errno))")
  }
}
