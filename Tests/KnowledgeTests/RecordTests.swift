import Testing

@testable import Knowledge

@Suite struct RecordTests {
  @Test func `A rule is read whole`() throws {
    let rule = try #require(try Sample.base().rule("no-latest"))
    #expect(rule.title == "Name a version")
    #expect(rule.target == .dockerfile)
    #expect(rule.message.columns == ["subject"])
    #expect(rule.isOnByDefault)
    #expect(!rule.concealsLine)
    #expect(rule.aliases == [RuleAlias(peer: .hadolint, id: "DL3007")])
    #expect(rule.controls == [ControlReference(framework: "cis", control: "4.2")])
    #expect(rule.parameters == [Parameter(name: "allowed", values: ["scratch", "busybox"])])
    #expect(rule.rationale == "A floating tag moves.")
    #expect(rule.fix == "Name one:\n\n```dockerfile\nFROM python:3.13\n```")
    #expect(
      rule.applies
        == RecordQuery(sql: "SELECT content_id FROM stage", place: Place(file: "rules/no-latest.md", line: 26)))
    #expect(rule.unknown == nil)
    #expect(rule.place == Place(file: "rules/no-latest.md", line: 2))
  }

  @Test func `Examples keep their files, paths and findings`() throws {
    let rule = try #require(try Sample.base().rule("no-latest"))
    #expect(rule.examples.map(\.outcome) == [.violates, .passes])
    #expect(rule.examples[0].main.path == "Dockerfile")
    #expect(rule.examples[0].findings == [.init(path: "Dockerfile", line: 1, message: "python:latest floats")])
    #expect(rule.examples[1].files.map(\.path) == ["build/Dockerfile", ".dockerignore"])
    #expect(rule.examples[1].text == "==> build/Dockerfile <==\nFROM python:3.13\n\n==> .dockerignore <==\n.git\n")
    #expect(rule.examples[1].place.line == 41)
  }

  @Test(
    arguments: [
      ("3: a: b", "compose.yaml", 3, "a: b"), ("dev.yaml:12: x", "dev.yaml", 12, "x"),
      ("dev.yaml: x", "dev.yaml", nil, "x"),
      ("- : x", nil, nil, "x"), ("-: x", nil, nil, "x"), ("a:b: x", "a:b", nil, "x"),
    ] as [(String, String?, Int?, String)])
  func `A finding names line, file and line, file, or nothing`(
    line: String, path: String?, number: Int?, message: String
  ) {
    let section = LiterateText("```yaml violates\na: b\n```\n```findings\n\(line)\n```\n").sections[0]
    var reader = ExampleReader(file: "x.md")
    #expect(reader.examples(of: section).first?.findings == [.init(path: path, line: number, message: message)])
    #expect(reader.problems.isEmpty)
  }

  @Test func `A pattern is read whole, its templates taken out of the prose`() throws {
    let pattern = try #require(try Sample.base().pattern("pinned"))
    #expect(pattern.kind == .pattern)
    #expect(pattern.body == "Why it works.\n\nAnd when not.")
    #expect(pattern.principles == ["One version a file", "Renew it: often"])
    #expect(pattern.snippets.map(\.path) == ["Dockerfile"])
    #expect(pattern.snippets.map(\.text) == ["FROM python:3.13\n"])
    #expect(pattern.adopted?.sql.hasSuffix("digest IS NOT NULL") == true)
  }

  @Test func `Control numbers stay text`() throws {
    let framework = try #require(try Sample.base().framework("cis"))
    #expect(framework.controls.map(\.id) == ["4.2", "4.10"])
  }

  @Test(arguments: [
    ("{subject} floats", ["subject"], "S floats"), ("${x} {a b} {", ["x"], "$X {a b} {"), ("{a}{b}", ["a", "b"], "AB"),
    ("{{line}}", ["line"], "{LINE}"), ("", [], ""),
  ])
  func `A message is filled from columns`(text: String, columns: [String], filled: String) {
    let template = MessageTemplate(text)
    #expect(template.columns == columns)
    #expect(template.filled { $0 == "subject" ? "S" : $0.uppercased() } == filled)
  }
}
