import Syntax
import Testing

struct DockerfileTests {
  private func parse(_ text: String) -> Dockerfile {
    Dockerfile(parsing: Array(text.utf8))
  }

  @Test(arguments: [
    ("FROM a\nRUN b\n", ["FROM 1-1 a", "RUN 2-2 b"]),
    ("\u{FEFF}from a\r\nrun b \\\r\n  c\r\n", ["from 1-1 a", "run 2-3 b   c"]),
    ("RUN a \\\n# note\n\n  # more\n b\nUSER x", ["RUN 1-5 a  b", "USER 6-6 x"]),
    ("RUN a \\  \nb", ["RUN 1-2 a b"]),
    ("\u{A0}RUN \u{A0}a\u{3000}\n\u{2003}# note\nUSER x", ["RUN 1-1 a", "USER 3-3 x"]),
    ("RUN a \\\\\nUSER b", ["RUN 1-1 a \\\\", "USER 2-2 b"]),
    ("RUN a \\", ["RUN 1-1 a"]),
    ("# escape=`\nRUN a `\nb \\\nUSER x", ["RUN 2-3 a b \\", "USER 4-4 x"]),
    ("# x\n# escape=`\nRUN a `\nUSER x", ["RUN 3-3 a `", "USER 4-4 x"]),
    ("# syntax=x\n# escape=`\nRUN a `\nb", ["RUN 3-4 a b"]),
    ("RUN <<EOF\na\n\nEOF\nUSER x", ["RUN 1-4 <<EOF", "USER 5-5 x"]),
    ("RUN <<EOF\na\nUSER x", ["RUN 1-1 <<EOF", "a 2-2 ", "USER 3-3 x"]),
    ("COPY [\"<<EOF\", \"/x\"]\nUSER x", ["COPY 1-1 [\"<<EOF\", \"/x\"]", "USER 2-2 x"]),
    ("ONBUILD RUN <<EOF\na\nEOF", ["ONBUILD 1-3 RUN <<EOF"]),
  ])
  func lines(_ text: String, _ expected: [String]) {
    let file = parse(text)
    let found = file.instructions.map { "\($0.name) \($0.line)-\($0.endLine) \(file.string($0.arguments))" }
    #expect(found == expected)
  }

  @Test(arguments: [
    ("RUN [\"a\", \"b\"]", true), ("RUN [\"a\", 'b']", false), ("RUN [\"a\"", false), ("RUN [a]", false),
    ("RUN [ \"a\" ] junk", true), ("CMD []", true), ("RUN [ -f x ] && y", false), ("CMD \"[]\"", false),
  ])
  func execForm(_ text: String, _ isExec: Bool) throws {
    guard case .command(let command) = try #require(parse(text).instructions.first).body else {
      Issue.record("no command")
      return
    }
    #expect(command.isExec == isExec)
  }

  @Test func flags() throws {
    let mounts = ["--mount=type=secret,id=k,required", "--mount=type=cache,\\\"target=/a,b\\\""]
    let file = parse("RUN \(mounts[0]) --network=none \(mounts[1]) -- x --y")
    let instruction = try #require(file.instructions.first)
    #expect(instruction.flags.map(\.name) == ["mount", "network", "mount"])
    #expect(instruction.flags[0].fields.map(\.key) == ["type", "id", "required"])
    #expect(instruction.flags[0].fields.map(\.value) == ["secret", "k", nil])
    #expect(instruction.flags[2].fields.map(\.value) == ["cache", "/a,b"])
    #expect(file.string(instruction.arguments) == "x --y")
  }

  @Test func carriageReturnsInHeredocs() throws {
    let file = parse("RUN <<EOF\r\na\r\n\r\nEOF\r\nUSER x\r\n")
    let heredoc = try #require(file.instructions.first?.heredocs.first)
    #expect(file.string(heredoc.content) == "a\r\n\r\n")
    #expect(file.instructions.map(\.endLine) == [4, 5])
  }

  @Test func comments() {
    let file = parse("# one\nRUN a \\\n  #two\n b # not one\n#three")
    #expect(file.comments.map(\.text) == ["one", "two", "three"])
    #expect(file.comments.map(\.line) == [1, 3, 5])
    #expect(file.comments.map(\.isInsideInstruction) == [false, true, false])
  }

  @Test(arguments: [
    ("", 1, "file with no instructions"), ("FROM a\nFOO b", 2, "unknown instruction: FOO"),
    ("FROM a b", 1, "FROM requires"),
    ("ENV a", 1, "must have two"), ("ENV a=1 b", 1, "can't find = in \"b\""), ("ENV a=\"b", 1, "quote is not closed"),
    ("RUN [1]", 1, "strings only"), ("RUN\n", 1, "at least one"), ("COPY a", 1, "at least two"),
    ("COPY --foo=x a b", 1, "unknown flag"), ("COPY --from=a --from=b a b", 1, "duplicate flag"),
    ("SHELL bash", 1, "JSON form"), ("HEALTHCHECK FOO", 1, "type \"FOO\""),
    ("HEALTHCHECK NONE x", 1, "takes no arguments"),
    ("ONBUILD FROM x", 1, "isn't allowed as an ONBUILD trigger"), ("# escape=x\nFROM a", 1, "invalid ESCAPE token"),
    ("# syntax=a\n# syntax=b\nFROM a", 2, "only one syntax parser directive"),
    ("RUN <<A\nb", 1, "unterminated heredoc"),
    ("RUN a \\\n\n b", 2, "Empty continuation line"),
  ])
  func diagnostics(_ text: String, _ line: Int, _ message: String) {
    let found = parse(text).diagnostics.filter { $0.message.contains(message) }
    #expect(found.map(\.line) == [line])
  }

  @Test(
    arguments: [
      ("FROM {{ .Base }}", 1), ("FROM a\n{% if x %}\n", 2), ("FROM %%IMAGE%%", 1), ("FROM a\n{{ if x }}", 2),
      ("FROM a\nRUN docker inspect -f '{{.Id}}' x", nil), ("FROM a\n# {{ x }}", nil), ("FROM a\nRUN date +%%s", nil),
      ("FROM a\nENV F='{{.Id}}'", nil), ("FROM a\nRUN curl -w %{http_code} x", nil),
    ] as [(String, Int?)])
  func templates(_ text: String, _ line: Int?) {
    #expect(TemplateMarks.firstLine(in: Array(text.utf8)) == line)
  }
}
