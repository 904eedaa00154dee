import Crawl
import Foundation
import Testing

@Suite struct GitReadingTests {
  let folder: TemporaryFolder
  let repository: GitFixture

  init() throws {
    folder = try TemporaryFolder()
    repository = try folder.repository("app")
  }

  private func read(_ ids: [String], limit: Int = 1 << 20) throws -> [ObjectReader.Answer] {
    try answers(ObjectReader(repository.directory, limit: limit, isPartial: false), ids)
  }

  @Test func headIsKnownLooseAndPackedAndDetached() throws {
    #expect(try repository.directory.head() == .unborn(branch: "main"))
    let first = try repository.commit(["Dockerfile": "FROM a\n"])
    #expect(try repository.directory.head() == .commit(id: first, branch: "main"))
    try repository.git(["pack-refs", "--all"])
    #expect(try repository.directory.head() == .commit(id: first, branch: "main"))
    let second = try repository.commit(["Dockerfile": "FROM b\n"])
    #expect(try repository.directory.head() == .commit(id: second, branch: "main"))
    try repository.git(["checkout", "-q", first])
    #expect(try repository.directory.head() == .commit(id: first, branch: nil))
  }

  @Test func headThroughASymbolicReference() throws {
    let id = try repository.commit(["Dockerfile": "FROM a\n"])
    try repository.git(["symbolic-ref", "refs/heads/alias", "refs/heads/main"])
    try repository.git(["symbolic-ref", "HEAD", "refs/heads/alias"])
    #expect(try repository.directory.head() == .commit(id: id, branch: "alias"))
  }

  @Test(arguments: ["", "nonsense", "ref: refs/heads/../../config", "ref: /etc/passwd"])
  func aBrokenHeadIsAnError(_ text: String) throws {
    try repository.commit(["Dockerfile": "FROM a\n"])
    try folder.write("app/.git/HEAD", text)
    #expect(throws: GitError.self) { try repository.directory.head() }
  }

