import Crawl
import Foundation
import Testing

@Suite struct HistoryTests {
  let folder: TemporaryFolder
  let repository: GitFixture

  init() throws {
    folder = try TemporaryFolder()
    repository = try folder.repository("app")
  }

  private func history(after base: String? = nil) throws -> [String] {
    let head = try repository.git(["rev-parse", "HEAD"])
    var lines: [String] = []
    try repository.directory.history(to: head, after: base) { commit in
      for change in commit.changes {
        switch change {
        case .set(let candidate, let isNew): lines.append("\(commit.time) \(isNew ? "+" : "~")\(candidate.path)")
        case .removed(let candidate): lines.append("\(commit.time) -\(candidate.path)")
        }
      }
    }
    return lines
  }

  @Test func eachCommitSaysWhatItDid() throws {
    try repository.commit(["README.md": "nothing"], at: 1)
    try repository.commit(["Dockerfile": "FROM a\n", "b.go": "x"], at: 2)
    try repository.commit(["Dockerfile": "FROM b\n", "compose.yaml": "services: {}\n"], at: 3)
    try repository.git(["update-index", "--chmod=+x", "Dockerfile"])
    try repository.commitIndex(at: 4)
    try repository.git(["reset", "-q", "--hard"])
    let base = try repository.commit(["b.go": "y"], at: 5)
    try repository.commit(["Dockerfile": nil], at: 6)
    try repository.commit(["Dockerfile": "FROM b\n"], at: 7)
    #expect(
      try history() == ["2 +Dockerfile", "3 ~Dockerfile", "3 +compose.yaml", "6 -Dockerfile", "7 +Dockerfile"])
    #expect(try history(after: base) == ["6 -Dockerfile", "7 +Dockerfile"])
  }

  @Test func aMergeBringsWhatItsBranchDid() throws {
    try repository.commit(["Dockerfile": "FROM a\n"], at: 1)
    try repository.git(["checkout", "-q", "-b", "side"])
    try repository.commit(["side/Dockerfile": "FROM s\n"], at: 2)
    try repository.commit(["side/Dockerfile": "FROM t\n"], at: 3)
    try repository.git(["checkout", "-q", "main"])
    try repository.commit(["Dockerfile": "FROM b\n"], at: 4)
    try repository.git(["merge", "-q", "--no-commit", "side"])
    try repository.commitIndex(at: 5)
    #expect(try history() == ["1 +Dockerfile", "4 ~Dockerfile", "5 +side/Dockerfile"])
  }

  @Test func aLinkInThePlaceOfAFileIsItsEnd() throws {
    try repository.commit(["Dockerfile": "FROM a\n"], at: 1)
    try repository.stage(Array("Dockerfile".utf8), text: "other", mode: "120000")
    try repository.commitIndex(at: 2)
    try repository.stage(Array("Dockerfile".utf8), text: "FROM b\n")
    try repository.commitIndex(at: 3)
    #expect(try history() == ["1 +Dockerfile", "2 -Dockerfile", "3 +Dockerfile"])
  }

  @Test func strangePathsSurvive() throws {
    try repository.stage(Array(":000 x\n\"\t/Dockerfile".utf8), text: "FROM a\n")
    try repository.stage([0xFF] + Array("/Dockerfile".utf8), text: "FROM a\n")
    try repository.commitIndex(at: 1)
    #expect(try history() == ["1 +:000 x\n\"\t/Dockerfile", "1 +\\xff/Dockerfile"])
  }

  @Test func theLastCommitBeforeATimeIsFound() throws {
    let first = try repository.commit(["Dockerfile": "FROM a\n"], at: 100)
    let second = try repository.commit(["Dockerfile": "FROM b\n"], at: 200)
    let head = try repository.commit(["Dockerfile": "FROM c\n"], at: 300)
    let directory = repository.directory
    #expect(try directory.lastCommit(before: 100, from: head) == nil)
    #expect(try directory.lastCommit(before: 150, from: head) == first)
    #expect(try directory.lastCommit(before: 201, from: head) == second)
    #expect(try directory.lastCommit(before: 1000, from: head) == head)
  }

  @Test func ancestorsAreThoseOfTheFirstParent() throws {
    let root = try repository.commit(["Dockerfile": "FROM a\n"])
    try repository.git(["checkout", "-q", "-b", "side"])
    let side = try repository.commit(["side/Dockerfile": "FROM s\n"])
    try repository.git(["checkout", "-q", "main"])
    let main = try repository.commit(["Dockerfile": "FROM b\n"])
    try repository.git(["merge", "-q", "--no-commit", "side"])
    let head = try repository.commitIndex()
    let directory = repository.directory
    for (commit, expected) in [(root, true), (main, true), (head, true), (side, false)] {
      #expect(try directory.isFirstParentAncestor(commit, of: head) == expected)
    }
    #expect(try !directory.isFirstParentAncestor(head, of: main))
    #expect(try !directory.isFirstParentAncestor(String(repeating: "1", count: 40), of: head))
  }

  @Test func aFailureSaysWhatGitSaid() throws {
    try repository.commit(["Dockerfile": "FROM a\n"])
    let error = #expect(throws: GitError.self) {
      try repository.directory.history(to: String(repeating: "1", count: 40), after: nil) { _ in }
    }
    #expect(error?.message.contains("bad object") == true, "\(error?.message ?? "")")
  }
}
