/// How to come from what is stored of a repository to its HEAD.
struct HistoryPlan {
  enum Course {
    case difference(at: RepositoryReading.Moment)
    /// From this commit on, which is stored.
    case continuation(after: String)
    /// Anew from this commit's state, or from nothing.
    case history(from: String?)
  }

  let course: Course
  /// How far back the intervals will be exact.
  let extent: StateFingerprint.HistoryExtent
  /// Since when the present state is known to hold, where only that is known.
  let presentMoment: RepositoryReading.Moment

  init(
    _ git: GitDirectory,
    known: KnownRepository?,
    head: String,
    headTime: Int,
    wanted: StateFingerprint.HistoryExtent,
    request: CrawlRequest
  ) throws(GitError) {
    presentMoment = Self.presentMoment(known, head: head, headTime: headTime, now: request.now)
    let stored = known.flatMap { $0.isPresent && $0.fingerprint?.source == .head ? $0.fingerprint : nil }
    let covered = stored?.history ?? .none
    if let base = known?.head, stored != nil, covered.covers(wanted), base != head,
      try git.isFirstParentAncestor(base, of: head)
    {
      course = .continuation(after: base)
      extent = covered
      return
    }
    // The branch was rewritten, more of the past is wanted than is stored, or other files of it count.
    extent = covered.covers(wanted) ? covered : wanted
    let floor = git.isShallow && extent != .none ? try git.oldestCommit(from: head, timeout: request.timeout) : nil
    if let floor, covered.covers(wanted), let reached = known?.historyFrom, reached <= Timestamp.text(floor.time) {
      // A shallow clone holds less of the past than is stored already.
      course = .difference(at: presentMoment)
      return
    }
    switch extent {
    case .none:
      course = .difference(at: presentMoment)
    case .all:
      course = .history(from: floor?.id)
    case .since(let time):
      let boundary = try git.lastCommit(before: time, from: head, timeout: request.timeout)
      course = .history(from: boundary ?? floor?.id)
    }
  }

  private static func presentMoment(
    _ known: KnownRepository?,
    head: String,
    headTime: Int,
    now: Int
  ) -> RepositoryReading.Moment {
    guard let known else { return RepositoryReading.Moment(time: headTime, commit: nil) }
    // Nobody knows when a repository came back that had left or was kept out.
    guard known.isPresent, known.status != RepositoryReading.Status.skipped.rawValue else {
      return RepositoryReading.Moment(time: now, commit: nil)
    }
    return RepositoryReading.Moment(time: headTime, commit: known.head == nil ? nil : head)
  }
}
