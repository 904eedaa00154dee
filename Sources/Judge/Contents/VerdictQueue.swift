import Dispatch
import Synchronization

/// Hands parts out to workers, and their verdicts to one writer in order, while the workers are only a little ahead.
final class VerdictQueue: Sendable {
  private struct State {
    var next = 0
    var done: [Int: ContentVerdicts] = [:]
    var error: (any Error)?
    var isStopped = false
  }

  private let count: Int
  private let state = Mutex(State())
  /// Parts that may be begun before the writer has taken one more.
  private let slots = DispatchSemaphore(value: 0)
  private let arrivals = DispatchSemaphore(value: 0)

  init(count: Int, ahead: Int) {
    self.count = count
    // A semaphore that is let go below the value it was made with ends the process, and a queue may end at any of them.
    for _ in 0..<ahead { slots.signal() }
  }

  /// Runs a worker, which begins part after part until there is none. What it throws, the writer throws.
  func work(_ body: () throws -> Void) {
    do {
      try body()
    } catch {
      state.withLock { $0.error = error }
      arrivals.signal()
    }
  }

  /// The next part to begin, or nil where there is none.
  func begin() -> Int? {
    slots.wait()
    let part = state.withLock { state -> Int? in
      guard state.next < count, !state.isStopped, state.error == nil else { return nil }
      state.next += 1
      return state.next - 1
    }
    // The other workers shall see the end as well.
    if part == nil { slots.signal() }
    return part
  }

  func put(_ verdicts: ContentVerdicts, of part: Int) {
    state.withLock { $0.done[part] = verdicts }
    arrivals.signal()
  }

  /// Waits for the verdicts of a part.
  func take(_ part: Int) throws -> ContentVerdicts {
    while true {
      let verdicts = try state.withLock { state in
        if let verdicts = state.done.removeValue(forKey: part) { return Optional(verdicts) }
        if let error = state.error { throw error }
        return nil
      }
      if let verdicts {
        slots.signal()
        return verdicts
      }
      arrivals.wait()
    }
  }

  /// Lets workers end after the part they are at.
  func stop() {
    state.withLock { $0.isStopped = true }
    slots.signal()
  }
}
