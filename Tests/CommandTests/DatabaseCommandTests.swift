import Foundation
import Testing

/// The commands that work on a database that is there.
@Suite struct DatabaseCommandTests {
  let example: ExampleOrganisation
  /// Holds a copy of the example's database, which may be changed.
  let copy: TemporaryFolder

  init() throws {
    example = try ExampleOrganisation.shared.get()
    copy = try TemporaryFolder()
    try FileManager.default.copyItem(
      at: example.folder.appending(path: "loadline.db"), to: copy.url.appending(path: "loadline.db"))
  }

  @Test func theDatabaseIsWhole() throws {
    let outcome = try copy.program.run(["db", "check"])
    #expect(outcome.status == 0, "\(outcome)")
    let facts = try copy.program.run(["db", "info", "--format", "csv"])
    #expect(facts.output.contains("repositories,6\r\n"), "\(facts)")
    #expect(facts.output.contains("history from,2024-01-15T10:00:00Z\r\n"), "\(facts)")
  }

  @Test(arguments: [["gate"], ["db", "info"], ["db", "check"], ["publish", "out.db"], ["query", "SELECT 1"]])
  func aMissingDatabaseIsAnError(arguments: [String]) throws {
    let outcome = try copy.program.run(arguments + ["--db", "no.db"])
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains("no.db") || arguments == ["gate"], "\(outcome)")
    #expect(!FileManager.default.fileExists(atPath: copy.url.appending(path: "no.db").path))
  }

  @Test func aFileThatIsNoDatabaseIsAnError() throws {
    try copy.write("text.db", String(repeating: "This is no database.\n", count: 100))
    let outcome = try copy.program.run(["query", "SELECT count(*) FROM finding", "--db", "text.db"])
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains("text.db"), "\(outcome)")
  }

  @Test(arguments: [
    ("--min-rate 0.1", 0 as Int32),
    ("--min-rate 0.999", 1),
    ("--fail-on critical", 1),
    ("--max-new 0 --since 2026-08-11", 1),
    ("--max-new 0 --since 2026-08-21", 0),
    ("--max-new 1000", 0),
    ("", 2),
    ("--fail-on dreadful", 2),
    ("--min-rate nan", 2),
    ("--max-new 0 --since yesterday", 2),
    ("--min-rate 0.1 --scope prodct", 2),
  ])
  func theGateSetsTheExitCode(bars: String, status: Int32) throws {
    let outcome = try copy.program.run(["gate"] + bars.split(separator: " ").map(String.init))
    #expect(outcome.status == status, "\(outcome)")
    #expect(outcome.output.isEmpty == (status == 2), "\(outcome)")
  }

  @Test func aSnapshotIsOneFileOfTheSameAnswers() throws {
    let outcome = try copy.program.run(["publish", "out/snapshot.db"])
    #expect(outcome.status == 2, "its folder is not there: \(outcome)")
    let published = try copy.program.run(["publish", "snapshot.db"])
    #expect(published.status == 0, "\(published)")
    let names = try FileManager.default.contentsOfDirectory(atPath: copy.url.path)
    #expect(names.filter { $0.hasPrefix("snapshot") } == ["snapshot.db"])
    let sql = "SELECT * FROM finding ORDER BY finding_id"
    let answers = try ["loadline.db", "snapshot.db"].map { name in
      try copy.program.run(["query", sql, "--db", name, "--format", "ndjson"]).output
    }
    #expect(!answers[0].isEmpty && answers[0] == answers[1])
  }

  @Test func imageSizesAreJudged() throws {
    let list = """
      {"Repository":"registry.example.com/web/storefront","Tag":"1.4.0","ID":"a","Size":"1.2GB","CreatedAt":"2026-08-01"}
      {"Repository":"<none>","Tag":"<none>","ID":"b","Size":"80MB","CreatedAt":"2026-08-01"}

      """
    let taken = try copy.program.run(["import", "images", "-"], input: list)
    #expect(taken.status == 0, "\(taken)")
    #expect(taken.errors == "took in 1 image sizes; skipped 1 images without a name or a size\n")
    let wrong = try copy.program.run(["import", "images", "-"], input: list + "no json\n")
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("line 3"), "\(wrong)")
    let sizes = try copy.program.run(
      ["query", "SELECT tag, size_bytes FROM image_size", "--format", "csv"])
    #expect(sizes.output == "tag,size_bytes\r\n1.4.0,1200000000\r\n", "\(sizes)")
  }
}
