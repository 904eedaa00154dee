import Crawl
import Foundation
import Testing

@Suite struct DiscoveryTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func discover(_ discovery: RepositoryDiscovery = RepositoryDiscovery(), at path: String = "") throws
    -> Discovery
  {
    try discovery.discover([path.isEmpty ? folder.path : folder.path.appending(path)])
  }

  private func found(_ discovery: Discovery) -> [String] {
    discovery.repositories.map { repository in
      let state = repository.failure != nil ? " failed" : repository.isExcluded ? " excluded" : ""
      return "\(repository.form) \(repository.name)\(state)"
    }.sorted()
  }

  @Test func aCheckoutIsNamedForItsFolder() throws {
    let repository = try folder.repository("app")
    try repository.commit(["Dockerfile": "FROM a\n"])
    #expect(found(try discover(at: "app")) == ["checkout app"])
  }

  @Test func repositoriesAtAnyDepthAreNamedForTheirPath() throws {
    _ = try folder.repository("one")
    _ = try folder.repository("team/two")
    _ = try folder.repository("team/deep/er/three")
    _ = try folder.repository("one/vendor/nested")
    _ = try folder.repository("mirrors/four.git", options: ["--bare"])
    #expect(
      found(try discover()) == [
        "bare mirrors/four", "checkout one", "checkout one/vendor/nested", "checkout team/deep/er/three",
        "checkout team/two",
      ])
  }

  @Test func looseFilesBesideRepositoriesAreAFolder() throws {
    _ = try folder.repository("one")
    try folder.write("loose/Dockerfile", "FROM a\n")
    try folder.write("one/Dockerfile", "FROM a\n")
    let discovery = try discover()
    #expect(found(discovery) == ["checkout one", "folder \(folder.url.lastPathComponent)"])
    let loose = try #require(discovery.repositories.first { $0.form == .folder })
    #expect(loose.files.map(\.path) == ["loose/Dockerfile"])
  }

  @Test func aFolderWithoutARepositoryIsOne() throws {
    #expect(found(try discover()) == ["folder \(folder.url.lastPathComponent)"])
  }

  @Test func aSingleFileIsARootToo() throws {
    try folder.write("Dockerfile", "FROM a\n")
    let discovery = try discover(at: "Dockerfile")
    #expect(found(discovery) == ["file Dockerfile"])
    #expect(discovery.repositories.first?.files.map(\.path) == ["Dockerfile"])
  }

  @Test func aRootThatIsNotThereIsAnError() {
    #expect(throws: DiskError.self) { try discover(at: "nowhere") }
  }

  @Test func rootsInsideRootsAreSeenOnce() throws {
    _ = try folder.repository("one")
    let discovery = try RepositoryDiscovery().discover([folder.path, folder.path.appending("one"), folder.path])
    #expect(found(discovery) == ["checkout one"])
  }

  @Test func namesOfTwoRootsAreToldApart() throws {
    _ = try folder.repository("a/app")
    _ = try folder.repository("b/app")
    let discovery = try RepositoryDiscovery().discover([folder.path.appending("a"), folder.path.appending("b")])
    #expect(Set(discovery.repositories.map(\.name)).count == 2)
  }

  @Test func submodulesAndLinkedWorktreesAreRepositoriesOfTheirOwn() throws {
    let library = try folder.repository("library")
    try library.commit(["Dockerfile": "FROM a\n"])
    let app = try folder.repository("app")
    try app.git(["submodule", "add", "-q", library.url.path, "lib"])
    try app.commit(["compose.yaml": "services: {}\n"])
    try app.git(["worktree", "add", "-q", folder.url.appending(path: "side").path, "-b", "side"])
    let discovery = try discover()
    #expect(
      found(discovery) == ["checkout app", "checkout app/lib", "checkout library", "worktree side"])
    for repository in discovery.repositories {
      guard case .commit? = try repository.git?.head() else {
        Issue.record("\(repository.name) has no commit")
        continue
      }
    }
  }

  @Test(arguments: [
    ("HEAD is missing", "rm .git/HEAD"),
    ("folder of objects is missing", "rm -r .git/objects"),
    ("folder of references is missing", "rm -r .git/refs"),
    ("HEAD is missing", "rm -r .git/*"),
    ("configuration is no file", "rm .git/config && mkfifo .git/config"),
    ("does not begin with gitdir", "rm -r .git && echo what >.git"),
    ("does not exist", "rm -r .git && echo gitdir: ../gone >.git"),
    ("neither a folder nor a file", "rm -r .git && mkfifo .git"),
    ("leads nowhere", "rm -r .git && ln -s /nowhere .git"),
    ("leads out of the root", "rm -r .git && ln -s /usr .git"),
    ("leads out of the root", "rm -r .git && echo gitdir: /usr >.git"),
    ("lies out of the root", "echo /usr >.git/commondir"),
  ])
  func brokenRepositoriesFailWithTheReason(_ reason: String, _ damage: String) throws {
    let repository = try folder.repository("broken")
    _ = try folder.repository("whole")
    try shell(damage, in: repository.url)
    let discovery = try discover()
    #expect(found(discovery) == ["checkout broken failed", "checkout whole"])
    let broken = try #require(discovery.repositories.first { $0.name == "broken" })
    #expect(broken.failure?.contains(reason) == true, "\(broken.failure ?? "")")
  }

  @Test func linksAreNotFollowed() throws {
    let outside = try TemporaryFolder()
    try outside.write("away/Dockerfile", "FROM a\n")
    try folder.write("in/Dockerfile", "FROM a\n")
    try folder.link("in/loop", to: "..")
    try folder.link("out", to: outside.url.path)
    try folder.link("in/Dockerfile.link", to: "Dockerfile")
    try folder.link("in/Dockerfile.out", to: outside.url.appending(path: "away/Dockerfile").path)
    let discovery = try discover()
    let loose = try #require(discovery.repositories.first)
    #expect(loose.files.map(\.path) == ["in/Dockerfile"])
    #expect(
      loose.skipped.map { "\($0.path): \($0.reason)" } == [
        "in/Dockerfile.link: symbolicLink", "in/Dockerfile.out: symbolicLinkOutOfRoot",
      ])
    #expect(discovery.diagnostics.map(\.kind) == [.linkOutOfRoot])
    #expect(discovery.diagnostics.map(\.path) == [folder.path.appending("out").text])
  }

  @Test func foldersThatCannotBeReadAreDiagnostics() throws {
    // Deeper than a path may be long, reached step by step.
    let name = String(repeating: "n", count: 200)
    try shell("for step in $(seq 24); do mkdir \(name) && cd -P \(name) || exit; done", in: folder.url)
    _ = try folder.repository("whole")
    let discovery = try discover()
    #expect(found(discovery) == ["checkout whole"])
    #expect(discovery.diagnostics.map(\.kind) == [.unreadableFolder])
  }

  @Test func aPipeNamedDockerfileIsNotOpened() throws {
    mkfifo(folder.url.appending(path: "Dockerfile").path, 0o600)
    let loose = try #require(try discover().repositories.first)
    #expect(loose.files.isEmpty)
    #expect(loose.skipped.map(\.reason) == [.notRegular])
  }

  @Test func worktreeModeSeesUntrackedFilesOfEachRepository() throws {
    let app = try folder.repository("app")
    try app.commit(["Dockerfile": "FROM a\n"])
    try folder.write("app/untracked/compose.yaml", "services: {}\n")
    _ = try folder.repository("app/nested")
    try folder.write("app/nested/Dockerfile", "FROM b\n")
    let discovery = try discover(RepositoryDiscovery(readsWorktrees: true))
    #expect(
      discovery.repositories.map { "\($0.name): \($0.files.map(\.path))" } == [
        #"app: ["Dockerfile", "untracked/compose.yaml"]"#, #"app/nested: ["Dockerfile"]"#,
      ])
  }

  @Test(arguments: [
    (["legacy"], ["checkout kept", "checkout team/legacy excluded"]),
    (["team/legacy/"], ["checkout kept", "checkout team/legacy excluded"]),
    (["leg*"], ["checkout kept", "checkout team/legacy excluded"]),
    (["*/legacy"], ["checkout kept", "checkout team/legacy excluded"]),
    (["legacy/x"], ["checkout kept", "checkout team/legacy"]),
    (["t*m"], ["checkout kept", "checkout team/legacy excluded"]),
  ])
  func repositoriesAreExcludedByName(_ patterns: [String], _ expected: [String]) throws {
    _ = try folder.repository("kept")
    _ = try folder.repository("team/legacy")
    #expect(found(try discover(RepositoryDiscovery(excludedRepositories: PathExcludes(patterns)))) == expected)
  }

  @Test(arguments: [
    (["vendor"], ["app: Dockerfile", "vendor/lib: Dockerfile", "loose: x/Dockerfile"]),
    (["vendor/Dockerfile"], ["app: Dockerfile", "vendor/lib: Dockerfile", "loose: x/Dockerfile"]),
    (["/x"], ["app: Dockerfile vendor/Dockerfile", "vendor/lib: Dockerfile", "loose: "]),
    (["app"], ["app: Dockerfile vendor/Dockerfile", "vendor/lib: Dockerfile", "loose: x/Dockerfile"]),
    (["app/vendor"], ["app: Dockerfile vendor/Dockerfile", "vendor/lib: Dockerfile", "loose: x/Dockerfile"]),
  ])
  func filesAreExcludedByTheirPathInTheRepository(_ patterns: [String], _ expected: [String]) throws {
    for path in ["app", "vendor/lib"] { _ = try folder.repository(path) }
    for path in ["app", "app/vendor", "vendor/lib", "x"] { try folder.write("\(path)/Dockerfile", "FROM a\n") }
    let walk = RepositoryDiscovery(readsWorktrees: true, excludedPaths: PathExcludes(patterns))
    let found = try discover(walk).repositories.map { repository in
      let name = repository.form == .folder ? "loose" : repository.name
      return "\(name): \(repository.files.map(\.path).joined(separator: " "))"
    }
    #expect(found == expected)
  }
}