  @Test func theTreeHoldsEveryCandidateAndEveryReason() throws {
    try repository.stage(Array("Dockerfile".utf8), text: "FROM a\n")
    try repository.stage(Array("x/compose.yaml".utf8), text: "services: {}\n", mode: "100755")
    try repository.stage(Array("README.md".utf8), text: "hello\n")
    try repository.stage(Array("Dockerfile.md".utf8), text: "hello\n")
    try repository.stage(Array("link/Dockerfile".utf8), text: "../Dockerfile", mode: "120000")
    try repository.stage(Array("new\nline/\"q\"/Dockerfile".utf8), text: "FROM a\n")
    try repository.stage(Array("caf".utf8) + [0xE9] + Array("/Dockerfile".utf8), text: "FROM a\n")
    try repository.stage(Array("caf\\xe9/Dockerfile".utf8), text: "FROM a\n")
    let commit = String(repeating: "1", count: 40)
    try repository.stage(Array("lib".utf8), object: commit, mode: "160000")
    let head = try repository.commitIndex()
    let tree = try repository.directory.tree(at: head)
    #expect(
      Set(tree.candidates.map(\.path)) == [
        "Dockerfile", "x/compose.yaml", "new\nline/\"q\"/Dockerfile", "caf\\xe9/Dockerfile", "caf\\x5cxe9/Dockerfile",
      ])
    #expect(tree.candidates.count == 5)
    #expect(Set(tree.skipped.map(\.path)) == ["Dockerfile.md", "link/Dockerfile", "lib"])
    #expect(tree.skipped.first { $0.path == "lib" }?.reason == .submodule)
    #expect(tree.skipped.first { $0.path == "link/Dockerfile" }?.reason == .symbolicLink)
  }

  @Test func objectsAreReadWithinTheLimit() throws {
    let small = try repository.blob("FROM a\n")
    let large = try repository.blob(String(repeating: "# long\n", count: 1000))
    let empty = try repository.blob("")
    let pointer = try repository.blob("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    let missing = String(repeating: "1", count: 40)
    #expect(
      try read([small, large, missing, empty, pointer, small], limit: 100) == [
        .bytes(Array("FROM a\n".utf8)), .skipped(.tooLarge(bytes: 7000, limit: 100)), .skipped(.missingObject),
        .bytes([]), .skipped(.lfsPointer), .bytes(Array("FROM a\n".utf8)),
      ])
  }

  @Test func manyAndBigObjectsDoNotBlock() throws {
    let texts = (0..<600).map { (String(format: "%03d/Dockerfile", $0), String(repeating: "\($0)\n", count: 20_000)) }
    let head = try repository.commit(Dictionary(uniqueKeysWithValues: texts))
    let tree = try repository.directory.tree(at: head)
    #expect(tree.candidates.map(\.path) == texts.map(\.0))
    let answers = try read(tree.candidates.map(\.blobID))
    #expect(answers == texts.map { .bytes(Array($0.1.utf8)) })
  }

  @Test func aDamagedObjectCostsOnlyItself() throws {
    let first = try repository.blob("FROM a\n")
    let damaged = try repository.blob("FROM b\n")
    let last = try repository.blob("FROM c\n")
    let file = "app/.git/objects/\(damaged.prefix(2))/\(damaged.dropFirst(2))"
    try FileManager.default.removeItem(at: folder.url.appending(path: file))
    try folder.write(file, "garbage")
    let answers = try read([first, damaged, last])
    #expect(answers[0] == .bytes(Array("FROM a\n".utf8)))
    #expect(answers[2] == .bytes(Array("FROM c\n".utf8)))
    guard case .skipped = answers[1] else {
      Issue.record("a damaged object was read")
      return
    }
  }

  @Test func commitTimesAreTheCommitters() throws {
    let id = try repository.commit(["Dockerfile": "FROM a\n"], at: 1_234_567_890)
    let reader = ObjectReader(repository.directory, limit: 100, isPartial: false)
    #expect(try reader.commitTime(id) == 1_234_567_890)
  }

  @Test func longerObjectIDsWork() throws {
    let repository = try folder.repository("sha256", options: ["--object-format=sha256"])
    let head = try repository.commit(["Dockerfile": "FROM a\n"])
    #expect(head.count == 64)
    #expect(try repository.directory.head() == .commit(id: head, branch: "main"))
    let tree = try repository.directory.tree(at: head)
    let id = try #require(tree.candidates.first?.blobID)
    #expect(id == BlobID.id(of: Array("FROM a\n".utf8), format: BlobID.Format(of: head)))
    let reader = ObjectReader(repository.directory, limit: 100, isPartial: false)
    #expect(try answers(reader, [id]) == [.bytes(Array("FROM a\n".utf8))])
  }

  @Test func blobIDsAreGitsOwn() throws {
    let text = "FROM a\nRUN b\n"
    #expect(BlobID.id(of: Array(text.utf8), format: .sha1) == (try repository.blob(text)))
  }

  @Test func aShallowCloneIsKnown() throws {
    try repository.commit(["Dockerfile": "FROM a\n"])
    try repository.commit(["Dockerfile": "FROM b\n"])
    #expect(!repository.directory.isShallow)
    let target = folder.url.appending(path: "shallow").path
    try repository.git(["clone", "-q", "--depth", "1", "file://\(repository.url.path)", target])
    #expect(GitFixture(folder.url.appending(path: "shallow")).directory.isShallow)
  }

  @Test(arguments: [
    ("https://user:secret@example.org/a/b.git", "https://example.org/a/b.git"),
    ("https://token@example.org/a?access_token=x#y", "https://example.org/a"),
    ("ssh://git@example.org/a", "ssh://git@example.org/a"), ("git@example.org:a/b.git", "git@example.org:a/b.git"),
    ("ssh://user:pw@example.org:22/a@b", "ssh://example.org:22/a@b"), ("/srv/git/a.git", "/srv/git/a.git"),
  ])
  func addressesLoseTheirCredentials(_ address: String, _ expected: String) throws {
    try repository.git(["config", "remote.origin.url", address])
    #expect(try repository.directory.configuration().remote == expected)
  }

  @Test(arguments: [
    ("[remote \"origin\"]\n\turl = a\n", "a"), ("[REMOTE \"origin\"]URL=a ; why\n", "a"),
    ("[remote \"other\"]\n url = b\n[remote \"origin\"]\n\turl = \"a # \\\"b\\\" \"# c\n", "a # \"b\" "),
    ("# [remote \"origin\"]\n[remote \"up\"]\r\nurl = a\\\nb\r\n", "ab"), ("[remote \"origin\"]\nurls = a\n", nil),
    ("[remote \"origin\"\nurl = a\n", nil), ("[core]\nbare\n[remote \"a.b]\\\"c\"]\nfetch=x\nurl=c:\\\\d\n", "c:\\d"),
    ("[remote \"origin\"]\nurl =\n", ""), ("", nil), ("\0[[[\"", nil),
  ])
  func configurationsAreReadAsGitReadsThem(_ text: String, _ expected: String?) throws {
    try folder.write("app/.git/config", text)
    #expect(try repository.directory.configuration().remote == expected)
    let own = try? repository.git(["config", "--file", ".git/config", "--get-regexp", "^remote\\..*\\.url$"])
    if let own { #expect(own.hasSuffix(expected?.trimmingCharacters(in: .whitespaces) ?? "?")) }
  }
}

