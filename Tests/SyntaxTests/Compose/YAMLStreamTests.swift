import Syntax
import Testing

/// Puts a node on one line: `{key: [a, "b"]}`, with every scalar's kind but string after it.
func flat(_ node: YAMLNode) -> String {
  switch node.content {
  case .scalar(let scalar): scalar.kind == .string ? scalar.text : "\(scalar.text):\(scalar.kind)"
  case .sequence(let items): "[" + items.map(flat).joined(separator: ", ") + "]"
  case .mapping(let entries): "{" + entries.map { "\($0.key)=\(flat($0.value))" }.joined(separator: ", ") + "}"
  }
}

@Suite("Reading YAML")
struct YAMLStreamTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    let tree: String
    var problems: [String] = []
    var testDescription: String { text.debugDescription }
  }

  @Test(arguments: [
    Case(
      text: "a: 1\nb: [x, true, ~, 1.5, '1', 0o7, 0x1F, 2024-01-01]",
      tree: "{a=1:int, b=[x, true:bool, ~:null, 1.5:float, 1, 0o7:int, 0x1F:int, 2024-01-01]}"),
    Case(text: "a: yes\nb: on\nc: 22:22\nd: 1_000\ne:", tree: "{a=yes, b=on, c=22:22, d=1_000:int, e=:null}"),
    Case(text: "a: !!str 1\nb: !x 2\nc: !!int '3'", tree: "{a=1, b=2, c=3:int}"),
    Case(text: "a: &x {k: 1, l: 2}\nb: {<<: *x, k: 3}", tree: "{a={k=1:int, l=2:int}, b={k=3:int, l=2:int}}"),
    Case(
      text: "a: &x {k: 1}\nb: &y {k: 2, m: 3}\nc: {<<: [*x, *y]}",
      tree: "{a={k=1:int}, b={k=2:int, m=3:int}, c={k=1:int, m=3:int}}"),
    Case(text: "a: {<<: 1}", tree: "{a={}}", problems: ["1 syntax"]),
    Case(text: "a: 1\nb: 2\na: 3", tree: "{a=3:int, b=2:int}", problems: ["3 duplicate-key"]),
    Case(text: "a: *nothing", tree: "{a=:null}", problems: ["1 alias"]),
    Case(text: "a: &x\n  b: *x", tree: "{a={b=:null}}", problems: ["2 alias"]),
    Case(text: "a: 1\n\tb: 2\nc: 3", tree: "{a=1:int, c=3:int}", problems: ["2 syntax"]),
    Case(text: "a:\n  b: 1\n c: 2\nd: 3", tree: "{a={b=1:int}, d=3:int}", problems: ["3 syntax"]),
    Case(text: "a: 'open\nb: 1", tree: "{b=1:int}", problems: ["1 syntax"]),
    Case(text: "{% if x %}\na: 1\n{% endif %}\nb: 2", tree: "{a=1:int, b=2:int}", problems: ["1 syntax", "3 syntax"]),
    Case(text: "? [a]\n: 1\nb: 2", tree: "{b=2:int}", problems: ["1 syntax"]),
    Case(text: "a: b\u{1}c", tree: "{a=b c}", problems: ["1 encoding"]),
    Case(text: "a: |\n  x\n  # y\nb: >-\n  p\n  q\n", tree: "{a=x\n# y\n, b=p q}"),
  ])
  func reads(_ test: Case) throws {
    let stream = YAMLStream(SourceText(Array(test.text.utf8)))
    #expect(try flat(#require(stream.documents.first)) == test.tree)
    #expect(stream.diagnostics.map { "\($0.line ?? 0) \($0.kind)" } == test.problems)
  }

  @Test func positionsAreThoseOfTheText() throws {
    let text = "base: &base\n  image: 'ü' # c\nservices:\n  web:\n    <<: *base\n    ports: [ä, b]\n\n# end\n"
    let root = try #require(YAMLStream(SourceText(Array(text.utf8))).documents.first)
    let web = try #require(root["services"]?.entry("web"))
    #expect((web.line, web.column, web.value.endLine) == (4, 3, 6))
    let image = try #require(web.value.entry("image"))
    #expect((image.line, image.column, image.isMerged) == (2, 3, true))
    let last = try #require(web.value["ports"]?.items?.last)
    // The letter before it takes two bytes.
    #expect((last.line, last.column) == (6, 17))
  }

  @Test func readsSeveralDocuments() {
    let stream = YAMLStream(SourceText(Array("a: 1\n---\nb: 2\n...\n---\n".utf8)))
    #expect(stream.documents.map(flat) == ["{a=1:int}", "{b=2:int}", ":null"])
  }

  @Test func findsCommentsButNotInScalars() {
    let text = """
      # one
      a: 'x # no' # two
      b: "#no
        # no" #three
      c: |
        # no
      # four
      d: x#no
      e: [1, # five
        2]
      """
    let comments = YAMLStream(SourceText(Array(text.utf8))).comments
    #expect(comments.map { "\($0.line) \($0.text)" } == ["1 one", "2 two", "4 three", "7 four", "9 five"])
    #expect(comments.map(\.isTrailing) == [false, true, true, false, true])
  }
}

@Suite("YAML that means harm")
struct HostileYAMLTests {
  private func stream(_ text: String) -> YAMLStream { YAMLStream(SourceText(Array(text.utf8))) }

  private func count(_ node: YAMLNode) -> Int {
    switch node.content {
    case .scalar: 1
    case .sequence(let items): items.reduce(1) { $0 + count($1) }
    case .mapping(let entries): entries.reduce(1) { $0 + count($1.value) }
    }
  }

  @Test func aliasBombsStayShort() throws {
    var text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    for level in 1...30 {
      text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ",") + "]\n"
    }
    let stream = stream(text)
    #expect(try count(#require(stream.documents.first)) < 200_000)
    #expect(stream.diagnostics.contains { $0.kind == "limit" })
  }

  @Test func longTextsCountWhenRepeated() throws {
    let long = String(repeating: "x", count: 500_000)
    let text = "a: &a \(long)\nb: [" + Array(repeating: "*a", count: 100_000).joined(separator: ",") + "]"
    let items = try #require(stream(text).documents.first?["b"]?.items)
    #expect(items.count { $0.text != nil } < 10)
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func deepNestingIsCutOff(opening: String) {
    let stream = stream(String(repeating: opening, count: 100_000))
    #expect(!stream.diagnostics.isEmpty)
    for document in stream.documents { _ = flat(document) }
  }

  @Test func deepBlocksAreCutOffAndTheRestIsRead() throws {
    let deep = (1...300).map { String(repeating: " ", count: $0) + "k:" }.joined(separator: "\n")
    let root = try #require(stream("a:\n\(deep)\nb: 1").documents.first)
    #expect(root["b"]?.text == "1")
  }

  @Test func diagnosticsAreFew() {
    #expect(stream(String(repeating: "a: 1\n", count: 100_000)).diagnostics.count <= 200)
  }

  @Test func everyPrefixIsRead() {
    let text = "a: &x 'q' # c\nb: {c: [*x, \"\\u263a\"], <<: {d: |\n  t\n}}\n? e\n: !t f\n---\n%YAML 1.1\n"
    let bytes = Array(text.utf8)
    for end in bytes.indices { _ = YAMLStream(SourceText(Array(bytes[..<end]))) }
  }
}
