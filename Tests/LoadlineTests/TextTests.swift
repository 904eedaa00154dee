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
  }

  @Test func bars() {
    #expect(check.fails(at: .high) && check.fails(at: .info))
    #expect(!check.fails(at: .critical) && !check.fails(at: nil))
  }
}
