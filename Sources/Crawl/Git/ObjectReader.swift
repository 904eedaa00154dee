/// Reads blobs through one `git cat-file` for as long as it lives, a batch at a time.
package final class ObjectReader {
  package enum Answer: Equatable, Sendable {
    case bytes([UInt8])
    case skipped(SkipReason)
  }

  /// As many requests as surely fit the stream's buffer, so that writing them never waits for reading.
  private static let batchSize = 256
  /// A damaged object ends `git`; so many are survived before the rest is given up.
  private static let restartLimit = 100

  private let repository: GitDirectory
  private let limit: Int
  private let timeout: Duration
  private let isPartial: Bool
  private var process: GitOutput?
  private var restarts = 0

  /// Blobs of more than `limit` bytes are not read. Where objects are absent by design, `isPartial`, those present
  /// are listed first, since `git` gives up at the first that it lacks.
  package init(_ repository: GitDirectory, limit: Int, isPartial: Bool, timeout: Duration = .seconds(120)) {
    self.repository = repository
    self.limit = limit
    self.isPartial = isPartial
    self.timeout = timeout
  }

  deinit { process?.stop() }

  /// Answers for each id once, in order.
  package func read(_ ids: [String], _ body: (String, Answer) -> Void) throws(GitError) {
    let present = isPartial ? try presentObjects(among: Set(ids)) : nil
    var start = 0
    while start < ids.count {
      let batch = Array(ids[start..<min(start + Self.batchSize, ids.count)])
      start += batch.count
      try readBatch(batch, present: present, body)
    }
  }

  /// The committer's time of a commit, in seconds since 1970; nil where the commit does not say.
  package func commitTime(_ id: String) throws(GitError) -> Int? {
    let process = try running()
    try process.write(Array("contents \(id)\nflush\n".utf8))
    guard let header = try readHeader(process), header.type == "commit" else { return nil }
    let commit = try process.readBytes(header.size + 1)
    for line in commit.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.isEmpty { return nil }
      guard line.starts(with: "committer ".utf8) else { continue }
      return line.split(separator: UInt8(ascii: " ")).dropLast().last.flatMap {
        Int(String(decoding: $0, as: UTF8.self))
      }
    }
    return nil
  }

  /// Ends the process; the next read starts another.
  package func close() throws(GitError) {
    guard let process else { return }
    self.process = nil
    process.closeInput()
    var rest: [UInt8] = []
    while try process.readToken(&rest, until: UInt8(ascii: "\n")) {}
    try process.finish()
  }

  private func readBatch(
    _ batch: [String],
    present: Set<String>?,
    _ body: (String, Answer) -> Void
  ) throws(GitError) {
    var answers: [String: Answer] = [:]
    if let present {
      for id in batch where !present.contains(id) { answers[id] = .skipped(.missingObject) }
    }
    try surviving(batch.filter { answers[$0] == nil }, ask: "info", into: &answers) { header, _ in
      guard let header else { return .skipped(.missingObject) }
      guard header.type == "blob" else {
        return .skipped(.unreadable("a \(header.type) where a blob should be"))
      }
      return header.size > limit ? .skipped(.tooLarge(bytes: header.size, limit: limit)) : nil
    }
    let readable = batch.filter { answers[$0] == nil }
    var contents: [String: Answer] = [:]
    try surviving(readable, ask: "contents", into: &contents) { header, process throws(GitError) in
      guard let header else { return .skipped(.missingObject) }
      let bytes = try process.readBytes(header.size + 1)
      return LFSPointer.isPointer(bytes) ? .skipped(.lfsPointer) : .bytes(Array(bytes.dropLast()))
    }
    for id in batch {
      body(id, contents[id] ?? answers[id] ?? .skipped(.missingObject))
    }
  }

  /// Asks about each id. Where `git` dies of one, that one is skipped with the reason and the others asked again.
  private func surviving(
    _ ids: [String],
    ask question: String,
    into answers: inout [String: Answer],
    _ answer: (Header?, GitOutput) throws(GitError) -> Answer?
  ) throws(GitError) {
    var waiting = ids[...]
    while let first = waiting.first {
      do {
        let process = try running()
        try process.write(Array((waiting.map { "\(question) \($0)\n" }.joined() + "flush\n").utf8))
        while let id = waiting.first {
          answers[id] = try answer(try readHeader(process), process)
          waiting = waiting.dropFirst()
        }
      } catch  where error.kind == .failed {
        process = nil
        restarts += 1
        guard restarts <= Self.restartLimit else { throw error }
        let failed = waiting.first ?? first
        answers[failed] = .skipped(.unreadable(error.message))
        waiting = waiting.dropFirst()
      }
    }
  }

  private struct Header {
    let type: String
    let size: Int
  }

  /// Nil where the object is missing.
  private func readHeader(_ process: GitOutput) throws(GitError) -> Header? {
    var line: [UInt8] = []
    guard try process.readToken(&line, until: UInt8(ascii: "\n")) else {
      throw process.unexpected("ends before every object was answered")
    }
    let fields = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
    if fields.count == 2, fields[1] == "missing" { return nil }
    guard fields.count == 3, let size = Int(fields[2]), size >= 0 else {
      throw process.unexpected("holds an answer that names no object")
    }
    return Header(type: fields[1], size: size)
  }

  private func running() throws(GitError) -> GitOutput {
    if let process { return process }
    let started = try GitOutput(
      repository.directory,
      ["cat-file", "--batch-command", "--buffer"],
      timeout: timeout
    )
    process = started
    return started
  }

  private func presentObjects(among wanted: Set<String>) throws(GitError) -> Set<String> {
    let command = ["cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname)"]
    let output = try GitOutput(repository.directory, command, timeout: timeout)
    output.closeInput()
    var present: Set<String> = []
    var line: [UInt8] = []
    while try output.readToken(&line, until: UInt8(ascii: "\n")) {
      let id = String(decoding: line, as: UTF8.self)
      if wanted.contains(id) { present.insert(id) }
    }
    try output.finish()
    return present
  }
}

/// The small text that Git LFS commits in the place of a large file.
enum LFSPointer {
  private static let firstLine = Array("version https://git-lfs.github.com/spec/".utf8)

  static func isPointer(_ bytes: [UInt8]) -> Bool {
    bytes.count < 1024 && bytes.starts(with: firstLine)
  }
}
