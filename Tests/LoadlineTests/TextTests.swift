import Store
import Testing

@testable import Loadline

@Suite struct TextTests {
  let result = QueryResult(
    columns: ["name", "count"],
    rows: [["a\"b", 1], ["=SUM(A1)", nil], ["line\nend|x", .real(0.5)], ["\u{1B}[31mred", 12]])

  @Test func jsonKeepsTheOrderOfColumnsAndEscapes() {
    let lines = result.text(as: .ndjson).split(separator: "\n")
    #expect(lines[0] == #"{"name":"a\"b","count":1}"#)
    #expect(lines[1] == #"{"name":"=SUM(A1)","count":null}"#)
    #expect(lines[3] == #"{"name":"\u001b[31mred","count":12}"#)
    #expect(result.text(as: .json).hasPrefix("[\n{"))
    #expect(QueryResult(columns: ["a"], rows: []).text(as: .json) == "[]\n")
  }

  @Test func csvIsDefusedUnlessRaw() {
    let defused = result.text(as: .csv)
    #expect(defused.contains("'=SUM(A1)"))
    #expect(defused.contains("\"a\"\"b\""))
    #expect(!result.text(as: .csv, isRaw: true).contains("'="))
  }

  @Test func tableSendsNoControlCharacters() {
    let table = result.text(as: .table)
    #expect(!table.contains("\u{1B}"))
    #expect(table.split(separator: "\n").count == 6)
    #expect(table.hasPrefix("name"))
  }

  @Test(arguments: [QueryResult.Format.table, .markdown])
  func headersAndDirectionsAreShownNotSent(format: QueryResult.Format) {
    let hostile = "a\u{1B}]0;x\u{7}\u{202E}b\u{2028}c|d"
    let text = QueryResult(columns: [hostile], rows: [[.text(hostile)]]).text(as: format)
    #expect(text.unicodeScalars.allSatisfy { !Self.unsafe.contains($0) })
    #expect(text.contains(#"a\u{1B}"#) || text.contains(#"a\\u{1B}"#))
    #expect(text.split(separator: "\n").count == 3)
    #expect(text.contains("\\|d") == (format == .markdown))
  }

  private static let unsafe: Set<Unicode.Scalar> = ["\u{1B}", "\u{7}", "\u{9B}", "\u{202E}", "\u{2028}", "\r"]

  @Test func checkTextSendsNoControlCharacters() {
    let hostile = "\u{1B}[2K\r\u{9B}31m\u{202E}a\n::error::b"
    let result = CheckResult(
      files: 1,
      findings: [
        .init(
          rule: "x", severity: .low, path: hostile, line: 1, endLine: 1, subject: "", message: hostile, aliases: [])
      ], diagnostics: [.init(path: hostile, line: nil, kind: "syntax", message: hostile, isError: true)])
    let text = result.text(as: .text)
    #expect(text.unicodeScalars.allSatisfy { !Self.unsafe.contains($0) })
    #expect(text.split(separator: "\n").count == 3)
  }

  @Test(arguments: ["", "plain", "naïve ✓ 日本", "שלום", "👍🏽"])
  func ordinaryTextStaysAsItIs(text: String) {
    #expect(TerminalText.visible(text) == text)
  }

  @Test func markdownEscapesBars() {
    #expect(result.text(as: .markdown).contains("x\\|") == false)
    #expect(result.text(as: .markdown).contains("\\|x"))
  }

  let check = CheckResult(
    files: 2,
    findings: [
      .init(
        rule: "non-root-user", severity: .high, path: "a/Dockerfile", line: 3, endLine: 4, subject: "root",
        message: "runs as root, 100%", aliases: ["hadolint:DL3002"]),
      .init(
        rule: "x", severity: .info, path: "b", line: nil, endLine: nil, subject: "", message: "m", aliases: []),
    ],
    diagnostics: [.init(path: "c", line: 1, kind: "syntax", message: "unknown instruction", isError: true)])

  @Test func checkText() {
    #expect(
      check.text(as: .text) == """
        a/Dockerfile:3: high: runs as root, 100% [non-root-user]
        b: info: m [x]
        c:1: syntax: unknown instruction
        2 findings in 2 files (1 high, 1 info)

        """)
  }

  @Test func checkJSON() {
    #expect(
      check.text(as: .json) == """
        {"version":1,"files":2,"findings":[
        {"rule":"non-root-user","severity":"high","path":"a/Dockerfile","line":3,"end_line":4,"subject":"root",\
        "message":"runs as root, 100%","aliases":["hadolint:DL3002"]},
        {"rule":"x","severity":"info","path":"b","line":null,"end_line":null,"subject":"","message":"m","aliases":[]}
        ],"diagnostics":[
        {"path":"c","line":1,"kind":"syntax","message":"unknown instruction"}
        ]}

        """)
  }

  @Test func checkAnnotations() {
    let lines = check.text(as: .github).split(separator: "\n")
    #expect(lines[0] == "::error file=a/Dockerfile,line=3,title=non-root-user::runs as root, 100%25")
    #expect(lines[1] == "::notice file=b,title=x::m")
    #expect(lines[2] == "::error file=c,line=1,title=syntax::unknown instruction")
    let warned = CheckResult(
      files: 1, findings: [],
      diagnostics: [.init(path: "a:b,c", line: nil, kind: "encoding", message: "100%\nlost", isError: false)])
    #expect(warned.text(as: .github) == "::warning file=a%3Ab%2Cc,title=encoding::100%25%0Alost\n")
  }

  @Test func bars() {
    #expect(check.fails(at: .high) && check.fails(at: .info))
    #expect(!check.fails(at: .critical) && !check.fails(at: nil))
  }
}
