import Facts
import Store

/// Takes stored texts apart anew where a newer version of the program would make other facts of them.
struct FactsRenewal {
  private static let batchSize = 64

  let database: LoadlineDatabase
  let intake: ContentIntake

  func run() async throws {
    let isNeeded = try database.read { connection in
      try connection.value("SELECT EXISTS (SELECT 1 FROM content WHERE facts_version <> ?)", [Value(Facts.version)])
        == 1
    }
    guard isNeeded else { return }
    var last: Int64 = 0
    let end = try database.read { try $0.value("SELECT max(content_id) FROM content").integer ?? 0 }
    try await withThrowingTaskGroup(of: Void.self) { group in
      var running = 0
      while let batch = try nextBatch(after: last, upTo: end), let highest = batch.last {
        try Task.checkCancellation()
        last = highest.id
        if running == intake.jobs {
          try await group.next()
          running -= 1
        }
        group.addTask { try await renew(batch) }
        running += 1
      }
      try await group.waitForAll()
    }
    // What is read from here on must not be given a key that is about to go.
    try await intake.writer.flush()
  }

  private struct Stale: Sendable {
    let id: Int64
    let key: ContentKey
    let size: Int
    let text: String
  }

  private func nextBatch(after last: Int64, upTo end: Int64) throws -> [Stale]? {
    let rows = try database.read { connection in
      try connection.rows(
        """
        SELECT c.content_id, c.blob_id, c.kind, c.size, t.text FROM content AS c
        CROSS JOIN content_text AS t ON t.content_id = c.content_id
        WHERE c.content_id > ? AND c.content_id <= ? AND c.facts_version <> ?
        ORDER BY c.content_id LIMIT ?
        """, [.integer(last), .integer(end), Value(Facts.version), Value(Self.batchSize)])
    }
    let batch = rows.compactMap { row -> Stale? in
      guard let id = row["content_id"].integer, let blobID = row.text("blob_id"), let size = row["size"].integer,
        let kind = row.text("kind").flatMap(ContainerFileName.Kind.init), let text = row.text("text")
      else { return nil }
      return Stale(id: id, key: ContentKey(blobID: blobID, kind: kind), size: Int(size), text: text)
    }
    return batch.isEmpty ? nil : batch
  }

  private func renew(_ batch: [Stale]) async throws {
    var contents: [ExtractedContent] = []
    for stale in batch {
      let claim = ContentLedger.Claim(key: stale.key, contentID: await intake.ledger.newID(), replacedID: stale.id)
      var content = ExtractedContent(claim, .bytes(Array(stale.text.utf8)))
      content.size = stale.size
      contents.append(content)
    }
    try await intake.writer.add(contents)
  }
}
