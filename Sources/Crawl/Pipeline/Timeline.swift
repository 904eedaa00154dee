/// The changes of container files over time, kept small: the history of an organisation is in memory until the crawl
/// concludes.
struct Timeline: Sendable {
  struct File: Sendable {
    let path: String
    let name: ContainerFileName
  }

  struct Change: Sendable {
    let file: File
    /// Nil where the file went.
    let contentID: Int64?
  }

  struct Step: Sendable {
    let commit: String
    fileprivate(set) var time: Int
    fileprivate let changes: Range<Int>
  }

  /// The state before the first step, where the timeline does not continue a stored one, and since when it is known.
  private(set) var base: [FileContent] = []
  private(set) var baseTime: Int?
  private(set) var steps: [Step] = []
  private var files: [File] = []
  private var contentIDs: [Int64] = []
  private var fileOfChange: [Int32] = []
  /// The position of the content, or -1 where the file went.
  private var contentOfChange: [Int32] = []

  func changes(of step: Step) -> [Change] {
    step.changes.map { index in
      let content = Int(contentOfChange[index])
      return Change(file: files[Int(fileOfChange[index])], contentID: content < 0 ? nil : contentIDs[content])
    }
  }

  /// No commit is later than the crawl that reads it: one that claims to be is as old as the next that does not.
  private mutating func settleTimes(upTo now: Int) {
    var next = now
    for index in steps.indices.reversed() {
      if steps[index].time > now { steps[index].time = next }
      next = steps[index].time
    }
    if let time = baseTime, time > now { baseTime = next }
  }

  /// Collects commits before the keys of their contents are known.
  struct Builder {
    private var timeline = Timeline()
    private var keys: [ContentKey] = []
    private var positions: [ContentKey: Int32] = [:]
    private var filePositions: [String: Int32] = [:]
    private var base: [Candidate] = []

    /// The contents that occur, each once.
    var contentKeys: [ContentKey] { keys }

    mutating func begin(with candidates: [Candidate], at time: Int) {
      base = candidates
      timeline.baseTime = time
      for candidate in candidates { _ = position(of: candidate.key) }
    }

    mutating func append(_ commit: HistoryCommit) {
      let start = timeline.fileOfChange.count
      for change in commit.changes {
        switch change {
        case .set(let candidate, _): append(candidate, content: position(of: candidate.key))
        case .removed(let candidate): append(candidate, content: -1)
        }
      }
      timeline.steps.append(
        Step(commit: commit.id, time: commit.time, changes: start..<timeline.fileOfChange.count))
    }

    func finish(_ ids: [ContentKey: Int64], now: Int) -> Timeline {
      var timeline = timeline
      timeline.settleTimes(upTo: now)
      timeline.contentIDs = keys.map { ids[$0] ?? 0 }
      timeline.base = base.compactMap { candidate in
        ids[candidate.key].map { FileContent(path: candidate.path, name: candidate.name, contentID: $0) }
      }
      return timeline
    }

    private mutating func append(_ candidate: Candidate, content: Int32) {
      timeline.fileOfChange.append(position(of: candidate))
      timeline.contentOfChange.append(content)
    }

    private mutating func position(of candidate: Candidate) -> Int32 {
      if let position = filePositions[candidate.path] { return position }
      let position = Int32(timeline.files.count)
      timeline.files.append(File(path: candidate.path, name: candidate.name))
      filePositions[candidate.path] = position
      return position
    }

    private mutating func position(of key: ContentKey) -> Int32 {
      if let position = positions[key] { return position }
      let position = Int32(keys.count)
      keys.append(key)
      positions[key] = position
      return position
    }
  }
}

extension Candidate {
  var key: ContentKey { ContentKey(blobID: blobID, kind: name.kind) }
}
