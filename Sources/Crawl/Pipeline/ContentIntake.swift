/// Brings contents into the database: claims them, reads those that are new, takes them apart on all cores.
struct ContentIntake: Sendable {
  /// So many are claimed together.
  private static let batchSize = 64
  /// So many bytes are taken apart together, beyond the first content, which bounds what is in memory.
  private static let partBytes = 1 << 18
  private static let slack = 4

  let ledger: ContentLedger
  let writer: ContentWriter
  let jobs: Int

  /// The ids of the contents, which are in the database when the writer has flushed.
  func ids(of keys: [ContentKey], from reader: ObjectReader) async throws -> [ContentKey: Int64] {
    let source = ContentSource(
      inspect: { keys throws(GitError) in try reader.inspect(keys.map(\.blobID)) },
      read: { keys throws(GitError) in try reader.contents(of: keys.map(\.blobID)) })
    return try await ids(of: keys, from: source)
  }

  /// The ids of contents whose bytes are at hand.
  func ids(of contents: [ContentKey: [UInt8]]) async throws -> [ContentKey: Int64] {
    let byID = Dictionary(contents.map { ($0.key.blobID, $0.value) }) { first, _ in first }
    let source = ContentSource(
      inspect: { _ in byID.mapValues { .readable(size: $0.count) } },
      read: { _ in byID.mapValues { .bytes($0) } })
    let keys = contents.keys.sorted { ($0.blobID, $0.kind.rawValue) < ($1.blobID, $1.kind.rawValue) }
    return try await ids(of: keys, from: source)
  }

  private struct ContentSource {
    let inspect: ([ContentKey]) throws(GitError) -> [String: ObjectReader.Inspection]
    let read: ([ContentKey]) throws(GitError) -> [String: ObjectReader.Answer]
  }

  private func ids(of keys: [ContentKey], from source: ContentSource) async throws -> [ContentKey: Int64] {
    var ids: [ContentKey: Int64] = [:]
    try await withThrowingTaskGroup(of: Void.self) { group in
      var running = 0
      for start in stride(from: 0, to: keys.count, by: Self.batchSize) {
        try Task.checkCancellation()
        let claim = try await ledger.claim(Array(keys[start..<min(start + Self.batchSize, keys.count)]))
        ids.merge(claim.ids) { first, _ in first }
        var unread = claim.unread[...]
        do {
          let inspections = try source.inspect(unread.map(\.key))
          while !unread.isEmpty {
            let part = Self.nextPart(of: unread, inspections)
            let answers = try Self.answers(to: part, inspections, source)
            unread = unread.dropFirst(part.count)
            // Some wait for the writer while others are taken apart.
            if running == jobs + Self.slack {
              try await group.next()
              running -= 1
            }
            group.addTask { [writer] in
              try await writer.add(zip(part, answers).map { ExtractedContent($0, $1) })
            }
            running += 1
          }
        } catch let error as GitError {
          // Others may already rely on these claims, so they must not stay empty.
          try await writer.add(unread.map { ExtractedContent($0, .skipped(.unreadable(error.message))) })
          throw error
        }
      }
      try await group.waitForAll()
    }
    return ids
  }

  private static func nextPart(
    of claims: ArraySlice<ContentLedger.Claim>,
    _ inspections: [String: ObjectReader.Inspection]
  ) -> [ContentLedger.Claim] {
    var bytes = 0
    return Array(
      claims.prefix { claim in
        defer { if case .readable(let size)? = inspections[claim.key.blobID] { bytes += size } }
        return bytes < partBytes
      })
  }

  private static func answers(
    to claims: [ContentLedger.Claim],
    _ inspections: [String: ObjectReader.Inspection],
    _ source: ContentSource
  ) throws(GitError) -> [ObjectReader.Answer] {
    let readable = claims.map(\.key).filter { key in
      if case .readable? = inspections[key.blobID] { true } else { false }
    }
    let contents = readable.isEmpty ? [:] : try source.read(readable)
    return claims.map { claim in
      switch inspections[claim.key.blobID] {
      case .readable?: contents[claim.key.blobID] ?? .skipped(.missingObject)
      case .skipped(let reason)?: .skipped(reason)
      case nil: .skipped(.missingObject)
      }
    }
  }
}
