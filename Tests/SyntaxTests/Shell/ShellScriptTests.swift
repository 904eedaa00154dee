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

/// Words whose variables the Dockerfile sets.
struct KnownVariableTests {
  private func commands(_ text: String) -> [String] {
    let file = Dockerfile(parsing: Array(text.utf8))
    return BuildPlan(file).steps.compactMap { file.script(of: $0) }.flatMap(\.commands).map { command in
      let words = command.words.map { $0.text + ($0.variable.map { "<\($0)>" } ?? "") }
      return (command.assignments.map(\.text) + words).joined(separator: "|")
    }
  }

  @Test(arguments: [
    ("ARG V=1.2\nRUN pip install flask==$V \"a ${V}b\" '$V'", ["pip|install|flask==1.2|a 1.2b|$V"]),
    ("ENV P=\"curl  git\"\nRUN apt-get install -y $P \"$P\" x$P", ["apt-get|install|-y|curl|git|curl  git|xcurl|git"]),
    ("ENV E=\nRUN a $E \"$E\" b$E", ["a||b"]),
    ("ARG V\nRUN a $V ${W:-x}", ["a|$V<V>|${W:-x}<W>"]),
    (
      "ARG V=1.2.3\nRUN a ${V%.*} ${V%%.*} ${V:-x} ${V:+y} ${V/./-} ${#V} ${V%[0-9]}",
      ["a|1.2|1|1.2.3|y|1-2.3|${#V}<V>|${V%[0-9]}<V>"]
    ),
    ("ENV V=1\nRUN V=2; echo $V", ["V=2", "echo|$V<V>"]),
    ("ENV V=1\nRUN for V in a b; do echo $V; done", ["echo|$V<V>"]),
    ("ENV V=1\nARG V=2\nRUN echo $V", ["echo|1"]),
    ("ARG V=2\nENV V=1\nRUN echo $V", ["echo|1"]),
    (
      "ARG V=1\nENV W=$V.0\nRUN sh -c \"echo $W\" && bash -lc 'echo ${W}' && A=$V b", ["echo|1.0", "echo|1.0", "A=1|b"]
    ),
    ("ARG V=1\nRUN echo `echo $V` $(echo ${V})", ["echo|`echo $V`<$()>|$(echo ${V})<$()>", "echo|1", "echo|1"]),
    ("ARG V=1\nRUN <<EOF\necho $V\nEOF", ["echo|1"]),
    ("ENV V=1\nCMD echo $V", ["echo|$V<V>"]),
    ("ENV V=1\nONBUILD RUN echo $V", ["echo|$V<V>"]),
    ("ARG V=rm\nRUN $V -rf x", ["rm|-rf|x"]),
    ("ENV V=1\nRUN echo a > $V.log", ["echo|a"]),
  ])
  func resolved(_ text: String, _ expected: [String]) {
    #expect(commands("FROM a\n" + text) == expected)
  }

  @Test func values() {
    let line = "ENV A=\(String(repeating: "x", count: 4_000))\nRUN \(String(repeating: "$A ", count: 10_000))\n"
    let found = commands("FROM a\n" + String(repeating: line, count: 3))
    // Beyond a bound for the whole file, values are left out.
    #expect(found.allSatisfy { $0.utf8.count < 200_000 })
  }

  @Test(arguments: [
    ("find . -name x -exec rm -rf {} \\; -print", ["find|.|-name|x|-exec|rm|-rf|{}|;|-print", "rm|-rf|{}"]),
    (
      "sudo find . -exec chmod 777 {} + -execdir sh -c 'apt-get update' \\;",
      ["find|.|-exec|chmod|777|{}|+|-execdir|sh|-c|apt-get update|;", "chmod|777|{}", "apt-get|update"]
    ),
    ("find . -exec", ["find|.|-exec"]),
  ])
  func find(_ text: String, _ expected: [String]) {
    let script = ShellScript(parsing: JoinedText(text))
    #expect(script.commands.map { $0.words.map(\.text).joined(separator: "|") } == expected)
    #expect(script.commands.dropFirst().allSatisfy { $0.wrappers.contains("find") })
  }
}

struct ShellRefusalTests {
  @Test(arguments: [
    "a &&", "a ||\n# b\n", "a |", "a b(c)", "(a", "a \"b", "if a; then b", "a )", "a; && b", "a | && b", "a || ; b",
    "a & ; b", "( a ) b", "if a; then b; fi c", "&& a", "(a &&)", "; a", "a && }",
  ])
  func refused(_ text: String) {
    #expect(!ShellScript(parsing: JoinedText(text)).diagnostics.isEmpty)
  }

  @Test(arguments: [
    "a && b", "a &", "a;", "f() { a; }", "f () ( a )", "echo +(a|b)", "", "! a | b", "x=(a b) y=1 c",
    "{ { a; }; } 2>&1 | b # c", "( ( a ) )", "if a; then if b; then c; fi fi", "case a in b) c;; d) e; esac",
    "while a; do b; done <x", "a &\nb; c & d", "[[ a && b ]] || c", "if a; then (b) fi",
  ])
  func accepted(_ text: String) {
    #expect(ShellScript(parsing: JoinedText(text)).diagnostics == [])
  }
}
