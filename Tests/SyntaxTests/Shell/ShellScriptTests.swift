import Syntax
import Testing

struct ShellScriptTests {
  private func commands(_ script: String) -> [ShellCommand] {
    ShellScript(parsing: JoinedText(script)).commands
  }

  private func words(_ command: ShellCommand) -> String {
    command.words.map { $0.variable == nil ? $0.text : "<\($0.text)>" }.joined(separator: "|")
  }

  /// The words of each command, joined by `|`; one that hangs on something in angle brackets.
  @Test(arguments: [
    ("a b  c", ["a|b|c"]), ("a 'b c' \"d e\" f\\ g", ["a|b c|d e|f g"]), ("a \"\\$x \\q\"", ["a|$x \\q"]),
    ("a $b \"${c:-d e}\"f", ["a|<$b>|<${c:-d e}f>"]), ("a '$b'", ["a|$b"]), ("a \"\" ''", ["a||"]),
    ("a && b || c; d & e | f", ["a", "b", "c", "d", "e", "f"]), ("a # b\nc", ["a", "c"]), ("a b#c", ["a|b#c"]),
    ("a \\\n b", ["a|b"]), ("a $(b $(c) d) e", ["a|<$(b $(c) d)>|e", "b|<$(c)>|d", "c"]),
    ("a `b \\`c\\``", ["a|<`b \\`c\\``>", "b|<`c`>", "c"]), ("a \"$(b \"c d\")\"", ["a|<$(b \"c d\")>", "b|c d"]),
    ("a $((1 + (2)))", ["a|<$((1 + (2)))>"]), ("a $( (b) )", ["a|<$( (b) )>", "b"]),
    ("if a; then b; elif c; then d; else e; fi; f", ["a", "b", "c", "d", "e", "f"]),
    ("while a; do b; done | c", ["a", "b", "c"]), ("until a; do b; done", ["a", "b"]),
    ("for x in $(a) b; do c $x; done", ["a", "c|<$x>"]), ("for x; do a; done", ["a"]),
    ("for ((i=0;i<3;i++)); do a; done", ["a"]), ("case $x in a|b) c;; (*) d;; esac", ["c", "d"]),
    ("(a; b) && { c; }", ["a", "b", "c"]), ("f() { a; }; f", ["a", "f"]), ("function f { a; }", ["a"]),
    ("! a", ["a"]), ("[ -f x ] && a", ["[|-f|x|]", "a"]), ("[[ a == b && c ]] || d", ["[[|a|==|b|&&|c|]]", "d"]),
    ("a <<E b\nc $(d)\nE\ne", ["a|b", "e"]), ("a <<-'E'\n\tc\n\tE\ne", ["a", "e"]), ("a <<<b c", ["a|c"]),
    ("a < <(b c)", ["a", "b|c"]), ("diff <(a) <(b)", ["diff|<<(a)>|<<(b)>", "a", "b"]), ("x=(a b) c", ["c"]),
    ("a $'b\\nc'", ["a|b\nc"]), ("if a; then b", ["a", "b"]), ("a; fi; b", ["a", "b"]), ("a ) b", ["a", "b"]),
    ("echo {a,b}", ["echo|{a,b}"]), ("echo if then", ["echo|if|then"]), ("a @(b|c)", ["a|@(b|c)"]),
    ("{ a", ["a"]), ("a 'b", ["a|b"]), ("$(a", ["<$(a>", "a"]), ("", []), ("# only", []), (";;", []),
  ])
  func words(_ script: String, _ expected: [String]) {
    #expect(commands(script).map(words) == expected)
  }

  @Test(arguments: [
    ("sudo -u x -E a b", "sudo", "a|b"), ("env -i X=1 a", "env", "a"), ("exec a", "exec", "a"),
    ("sudo env X=1 nice -n 5 a", "sudo env nice", "a"), ("xargs -0 -n1 rm -f", "xargs", "rm|-f"),
    ("xargs -I{} cp {} x", "xargs", "cp|{}|x"), ("timeout -k 5 10 a", "timeout", "a"), ("gosu app a", "gosu", "a"),
    ("time -p a", "time", "a"), ("command -v a", "", "command|-v|a"), ("sudo", "", "sudo"), ("env", "", "env"),
    ("bash -c 'a b'", "bash", "a|b"), ("sh -c \"a \\\"b c\\\"\"", "sh", "a|b c"), ("su - x -c 'a b'", "su", "a|b"),
    ("bash x.sh", "", "bash|x.sh"), ("sh", "", "sh"), ("/usr/bin/sudo /bin/a", "sudo", "/bin/a"),
    ("eval a b", "eval", "a|b"), ("nohup setsid a", "nohup setsid", "a"), ("sudo -- a", "sudo", "a"),
  ])
  func wrappers(_ script: String, _ wrappers: String, _ expected: String) throws {
    let command = try #require(commands(script).first)
    #expect(command.wrappers.joined(separator: " ") == wrappers)
    #expect(words(command) == expected)
  }

  @Test func optionsOfAShellBecomeSet() {
    let found = commands("bash -euxo pipefail -c 'a | b'")
    #expect(found.map(words) == ["set|-euxo|pipefail", "a", "b"])
    #expect(found.map(\.connector) == [.first, .sequence, .pipe])
  }

  @Test func connectorsAndPipelines() {
    let found = commands("a && b || c; d & e | f\ng")
    #expect(found.map(\.connector) == [.first, .and, .or, .sequence, .background, .pipe, .sequence])
    let pipelines = found.map(\.pipeline)
    #expect(pipelines[4] == pipelines[5])
    #expect(Set(pipelines).count == 6)
  }

  @Test(arguments: [
    ("a", "plain0"), ("if a; then x; fi", "condition1 branch1"), ("while a; do b; done", "condition1 loop1"),
    ("case x in a) b;; esac", "branch1"), ("(a; (b))", "subshell1 subshell2"), ("f() { a; }", "subshell2"),
    ("f() (a)", "subshell2"), ("x=$(a)", "plain0 substitution1"), ("{ a; }", "subshell1"),
  ])
  func contexts(_ script: String, _ expected: String) {
    #expect(commands(script).map { "\($0.context.rawValue)\($0.depth)" }.joined(separator: " ") == expected)
  }

  @Test func linesOfScriptsInQuotes() {
    let found = commands("a\nbash -c \"b &&\n  \\\"c\\\" \\\n  d\"\ne")
    #expect(found.map(\.line) == [1, 2, 3, 5])
    #expect(found.map(\.endLine) == [1, 2, 4, 5])
  }

  @Test(arguments: [
    ("a >x 2>&1 <y", [">x", "2>&1", "<y"]), ("a &>x", ["&>x"]), ("a >>\"x y\"", [">>x y"]),
    ("a 2>/dev/null", ["2>/dev/null"]),
    ("a >|x", [">|x"]), ("a x2>y", [">y"]),
  ])
  func redirections(_ script: String, _ expected: [String]) throws {
    #expect(try #require(commands(script).first).redirections.map(\.text) == expected)
  }

  @Test func assignments() throws {
    let found = commands("A=1 B=\"x $y\" c D=2; E=3")
    #expect(found.map { $0.assignments.map(\.text) } == [["A=1", "B=x $y"], ["E=3"]])
    #expect(found.map(words) == ["c|D=2", ""])
    #expect(found.map(\.hasVariable) == [true, false])
  }
}
