import Store

/// Knows which contents the database has, and gives keys to those that it lacks, so that each is read once.
actor ContentLedger {
  /// What to do about one content.
  struct Claim: Sendable {
    let key: ContentKey
    let contentID: Int64
    /// A content of this key could not be read before, and is replaced now.
    let replacedID: Int64?
  }

  private let database: LoadlineDatabase
  private let sizeLimit: Int
  /// The first key that this crawl gives.
  let firstID: Int64
  private var nextID: Int64
  private var claimed: [ContentKey: Int64] = [:]

  init(_ database: LoadlineDatabase, sizeLimit: Int) throws {
    self.database = database
    self.sizeLimit = sizeLimit
    firstID = try database.read { try $0.value("SELECT max(content_id) FROM content").integer ?? 0 } + 1
    nextID = firstID
  }

  func newID() -> Int64 {
    defer { nextID += 1 }
    return nextID
  }

  /// The ids of contents, and those among them that the caller has to read. A key that another has claimed is not among
  /// them: it will be there when the crawl concludes.
  func claim(_ keys: [ContentKey]) throws -> (ids: [ContentKey: Int64], unread: [Claim]) {
    var ids: [ContentKey: Int64] = [:]
    var unread: [Claim] = []
    try database.read { connection in
      for key in keys where ids[key] == nil {
        if let id = claimed[key] {
          ids[key] = id
          continue
        }
        let known = try self.known(key, connection)
        if let known, !known.isWorthAnotherTry {
          ids[key] = known.id
          continue
        }
        let id = newID()
        claimed[key] = id
        ids[key] = id
        unread.append(Claim(key: key, contentID: id, replacedID: known?.id))
      }
    }
    return (ids, unread)
  }

  private struct Known {
    let id: Int64
    let isWorthAnotherTry: Bool
  }

  private func known(_ key: ContentKey, _ connection: Connection) throws -> Known? {
    let row = try connection.row(
      "SELECT content_id, size, parse_status FROM content WHERE blob_id = ? AND kind = ?",
      [.text(key.blobID), .text(key.kind.rawValue)])
    guard let row, let id = row["content_id"].integer else { return nil }
    guard row["parse_status"] == .text("skipped") else { return Known(id: id, isWorthAnotherTry: false) }
    let kind = try connection.value("SELECT kind FROM diagnostic WHERE content_id = ?", [.integer(id)]).text
    switch kind {
    case SkipReason.missingObject.diagnosticKind, SkipReason.unreadable("").diagnosticKind:
      return Known(id: id, isWorthAnotherTry: true)
    case SkipReason.tooLarge(bytes: 0, limit: 0).diagnosticKind:
      return Known(id: id, isWorthAnotherTry: (row["size"].integer ?? 0) <= sizeLimit)
    default:
      return Known(id: id, isWorthAnotherTry: false)
    }
  }
}
