import Dispatch
import Store

/// Judges contents by what looks at one file's content: some thousands at a time, on several connections where they are
/// many.
struct JudgingRun {
  let connection: Connection
  /// The database of the connection, where others may read it at the same time.
  let database: LoadlineDatabase?
  /// How many connections read at once.
  let jobs: Int
  let rules: [RuleText]
  let patterns: [Adoption.Pattern]
  /// Today, as 2026-08-22.
  let today: String

  /// So many contents are judged together, which bounds the memory.
  private static let most = 1500
  /// Below so many, to open another connection costs more than it saves.
  private static let least = 500

  /// Judges the contents. They must have no findings, answers and adoption of these rules and patterns.
  func judge(_ contents: ClosedRange<Int64>) throws {
    guard !rules.isEmpty || !patterns.isEmpty else { return }
    let parts = parts(of: contents)
    if parts.count > 1, jobs > 1, let database, try database.hasCommittedContents(of: connection) {
      try judge(parts, on: database)
    } else {
      try judge(parts)
    }
  }

  private func parts(of contents: ClosedRange<Int64>) -> [ClosedRange<Int64>] {
    let each = Int64(min(Self.most, max(Self.least, (contents.count + jobs - 1) / jobs)))
    return stride(from: contents.lowerBound, through: contents.upperBound, by: Int(each)).map { first in
      first...min(first + each - 1, contents.upperBound)
    }
  }

  private var writer: VerdictWriter { VerdictWriter(connection: connection, today: today, rules: rules) }

  private func judge(_ parts: [ClosedRange<Int64>]) throws {
    let shadow = Shadow(connection: connection)
    let reader = VerdictReader(connection: connection)
    if let all = parts.first, parts.count == 1, try isAll(all) {
      return try shadow.parsedContents { try writer.write(try reader.read(rules, patterns, contents: all)) }
    }
    try shadow.begin()
    for part in parts {
      try shadow.show(part)
      try writer.write(try reader.read(rules, patterns, contents: part))
    }
    try shadow.end()
  }

  /// Whether there are no contents but these: then nothing needs to stand in front.
  private func isAll(_ part: ClosedRange<Int64>) throws -> Bool {
    try connection.value(
      "SELECT min(content_id) >= ? AND max(content_id) <= ? FROM content",
      [.integer(part.lowerBound), .integer(part.upperBound)]) == 1
  }

  /// The readers see what is committed, which all contents are, but not what this transaction says of rules and images: of
  /// that each gets a copy.
  private func judge(_ parts: [ClosedRange<Int64>], on database: LoadlineDatabase) throws {
    let evidence = try Evidence(connection)
    let queue = VerdictQueue(count: parts.count, ahead: jobs)
    let workers = DispatchGroup()
    for _ in 0..<min(jobs, parts.count) {
      DispatchQueue.global(qos: .userInitiated).async(group: workers) { [rules, patterns] in
        queue.work {
          try database.snapshot { connection in
            // What is read once needs no cache, and each of these connections has its own.
            try connection.script("PRAGMA main.cache_size = -2000")
            try evidence.show(to: connection)
            let shadow = Shadow(connection: connection)
            try shadow.begin()
            while let part = queue.begin() {
              try shadow.show(parts[part])
              let reader = VerdictReader(connection: connection)
              queue.put(try reader.read(rules, patterns, contents: parts[part]), of: part)
            }
          }
        }
      }
    }
    defer {
      queue.stop()
      workers.wait()
    }
    for part in parts.indices { try writer.write(try queue.take(part)) }
  }
}
