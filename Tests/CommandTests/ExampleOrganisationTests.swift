import Foundation
import Testing

/// The example is worth something as long as everybody gets the same.
@Suite struct ExampleOrganisationTests {
  @Test func everyUnpackingGivesTheSameCommits() throws {
    let folder = try TemporaryFolder()
    let hostile = try folder.write(
      "home/.gitconfig",
      """
      [commit]
        gpgSign = true
      [core]
        hooksPath = /nowhere
        autocrlf = true
      [user]
        name = Somebody Else

      """)
    let script = """
      HOME=\(hostile.deletingLastPathComponent().path) TZ=Asia/Tokyo GIT_AUTHOR_NAME=else GIT_DIR=/nowhere "$0" second
      """
    let unpack = ExampleOrganisation.unpackScript
    let first = try Program.run(unpack, ["first"], in: folder.url)
    #expect(first.status == 0, "\(first)")
    let second = try Program.run(URL(filePath: "/bin/sh"), ["-c", script, unpack.path], in: folder.url)
    #expect(second.status == 0, "\(second)")
    for repository in ExampleOrganisation.repositories {
      let heads = try ["first", "second"].map { name in
        try Program.run(
          URL(filePath: "/usr/bin/env"), ["git", "-C", "\(name)/\(repository)", "rev-parse", "HEAD"], in: folder.url
        ).output
      }
      #expect(heads[0].count == 41 && heads[0] == heads[1], "\(repository)")
    }
  }

  @Test func nothingIsOverwritten() throws {
    let folder = try TemporaryFolder()
    try folder.write("web/shop/mine.txt", "keep")
    let outcome = try Program.run(ExampleOrganisation.unpackScript, ["."], in: folder.url)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("web/shop is there already"), "\(outcome)")
    #expect(try String(contentsOf: folder.url.appending(path: "web/shop/mine.txt"), encoding: .utf8) == "keep")
  }
}
