/// The container files of one moment.
package struct TreeListing: Sendable {
  package var candidates: [Candidate] = []
  package var skipped: [SkippedFile] = []

  mutating func append(_ entry: TreeEntry) {
    switch entry {
    case .candidate(let candidate): candidates.append(candidate)
    case .skipped(let file): skipped.append(file)
    }
  }
}

extension GitDirectory {
  /// A few small trees that hold each other many times over can stand for more files than anyone could read.
  package static let entryLimit = 20_000_000

  /// The container files of a commit, in git's order of paths.
  package func tree(
    at commit: String, entryLimit: Int = entryLimit, timeout: Duration = .seconds(120)
  ) throws(GitError) -> TreeListing {
    let output = try GitOutput(directory, ["ls-tree", "-r", "-z", "--full-tree", commit], timeout: timeout)
    var listing = TreeListing()
    var record: [UInt8] = []
    var count = 0
    while try output.readToken(&record, until: 0) {
      count += 1
      guard count <= entryLimit else { throw output.unexpected("holds more than \(entryLimit) files") }
      guard let tab = record.firstIndex(of: UInt8(ascii: "\t")) else {
        throw output.unexpected("holds an entry without a path")
      }
      let fields = record[..<tab].split(separator: UInt8(ascii: " "))
      guard fields.count == 3 else { throw output.unexpected("holds an entry of \(fields.count) fields") }
      let path = Array(record[(tab + 1)...])
      if let entry = TreeEntry(mode: fields[0], blobID: fields[2], path: path) { listing.append(entry) }
    }
    try output.finish()
    return listing
  }
}
