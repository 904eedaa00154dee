import Foundation
import Testing

@Suite struct QueryCommandTests {
  let example: ExampleOrganisation

  init() throws { example = try ExampleOrganisation.shared.get() }

  @Test(arguments: [
    "DELETE FROM file",
    "INSERT INTO scan DEFAULT VALUES",
    "UPDATE file SET path = ''",
    "DROP VIEW finding",
    "CREATE TABLE mine (x)",
    "CREATE TEMP TABLE mine (x)",
    "WITH x AS (SELECT 1) DELETE FROM file",
    "ATTACH ':memory:' AS other",
    "PRAGMA journal_mode = DELETE",
    "VACUUM",
    "SELECT 1; DELETE FROM file",
    "SELECT load_extension('x')",
    "BEGIN",
  ])
  func onlyReads(sql: String) throws {
    let before = try example.value("SELECT count(*) FROM file")
    let outcome = try example.program.run(["query", sql])
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("loadline: "), "\(outcome)")
    #expect(try example.value("SELECT count(*) FROM file") == before)
  }

  @Test(arguments: ["-- a comment\nSELECT 1 AS a", "--a comment\nSELECT 1 AS a", "/* one */ SELECT 1 AS a"])
  func mayBeginWithAComment(sql: String) throws {
    let outcome = try example.program.run(["query", sql, "--format", "csv"])
    #expect(outcome.output == "a\r\n1\r\n", "\(outcome)")
  }

  @Test func anOptionThatIsNoneIsStillRefused() throws {
    let outcome = try example.program.run(["query", "--no-such-option"])
    #expect(outcome.status == 2, "\(outcome)")
    #expect(outcome.errors.contains("Unknown option '--no-such-option'"), "\(outcome)")
  }

  @Test(arguments: [
    ("csv", "a,b\r\n1,x\r\n"),
    ("json", #"{"a":1,"b":"x"}"#),
    ("ndjson", #"{"a":1,"b":"x"}"#),
    ("markdown", "| a | b |"),
    ("table", "a  b"),
  ])
  func printsInEveryFormat(format: String, expected: String) throws {
    let outcome = try example.program.run(["query", "SELECT 1 AS a, 'x' AS b", "--format", format])
    #expect(outcome.status == 0, "\(outcome)")
    #expect(outcome.output.contains(expected), "\(outcome)")
  }

  @Test func takesParameters() throws {
    let sql = "SELECT count(*) AS n FROM current_file WHERE repository = :name"
    let outcome = try example.program.run(["query", sql, "--param", "name=web/shop", "--format", "json"])
    let rows = try outcome.decoded(as: [[String: Int]].self)
    #expect(rows.first?["n"] ?? 0 > 0, "\(outcome)")
    let missing = try example.program.run(["query", sql])
    #expect(missing.status == 2)
    #expect(missing.errors.contains("name"), "\(missing)")
  }

  @Test func everySavedQueryAnswers() throws {
    let list = try example.program.run(["query"])
    let names = list.output.split(separator: "\n").dropFirst(2).compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
    #expect(names.count >= 15, "\(list)")
    for name in names {
      let outcome = try example.program.run(["query", name, "--format", "csv"])
      #expect(outcome.status == 0, "\(outcome)")
      #expect(outcome.output.contains(","), "\(outcome)")
    }
  }

  @Test func saysWhatIsWrong() throws {
    let noQuery = try example.program.run(["query", "no-such-query"])
    #expect(noQuery.status == 2)
    #expect(noQuery.errors.contains("no-such-query"), "\(noQuery)")
    let noDatabase = try example.program.run(["query", "SELECT 1", "--db", "no.db"])
    #expect(noDatabase.status == 2)
    #expect(noDatabase.errors.contains("no.db"), "\(noDatabase)")
    #expect(!FileManager.default.fileExists(atPath: example.folder.appending(path: "no.db").path))
  }
}
