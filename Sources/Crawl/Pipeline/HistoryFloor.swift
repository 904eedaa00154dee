package import Store

/// The time before which nothing of the past is kept: what was pruned is not read again by the next crawl.
package enum HistoryFloor {
  /// Seconds since 1970, or nil where all of the past is kept.
  package static func time(_ connection: Connection) throws(StoreError) -> Int? {
    try connection.value("SELECT value FROM setting WHERE name = 'history_floor'").text.flatMap { Int($0) }
  }

  /// Raises the floor, and says of every repository that its history is known from there.
  package static func raise(to time: Int, _ connection: Connection) throws(StoreError) {
    try connection.execute(
      "INSERT OR REPLACE INTO setting (name, value) VALUES ('history_floor', ?)", [.text(String(time))])
    for row in try connection.rows("SELECT repository_id, state_fingerprint FROM repository") {
      guard var fingerprint = row.text("state_fingerprint").flatMap(StateFingerprint.init) else { continue }
      fingerprint.history = fingerprint.history.cut(at: time)
      try connection.execute(
        "UPDATE repository SET state_fingerprint = ? WHERE repository_id = ?",
        [.text(fingerprint.text), row["repository_id"]])
    }
    try connection.execute(
      "UPDATE repository SET history_from = ?1 WHERE history_from < ?1", [.text(Timestamp.text(time))])
  }
}

extension StateFingerprint.HistoryExtent {
  /// No further back than a time.
  func cut(at floor: Int) -> Self {
    switch self {
    case .none: .none
    case .all: .since(floor)
    case .since(let time): .since(max(time, floor))
    }
  }
}