/// Inspects and reads, as a crawl does.
private func answers(_ reader: ObjectReader, _ ids: [String]) throws -> [ObjectReader.Answer] {
  let inspections = try reader.inspect(ids)
  let readable = ids.filter { if case .readable? = inspections[$0] { true } else { false } }
  let contents = try reader.contents(of: readable)
  try reader.close()
  return ids.map { id in
    if case .skipped(let reason)? = inspections[id] { return .skipped(reason) }
    return contents[id] ?? .skipped(.missingObject)
  }
}

@Suite struct HostileRepositoryTests {
  let folder: TemporaryFolder
  let repository: GitFixture
  let head: String

  init() throws {
    folder = try TemporaryFolder()
    repository = try folder.repository("app")
    head = try repository.commit(["Dockerfile": "FROM a\n", ".gitattributes": "* diff=evil filter=evil\n"])
  }

  /// Everything that is read of a repository.
  private func readAll() throws {
    _ = try repository.directory.head()
    _ = try repository.directory.configuration()
    let tree = try repository.directory.tree(at: head)
    let reader = ObjectReader(repository.directory, limit: 1 << 20, isPartial: false)
    #expect(try answers(reader, tree.candidates.map(\.blobID)) == [.bytes(Array("FROM a\n".utf8))])
    try repository.directory.history(to: head, after: nil) { _ in }
  }

  @Test func nothingInTheConfigurationRuns() throws {
    let mark = folder.url.appending(path: "mark").path
    let command = "touch \(mark); false"
    for name in [
      "core.fsmonitor", "core.sshCommand", "core.pager", "diff.external", "diff.evil.command", "diff.evil.textconv",
      "filter.evil.smudge", "filter.evil.process", "gpg.program", "core.alternateRefsCommand", "core.askPass",
      "credential.helper", "uploadpack.packObjectsHook", "core.editor", "pager.log", "pager.config",
    ] {
      try repository.git(["config", name, command])
    }
    try repository.git(["config", "log.showSignature", "true"])
    try repository.git(["config", "log.showRoot", "false"])
    try repository.git(["config", "diff.orderFile", "/nowhere"])
    try repository.git(["config", "core.hooksPath", folder.url.path])
    try repository.git(["config", "color.ui", "always"])
    try readAll()
    #expect(!FileManager.default.fileExists(atPath: mark))
  }

  @Test(.enabled(if: getuid() == 0, "only root can give a folder away")) func ownershipDoesNotMatter() throws {
    try shell("chown -R 65534 app", in: folder.url)
    try readAll()
  }

  @Test func aReadingThatNeverEndsIsGivenUp() throws {
    try shell("rm app/.git/config && mkfifo app/.git/config", in: folder.url)
    let error = #expect(throws: GitError.self) {
      try repository.directory.tree(at: head, timeout: .milliseconds(300))
    }
    #expect(error?.kind == .timedOut)
    #expect(throws: GitError.self) { try repository.directory.configuration() }
  }

  @Test func aTreeOfTreesOfTreesIsGivenUp() throws {
    var entry = "100644 blob \(try repository.blob("x"))\tDockerfile.md"
    for _ in 0..<9 {
      let lines = (0..<10).map { entry.replacing("\t", with: "\t\($0)") }.joined(separator: "\n")
      try folder.write("app/.git/tree", lines + "\n")
      let tree = try repository.git(["-c", "alias.plant=!git mktree < .git/tree", "plant"])
      entry = "040000 tree \(tree)\td"
    }
    let tree = try #require(entry.split(separator: " ").last?.split(separator: "\t").first)
    let error = #expect(throws: GitError.self) { try repository.directory.tree(at: String(tree), entryLimit: 10_000) }
    #expect(error?.message.contains("files") == true)
  }

  @Test func replacedObjectsAreReadAsTheyAre() throws {
    let original = try repository.git(["rev-parse", "HEAD:Dockerfile"])
    try repository.git(["replace", original, try repository.blob("FROM evil\n")])
    try readAll()
  }

  @Test func aPartialCloneNeverFetches() throws {
    try repository.git(["config", "uploadpack.allowFilter", "true"])
    let mark = folder.url.appending(path: "mark").path
    let partial = GitFixture(folder.url.appending(path: "partial"))
    try repository.git([
      "clone", "-q", "--no-checkout", "--filter=blob:none", "file://\(repository.url.path)", partial.url.path,
    ])
    try partial.git(["config", "remote.origin.url", "ext::touch \(mark)"])
    try partial.git(["config", "protocol.ext.allow", "always"])
    #expect(try partial.directory.configuration().isPartial)
    let tree = try partial.directory.tree(at: head)
    let own = try partial.blob("FROM own\n")
    let reader = ObjectReader(partial.directory, limit: 100, isPartial: true)
    #expect(
      try answers(reader, tree.candidates.map(\.blobID) + [own]) == [
        .skipped(.missingObject), .bytes(Array("FROM own\n".utf8)),
      ])
    #expect(!FileManager.default.fileExists(atPath: mark))
  }
}
