/// Reads blobs through one `git cat-file` for as long as it lives, a batch at a time.
package final class ObjectReader {
  package enum Answer: Equatable, Sendable {
    case bytes([UInt8])
    case skipped(SkipReason)
  }

  /// What is known of a blob before it is read.
  package enum Inspection: Equatable, Sendable {
    case readable(size: Int)
    case skipped(SkipReason)
  }

  /// As many requests as surely fit the stream's buffer, so that writing them never waits for reading.
  private static let batchSize = 256
  /// A damaged object ends `git`; so many are survived before the rest is given up.
  private static let restartLimit = 100

  private static let commitLimit = 1 << 24

  private let repository: GitDirectory
  private let limit: Int
  private let timeout: Duration
  private let isPartial: Bool
  private var process: GitOutput?
  private var restarts = 0
  /// In a partial clone, the objects that it has.
  private var presentObjects: Set<UInt64>?

  /// Blobs of more than `limit` bytes are not read. Where objects are absent by design, `isPartial`, those present
  /// are listed first, since `git` gives up at the first that it lacks.
  package init(_ repository: GitDirectory, limit: Int, isPartial: Bool, timeout: Duration = .seconds(120)) {
    self.repository = repository
    self.limit = limit
    self.isPartial = isPartial
    self.timeout = timeout
  }

  deinit { process?.stop() }

  /// What is there under each id, and whether it will be read.
  package func inspect(_ ids: [String]) throws(GitError) -> [String: Inspection] {
    var inspections: [String: Inspection] = [:]
    let askable = try absent(among: ids, into: &inspections)
    try surviving(askable, ask: "info", into: &inspections, failed: Inspection.skipped) { header, _ in
      guard let header else { return .skipped(.missingObject) }
      guard header.type == "blob" else {
        return .skipped(.unreadable("a \(header.type) where a blob should be"))
      }
      return header.size > limit ? .skipped(.tooLarge(bytes: header.size, limit: limit)) : .readable(size: header.size)
    }
    return inspections
  }

  /// The bytes of blobs that an inspection has found readable.
  package func contents(of ids: [String]) throws(GitError) -> [String: Answer] {
    var contents: [String: Answer] = [:]
    try surviving(ids, ask: "contents", into: &contents, failed: Answer.skipped) { header, process throws(GitError) in
      guard let header else { return .skipped(.missingObject) }
      let bytes = try process.readBytes(header.size + 1)
      return LFSPointer.isPointer(bytes) ? .skipped(.lfsPointer) : .bytes(Array(bytes.dropLast()))
    }
    return contents
  }

  /// The committer's time of a commit, in seconds since 1970; nil where the commit does not say.
  package func commitTime(_ id: String) throws(GitError) -> Int? {
    var times: [String: Int?] = [:]
    var sizes: [String: Int?] = [:]
    try surviving([id], ask: "info", into: &sizes, failed: { _ in nil }) { header, _ in
      header.flatMap { $0.type == "commit" && $0.size <= Self.commitLimit ? $0.size : nil }
    }
    guard case .some(.some) = sizes[id] else { return nil }
    try surviving([id], ask: "contents", into: &times, failed: { _ in nil }) { header, process throws(GitError) in
      Self.committerTime(try process.readBytes((header?.size ?? 0) + 1))
    }
    return times[id] ?? nil
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

  private static func committerTime(_ commit: [UInt8]) -> Int? {
    for line in commit.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if line.isEmpty { return nil }
      guard line.starts(with: "committer ".utf8) else { continue }
      return line.split(separator: UInt8(ascii: " ")).dropLast().last.flatMap {
        Int(String(decoding: $0, as: UTF8.self))
      }
    }
    return nil
  }

  /// Asks about each id, a batch at a time. Where `git` dies of one, that one fails with the reason and the others are
  /// asked about again.
  private func surviving<Result>(
    _ ids: [String],
    ask question: String,
    into answers: inout [String: Result],
    failed: (SkipReason) -> Result,
    _ answer: (Header?, GitOutput) throws(GitError) -> Result
  ) throws(GitError) {
    var waiting = ids[...]
    while !waiting.isEmpty {
      var batch = waiting.prefix(Self.batchSize)
      do throws(GitError) {
        let process = try running()
        try process.write(Array((batch.map { "\(question) \($0)\n" }.joined() + "flush\n").utf8))
        while let id = batch.popFirst() {
          waiting = waiting.dropFirst()
          do throws(GitError) {
            answers[id] = try answer(try readHeader(process), process)
          } catch {
            answers[id] = failed(.unreadable(error.message))
            throw error
          }
        }
      } catch  where error.kind == .failed {
        process = nil
        restarts += 1
        guard restarts <= Self.restartLimit else { throw error }
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

  /// Notes what a partial clone lacks, and returns the rest.
  private func absent(
    among ids: [String],
    into inspections: inout [String: Inspection]
  ) throws(GitError) -> [String] {
    guard isPartial else { return ids }
    if presentObjects == nil { presentObjects = try listObjects() }
    let present = presentObjects ?? []
    return ids.filter { id in
      if present.contains(Self.shortened(id)) { return true }
      inspections[id] = .skipped(.missingObject)
      return false
    }
  }

  private func listObjects() throws(GitError) -> Set<UInt64> {
    let command = ["cat-file", "--batch-all-objects", "--unordered", "--batch-check=%(objectname)"]
    let output = try GitOutput(repository.directory, command, timeout: timeout)
    output.closeInput()
    var present: Set<UInt64> = []
    var line: [UInt8] = []
    while try output.readToken(&line, until: UInt8(ascii: "\n")) {
      present.insert(Self.shortened(String(decoding: line, as: UTF8.self)))
    }
    try output.finish()
    return present
  }

  /// The first part of an id, which tells objects apart well enough and takes little room.
  private static func shortened(_ id: String) -> UInt64 {
    UInt64(id.prefix(16), radix: 16) ?? 0
  }
}

/// The small text that Git LFS commits in the place of a large file.
enum LFSPointer {
  private static let firstLine = Array("version https://git-lfs.github.com/spec/".utf8)

  static func isPointer(_ bytes: [UInt8]) -> Bool {
    bytes.count < 1024 && bytes.starts(with: firstLine)
  }
}
