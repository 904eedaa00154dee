import Foundation
import Testing

@testable import Knowledge

@Suite struct KnowledgeBaseTests {
  @Test(arguments: [
    ("no-latest", ["no-latest"]), ("hadolint:DL3007", ["no-latest"]), ("DL3007", ["no-latest"]), ("kics:DL3007", []),
    ("hadolint:DL3006", []), ("nothing", []), (":", []), ("hadolint:", []),
  ])
  func `A rule is found by its id and by another tool's`(name: String, ids: [String]) throws {
    #expect(try Sample.base().rules(named: name).map(\.id) == ids)
  }

  @Test(arguments: [
    ("version", ["no-latest", "pinned"]), ("PINNED", ["pinned"]), ("python:3.13", ["no-latest", "pinned"]),
    ("dl3007", ["no-latest"]), ("floating tag", ["no-latest"]), ("  ", []), ("zebra", []),
  ])
  func `A search finds rules and patterns that hold every word`(text: String, ids: [String]) throws {
    #expect(try Sample.base().search(text).map(\.id) == ids)
  }

  @Test func `Those that are named so come first`() throws {
    #expect(try KnowledgeBase.builtIn().search("multi-stage-build").first?.id == "multi-stage-build")
  }

  @Test func `An organisation's folder adds records and replaces those of the same id`() throws {
    let folder = try TemporaryFolder()
    let own = Sample.rule.replacing("severity: high", with: "severity: low").replacing("\n", with: "\r\n")
    try folder.write("no-latest.md", own)
    try folder.write(
      "deeper/extra.md",
      Sample.rule.replacing("id: no-latest", with: "id: extra").replacing("[DL3007]", with: "[DL3006]"))
    try folder.write("own-pattern.md", Sample.pattern.replacing("id: pinned", with: "id: own-pattern"))
    try folder.write("README.md", "no record")
    try folder.write("notes.txt", "no record")
    let base = try KnowledgeBase.load(files: Sample.files(), folders: [RecordFolder(folder.path)])
    #expect(base.rules.map(\.id) == ["extra", "no-latest"])
    #expect(base.rule("no-latest")?.severity == .low)
    #expect(base.rule("no-latest")?.origin == .file(folder.path + "/no-latest.md"))
    #expect(base.patterns.map(\.id) == ["own-pattern", "pinned"])
  }

  @Test func `The SQL of an organisation's records is checked when they are read`() throws {
    let folder = try TemporaryFolder()
    try folder.write("no-latest.md", Sample.rule.replacing("content_id FROM stage\n", with: "content_id FROM stages\n"))
    #expect {
      try KnowledgeBase.load(files: Sample.files(), folders: [RecordFolder(folder.path)])
    } throws: { error in
      "\(error)".hasPrefix("\(folder.path)/no-latest.md:26: no such table: stages")
    }
  }

  @Test func `A folder that is not there, and files that are no text, are problems`() throws {
    #expect(
      RecordFolder("/nowhere/at/all").problems.map(\.description) == [
        "/nowhere/at/all:1: there is no such folder: check the name"
      ])
    let folder = try TemporaryFolder()
    try folder.write("a.md", Data([0xFF, 0xFE, 0x00]))
    try folder.write("b.md", Data(count: 1 << 21))
    let problems = RecordFolder(folder.path + "/").problems.map(\.message)
    #expect(problems.count == 2)
    #expect(problems.first?.hasPrefix("is not UTF-8") == true)
    #expect(problems.last?.hasPrefix("is larger than 1 MiB") == true)
  }

  @Test func `What counts hangs on default, switches and what was asked for`() throws {
    let on = try #require(try Sample.base().rule("no-latest"))
    let offRecord = Sample.rule.replacing("severity: high", with: "severity: high\ndefault: off")
    let off = try #require(try Sample.base(Sample.files(rule: offRecord)).rule("no-latest"))
    var settings = KnowledgeSettings()
    #expect(settings.isEnabled(on))
    #expect(!settings.isEnabled(off))
    settings.includesOffByDefault = true
    #expect(settings.isEnabled(off))
    settings.switches = ["no-latest": false]
    #expect(!settings.isEnabled(on))
    settings.only = ["no-latest"]
    #expect(settings.isEnabled(off))
    settings.only = ["other"]
    #expect(!settings.isEnabled(on))
  }

  @Test func `Settings that name what is not there are told`() throws {
    var settings = KnowledgeSettings()
    settings.severities = ["no-lastest": .low]
    settings.parameters = ["no-latest": ["alowed": ["x"]]]
    #expect(
      settings.problems(in: try Sample.base()) == [
        "unknown rule 'no-lastest': did you mean 'no-latest'?",
        "the rule 'no-latest' has no parameter 'alowed': did you mean 'allowed'?",
      ])
  }

  @Test(
    arguments: [("a", nil), ("pined", "pinned"), ("", nil), ("pinned-base-imag", "pinned-base-image")]
      as [(String, String?)])
  func `The nearest name is suggested where one is near`(name: String, nearest: String?) {
    #expect(Suggestion.nearest(to: name, among: ["pinned", "pinned-base-image", "zebra"]) == nearest)
  }
}

/// A folder that is gone when the test is.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "knowledge-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    try write(name, Data(text.utf8))
  }

  func write(_ name: String, _ data: Data) throws {
    let url = URL(filePath: path).appending(path: name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }
}
