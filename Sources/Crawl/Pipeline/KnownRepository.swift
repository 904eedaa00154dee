import Store

/// What the database holds about a repository from crawls before this one.
struct KnownRepository: Sendable {
  let id: Int64
  let name: String
  let location: String
  let head: String?
  let status: String
  let reason: String?
  let historyFrom: String?
  let fingerprint: StateFingerprint?
  let isPresent: Bool

  static func all(_ connection: Connection) throws(StoreError) -> [KnownRepository] {
    let rows = try connection.rows(
      """
      SELECT repository_id, name, location, head_commit, status, reason, history_from, state_fingerprint, present_to
      FROM repository ORDER BY repository_id
      """)
    return rows.compactMap { row in
      guard let id = row["repository_id"].integer else { return nil }
      return KnownRepository(
        id: id, name: row.text("name") ?? "", location: row.text("location") ?? "", head: row.text("head_commit"),
        status: row.text("status") ?? "", reason: row.text("reason"), historyFrom: row.text("history_from"),
        fingerprint: row.text("state_fingerprint").flatMap(StateFingerprint.init), isPresent: row["present_to"].isNull)
    }
  }
}

/// What the crawl compares to know that nothing changed, and what it must know of the crawl that stored the state.
struct StateFingerprint: Hashable, Sendable {
  /// How far back the stored intervals are exact.
  enum HistoryExtent: Hashable, Sendable {
    case none
    case all
    case since(Int)

    init(_ request: CrawlRequest.History?) {
      switch request {
      case nil: self = .none
      case .all: self = .all
      case .since(let time): self = .since(time)
      }
    }

    func covers(_ wanted: HistoryExtent) -> Bool {
      switch (self, wanted) {
      case (_, .none), (.all, _): true
      case (.none, _), (.since, .all): false
      case (.since(let known), .since(let wanted)): known <= wanted
      }
    }
  }

  var source: CrawlRequest.Source
  var history: HistoryExtent
  /// A digest of everything else that decides what a crawl finds.
  var digest: String

  init(source: CrawlRequest.Source, history: HistoryExtent, digest: String) {
    self.source = source
    self.history = history
    self.digest = digest
  }

  init?(_ text: String) {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 3, let source = CrawlRequest.Source(rawValue: parts[0]) else { return nil }
    switch parts[1] {
    case "none": history = .none
    case "all": history = .all
    default:
      guard let time = Int(parts[1]) else { return nil }
      history = .since(time)
    }
    self.source = source
    digest = parts[2]
  }

  var text: String {
    switch history {
    case .none: "\(source.rawValue) none \(digest)"
    case .all: "\(source.rawValue) all \(digest)"
    case .since(let time): "\(source.rawValue) \(time) \(digest)"
    }
  }
}
