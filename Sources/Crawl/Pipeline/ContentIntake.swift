/// Brings contents into the database: claims them, reads those that are new, takes them apart on all cores.
struct ContentIntake: Sendable {
  /// So many are read, taken apart and handed on together, which bounds what is in memory.
  private static let batchSize = 64

  let ledger: ContentLedger
  let writer: ContentWriter
  let jobs: Int

  /// The ids of the contents, which are in the database when the writer has flushed.
  func ids(of keys: [ContentKey], from reader: ObjectReader) async throws -> [ContentKey: Int64] {
    try await ids(of: keys) { claims throws(GitError) in
      var answers: [String: ObjectReader.Answer] = [:]
      try reader.read(claims.map(\.key.blobID)) { id, answer in answers[id] = answer }
      return claims.map { answers[$0.key.blobID] ?? .skipped(.missingObject) }
    }
  }

  /// The ids of contents whose bytes are at hand.
  func ids(of contents: [ContentKey: [UInt8]]) async throws -> [ContentKey: Int64] {
    let keys = contents.keys.sorted { ($0.blobID, $0.kind.rawValue) < ($1.blobID, $1.kind.rawValue) }
    return try await ids(of: keys) { claims throws(GitError) in
      claims.map { .bytes(contents[$0.key] ?? []) }
    }
  }

  private func ids(
    of keys: [ContentKey],
    read: ([ContentLedger.Claim]) throws(GitError) -> [ObjectReader.Answer]
  ) async throws -> [ContentKey: Int64] {
    var ids: [ContentKey: Int64] = [:]
    try await withThrowingTaskGroup(of: Void.self) { group in
      var running = 0
      for start in stride(from: 0, to: keys.count, by: Self.batchSize) {
        try Task.checkCancellation()
        let claim = try await ledger.claim(Array(keys[start..<min(start + Self.batchSize, keys.count)]))
        ids.merge(claim.ids) { first, _ in first }
        guard !claim.unread.isEmpty else { continue }
        let answers: [ObjectReader.Answer]
        do throws(GitError) {
          answers = try read(claim.unread)
        } catch {
          // Others may already rely on these claims, so they must not stay empty.
          let reason = ObjectReader.Answer.skipped(.unreadable(error.message))
          try await writer.add(claim.unread.map { ExtractedContent($0, reason) })
          throw error
        }
        if running == jobs {
          try await group.next()
          running -= 1
        }
        group.addTask { [writer] in
          try await writer.add(zip(claim.unread, answers).map { ExtractedContent($0, $1) })
        }
        running += 1
      }
      try await group.waitForAll()
    }
    return ids
  }
}
