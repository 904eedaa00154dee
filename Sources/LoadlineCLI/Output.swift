import Foundation

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
final class ProgressLine {
  private let isShown = Output.showsProgress
  private var lastShown = ContinuousClock.now - .seconds(1)

  func show(_ text: String) {
    guard isShown, .now - lastShown > .milliseconds(100) else { return }
    lastShown = .now
    FileHandle.standardError.write(Data("\r\u{1B}[2K\(text.prefix(120))".utf8))
  }

  func clear() {
    guard isShown else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8))
  }
}
