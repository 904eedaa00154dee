import Syntax
import Testing

@Suite("CODEOWNERS files")
struct CodeOwnersTests {
  private func owners(_ text: String, _ path: String) -> [String] {
    CodeOwners(SourceText(Array(text.utf8))).owners(of: path)
  }

  @Test(arguments: [
    ("*  @all\n*.js @js @web # note", "a/b.js", ["@js", "@web"]),
    ("*  @all\n*.js @js", "a/b.go", ["@all"]),
    ("/docs/ @d", "docs/a/b", ["@d"]),
    ("/docs/ @d", "x/docs/a", []),
    ("docs/ @d", "x/docs/a", ["@d"]),
    ("docs/* @d", "docs/a", ["@d"]),
    ("docs/* @d", "docs/a/b", []),
    ("apps/web @d", "apps/web/Dockerfile", ["@d"]),
    ("apps/web @d", "x/apps/web/Dockerfile", []),
    ("**/logs @l", "a/b/logs/c", ["@l"]),
    ("/a/** @l", "a/b/c", ["@l"]),
    ("Dockerfile @ops", "x/y/Dockerfile", ["@ops"]),
    ("* @all\n/secret", "secret/a", []),
    ("a\\ b.txt me@x.org", "a b.txt", ["me@x.org"]),
    ("\\#a @x", "#a", ["@x"]),
    ("* @all\n[Docker] @ops\nDockerfile\n*.yml @y", "Dockerfile", ["@all", "@ops"]),
    ("^[Docker][2] @ops\nDockerfile @x", "Dockerfile", ["@x"]),
    ("[A]\n* @a\n!x\n[B]\n* @b", "x", ["@b"]),
    ("[A]\na @a\n[a]\na @b", "a", ["@b"]),
    ("[A]\n* @a\n!x\nx @b", "x", []),
    ("[A] @d @e\nx\ny @y\nz", "y", ["@y"]),
    ("[A] @d @e\nx\ny @y\nz", "z", ["@d", "@e"]),
    ("[A]\ndocs/api/ @d", "x/docs/api/a", ["@d"]),
    ("[A]\n/docs/api/ @d", "x/docs/api/a", []),
    ("[A]\ndocs/* @d", "x/docs/a", ["@d"]),
    ("docs/api @d", "x/docs/api/a", []),
    ("/build/logs/ @doctocat", "build/logs/a/b", ["@doctocat"]),
    ("**/logs @octocat", "deeply/nested/logs/a", ["@octocat"]),
    ("/apps/ @octocat\n/apps/github", "apps/github/x", []),
    ("/apps/ @octocat\n/apps/github @doctocat", "apps/github/x", ["@doctocat"]),
    ("", "a", []),
    ("# * @x\n\n   ", "a", []),
  ])
  func ownersOf(text: String, path: String, expected: [String]) {
    #expect(owners(text, path) == expected)
  }

  @Test func gitHubSkipsWhatOnlyGitLabKnows() {
    let source = SourceText(Array("* @all\n[Docs]\n!x\nx @x\n".utf8))
    let file = CodeOwners(source, dialect: .gitHub)
    #expect(file.owners(of: "x") == ["@x"])
    #expect(file.diagnostics.map(\.line) == [2, 3])
    #expect(CodeOwners(source).dialect == .gitLab)
  }
}
