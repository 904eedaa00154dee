import Dispatch
import Synchronization

/// Renders and writes pages on all cores, one batch at a time, while the caller prepares the next.
final class Renderer: Sendable {
  private let library: PageLibrary
  private let output: OutputFolder
  private let template: String
  private let group = DispatchGroup()
  private let failure = Mutex<(any Error)?>(nil)

  init(library: PageLibrary, output: OutputFolder, template: String) {
    self.library = library
    self.output = output
    self.template = template
  }

  /// Waits for the batch before, and starts this one.
  func start(_ jobs: [(path: String, fields: Fields)]) throws {
    try finish()
    for job in jobs {
      DispatchQueue.global().async(group: group) { [self] in
        do {
          try output.write(try library.render(template, job.fields), to: job.path)
        } catch {
          failure.withLock { $0 = error }
        }
      }
    }
  }

  /// Waits for what was started, whether it ended well or not.
  func wait() { group.wait() }

  /// Waits for what was started, and throws where a page failed.
  func finish() throws {
    wait()
    if let error = failure.withLock({ $0 }) { throw error }
  }
}
