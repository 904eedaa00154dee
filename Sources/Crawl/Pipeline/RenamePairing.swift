/// Finds, among the files that one commit removed and added, those that are one file under another path.
///
/// It is done here rather than by git, so that a history read at once and one read bit by bit agree, and because git
/// would compare all files of a commit where only the container files matter.
struct RenamePairing {
  struct File {
    let path: String
    let kind: ContainerFileName.Kind
    let contentID: Int64
  }

  /// The share of the bytes of the larger file that must be in lines that both have.
  private static let threshold = 0.5
  /// Of files with one content, so many are weighed for the likeness of their paths.
  private static let candidateLimit = 64
  /// More pairs than this are only compared where the file's name stayed the same.
  private static let pairLimit = 400

  /// The text of a content, or nil where it has none.
  let text: (Int64) throws -> String?

  /// For positions of `added`, the position in `removed` of the same file.
  func pairs(removed: [File], added: [File]) throws -> [Int: Int] {
    guard !removed.isEmpty, !added.isEmpty else { return [:] }
    var pairs = identical(removed, added)
    try pairSimilar(removed, added, &pairs)
    return pairs
  }

  private func identical(_ removed: [File], _ added: [File]) -> [Int: Int] {
    var byContent: [Int64: [Int]] = [:]
    for (position, file) in removed.enumerated() { byContent[file.contentID, default: []].append(position) }
    var pairs: [Int: Int] = [:]
    for (position, file) in added.enumerated() {
      guard let candidates = byContent[file.contentID], !candidates.isEmpty else { continue }
      let best = candidates.indices.prefix(Self.candidateLimit).max { left, right in
        let (leftLikeness, rightLikeness) = (
          Self.likeness(removed[candidates[left]].path, file.path),
          Self.likeness(removed[candidates[right]].path, file.path)
        )
        // Of two that are equally alike, the first counts as the greater.
        return leftLikeness == rightLikeness ? left > right : leftLikeness < rightLikeness
      }
      guard let best else { continue }
      pairs[position] = candidates[best]
      byContent[file.contentID]?.remove(at: best)
    }
    return pairs
  }

  private func pairSimilar(_ removed: [File], _ added: [File], _ pairs: inout [Int: Int]) throws {
    let taken = Set(pairs.values)
    let left = removed.indices.filter { !taken.contains($0) }
    let right = added.indices.filter { pairs[$0] == nil }
    guard !left.isEmpty, !right.isEmpty else { return }
    let onlySameName = left.count * right.count > Self.pairLimit
    var lines: [Int64: LineCounts?] = [:]
    var scored: [(score: Double, added: Int, removed: Int)] = []
    var compared = 0
    for new in right {
      for old in left where removed[old].kind == added[new].kind {
        if onlySameName && Self.name(removed[old].path) != Self.name(added[new].path) { continue }
        compared += 1
        // A commit that moves thousands of files at once is compared only so far.
        guard compared <= Self.pairLimit * 25 else { break }
        guard let before = try counts(removed[old].contentID, &lines),
          let after = try counts(added[new].contentID, &lines)
        else { continue }
        let score = before.similarity(to: after)
        if score >= Self.threshold { scored.append((score, new, old)) }
      }
    }
    scored.sort { ($1.score, $0.added, $0.removed) < ($0.score, $1.added, $1.removed) }
    var used: Set<Int> = []
    for match in scored where pairs[match.added] == nil && !used.contains(match.removed) {
      pairs[match.added] = match.removed
      used.insert(match.removed)
    }
  }

  private func counts(_ contentID: Int64, _ known: inout [Int64: LineCounts?]) throws -> LineCounts? {
    if let counts = known[contentID] { return counts }
    let counts = try text(contentID).map(LineCounts.init)
    known[contentID] = counts
    return counts
  }

  private static func name(_ path: String) -> Substring {
    path.split(separator: "/").last ?? ""
  }

  /// How many bytes two paths share at their ends.
  private static func likeness(_ left: String, _ right: String) -> Int {
    zip(left.utf8.reversed(), right.utf8.reversed()).prefix { $0 == $1 }.count
  }
}

/// How often each line occurs in a text.
private struct LineCounts {
  private var lines: [Substring: Int] = [:]
  private var size = 0

  init(_ text: String) {
    for line in text.split(separator: "\n") {
      lines[line, default: 0] += 1
      size += line.utf8.count
    }
  }

  /// The bytes in lines that both have, as a share of the larger text.
  func similarity(to other: LineCounts) -> Double {
    let larger = max(size, other.size)
    guard larger > 0 else { return 0 }
    let shared = lines.reduce(into: 0) { total, line in
      total += min(line.value, other.lines[line.key] ?? 0) * line.key.utf8.count
    }
    return Double(shared) / Double(larger)
  }
}
