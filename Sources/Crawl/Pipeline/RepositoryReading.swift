/// What a crawl learned about one repository that is new, ready to be written when the crawl concludes.
struct RepositoryReading: Sendable {
  enum Status: String, Sendable {
    case scanned, empty, failed, skipped
  }

  /// How the intervals come to the state.
  enum Course: Sendable {
    /// By the difference to what is stored, as of one moment.
    case difference(at: Moment)
    /// By the commits since the stored one.
    case continuation(Timeline)
    /// Anew: what is stored is replaced by the history.
    case history(Timeline, from: Int)
  }

  /// When something came to be, and by which commit, where that is known.
  struct Moment: Sendable {
    let time: Int
    let commit: String?
  }

  let repository: DiscoveredRepository
  let known: KnownRepository?
  var status = Status.scanned
  var reason: String?
  var remote: String?
  var branch: String?
  var head: String?
  var headTime: Int?
  var isShallow = false
  /// Nil where the repository could not be read, so that what is stored stays as it is.
  var fingerprint: StateFingerprint?
  var course: Course?
  var state: [FileContent] = []
  var skipped: [SkippedFile] = []
  /// Why something beside the files is missing, such as the history.
  var shortcomings: [SkippedFile] = []
  var candidateCount = 0

  init(_ repository: DiscoveredRepository, known: KnownRepository?) {
    self.repository = repository
    self.known = known
  }

  static func excluded(_ repository: DiscoveredRepository, known: KnownRepository?) -> RepositoryReading {
    var reading = RepositoryReading(repository, known: known)
    reading.status = .skipped
    reading.reason = SkipReason.excluded.message
    return reading
  }

  static func failed(
    _ repository: DiscoveredRepository,
    known: KnownRepository?,
    reason: String
  ) -> RepositoryReading {
    var reading = RepositoryReading(repository, known: known)
    reading.status = .failed
    reading.reason = reason
    return reading
  }
}
