import Foundation
import Synchronization

/// What goes to standard output and standard error.
enum Output {
  static func print(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }

  static func note(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }

  /// Whether standard error is a terminal where a line may be written over.
  static var showsProgress: Bool {
    isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }
}

/// One line on the terminal that says how far a long job is; nothing in a pipe.
final class ProgressLine: Sendable {
  private let isShown = Output.showsProgress
  private let lastShown = Mutex(ContinuousClock.now - .seconds(1))

  func show(_ text: String) {
    let isDue = lastShown.withLock { last in
      guard .now - last > .milliseconds(100) else { return false }
      last = .now
      return true
    }
    guard isShown, isDue else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[2K\(text.prefix(120))".utf8))
  }

  func clear() {
    guard isShown else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8))
  }
}
