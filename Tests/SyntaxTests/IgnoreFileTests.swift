import Syntax
import Testing

@Suite(".dockerignore files")
struct IgnoreFileTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    var ignored: [String] = []
    var kept: [String] = []
    var testDescription: String { text.debugDescription }
  }

  @Test(arguments: [
    Case(
      text: "node_modules", ignored: ["node_modules", "node_modules/a/b"], kept: ["a/node_modules", "node_modules2"]),
    Case(text: "/dist/", ignored: ["dist", "dist/a"], kept: ["a/dist"]),
    Case(text: "./a//b/../c", ignored: ["a/c"], kept: ["a/b"]),
    Case(text: "*.md\n!README.md", ignored: ["a.md"], kept: ["README.md", "a/b.md"]),
    Case(text: "**/*.md", ignored: ["a.md", "a/b/c.md", "x.md/y"], kept: ["a.mdx"]),
    Case(text: "**/node_modules/**", ignored: ["node_modules/a", "a/node_modules/b/c"], kept: ["node_modules", "a"]),
    Case(text: "a/**/b", ignored: ["a/b", "a/x/y/b"], kept: ["ab", "a/xb"]),
    Case(text: "**", ignored: ["a", "a/b"]),
    Case(text: "*\n!src\nsrc/x", ignored: ["a", "src/x", "src/x/y"], kept: ["src", "src/a"]),
    Case(text: "!a\na\n!a/b", ignored: ["a/c"], kept: ["a/b", "b"]),
    Case(text: "**foo", ignored: ["foo", "barfoo", "a/foo"], kept: ["foob"]),
    Case(text: "a**", ignored: ["a", "ab", "ab/c"], kept: ["ba"]),
    Case(text: "file?.t[xy]t", ignored: ["file1.txt", "fileü.tyt"], kept: ["file.txt", "file/.txt", "file1.tzt"]),
    Case(text: "[^a-c]1", ignored: ["d1"], kept: ["a1", "c1"]),
    Case(text: "\\*a\n\\!b", ignored: ["*a", "!b"], kept: ["xa", "b"]),
    Case(text: "# c\n #d\n\n  e  \r\n", ignored: ["#d", "e"], kept: ["c", "# c", "d"]),
    Case(text: ".", kept: ["a"]),
    Case(text: "/", kept: ["a"]),
    Case(text: "a.b+(c)", ignored: ["a.b+(c)"], kept: ["axb+(c)"]),
    Case(text: "! a", kept: ["a"]),
    Case(text: "../a", kept: ["a"]),
    Case(text: "\u{FEFF}a", ignored: ["a"]),
    Case(text: ".env*", ignored: [".env", ".env.local"], kept: ["a/.env"]),
  ])
  func decides(_ test: Case) {
    let file = IgnoreFile(SourceText(Array(test.text.utf8)))
    for path in test.ignored { #expect(file.isIgnored(path), "\(path)") }
    for path in test.kept { #expect(!file.isIgnored(path), "\(path)") }
    #expect(file.diagnostics.isEmpty)
  }

  @Test func namesThePatternThatDecided() {
    let file = IgnoreFile(SourceText(Array("# first\n*\n!a\na/b\n".utf8)))
    #expect(file.verdict(GlobPath("a/b/c")).pattern?.line == 4)
    #expect(file.verdict(GlobPath("a/c")).pattern?.raw == "!a")
    #expect(file.verdict(GlobPath("x")).pattern?.line == 2)
    #expect(file.comments.map(\.text) == ["first"])
  }

  @Test(arguments: ["!", "! ", "[", "[]a", "[b-a]", "a[", "a\\", "[a-]", "[\\"])
  func refuses(pattern: String) {
    let file = IgnoreFile(SourceText(Array("a\n\(pattern)\nb".utf8)))
    #expect(file.diagnostics.map(\.line) == [2])
    #expect(file.patterns.map { $0.problem == nil } == [true, false, true])
    #expect(file.isIgnored("b"))
  }

  @Test func matchesInLinearTime() {
    let pattern = String(repeating: "**/a*", count: 60)
    let path = String(repeating: "a/", count: 500) + "b"
    #expect(!IgnoreFile(SourceText(Array("\(pattern)c".utf8))).isIgnored(path))
  }
}
