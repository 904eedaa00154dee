@testable import Syntax
import Testing

/// What BuildKit would refuse.
struct BuildChecksTests {
  private func rejections(_ text: String) -> [String] {
    let file = Dockerfile(parsing: Array(text.utf8))
    return (file.diagnostics + BuildPlan(file).diagnostics).filter(\.isRejection).map {
      "\($0.line ?? 0): \($0.message)"
    }
  }

  @Test(arguments: [
    ("RUN a", "1: dockerfile contains no stages to build."),
    ("RUN a\nFROM b", "1: no build stage in current context."),
    ("ARG A=\nFROM $A", "2: base name ($A) should not be blank."),
    ("FROM a:b:c", "1: failed to parse stage name \"a:b:c\": invalid reference format."),
    ("FROM a/B", "1: failed to parse stage name \"a/B\": invalid reference format: repository name must be lowercase."),
    ("FROM ${A:?none}", "1: failed to process \"${A:?none}\": A: none."),
    ("FROM --platform=a/b/c/d x", "1: failed to parse platform a/b/c/d."),
    ("FROM a AS 1b", "1: invalid name for build stage: \"1b\", name can't start with a number or contain symbols."),
    ("FROM a AS b\nCOPY --from=b x y", "1: circular dependency detected on stage: b."),
    ("FROM a\nCOPY --from=3 x y", "2: invalid stage index 3."),
    ("FROM a\nCOPY --from=b: x y", "2: failed to parse stage name \"b:\": invalid reference format."),
    ("FROM a\nEXPOSE 80-70", "2: invalid port: \"80-70\": invalid containerPort: 80-70."),
    ("FROM a\nEXPOSE 80/x", "2: invalid port: \"80/x\": invalid protocol: x."),
    ("FROM a\nSTOPSIGNAL FOO", "2: invalid signal: FOO."),
    ("FROM a\nENV A=${B:=c}", "2: failed to process \"${B:=c}\": unsupported modifier (:=) in substitution."),
    ("FROM a\nCOPY --link=x a b", "2: expecting boolean value for flag link, not: x."),
    ("FROM a\nCOPY --from a b", "2: missing a value on flag: from."),
    ("FROM a\nRUN --mount=type=foo x", "2: unsupported mount type \"foo\"."),
    ("FROM a\nRUN --mount=targe=/x x", "2: unexpected key 'targe' in 'targe=/x' (did you mean target?)."),
    (
      "FROM a\nRUN --mount=type=bind,from=$x x",
      "2: 'from' doesn't support variable expansion, define alias stage instead."
    ),
    ("FROM a\nRUN --mount=type=secret,id=a,source=b x", "2: both source and id can't be set."),
    ("FROM a\nRUN --mount=type=bind,mode=0644 x", "2: mode not allowed for \"bind\" type mounts."),
    ("FROM a\nRUN --network=x y", "2: network mode \"x\" is not supported."),
    ("FROM a\nRUN --security=x y", "2: security \"x\" is not valid."),
    ("FROM a\nRUN --device=a/b,name=c/d x", "2: device name already set to a/b."),
    ("FROM a\nHEALTHCHECK --interval=5 CMD x", "2: time: invalid duration \"5\"."),
    ("FROM a\nHEALTHCHECK --interval=50us CMD x", "2: Interval \"interval\" cannot be less than 1ms."),
    ("FROM a\nHEALTHCHECK --retries=-1 CMD x", "2: --retries cannot be negative (-1)."),
    ("FROM a\nADD --checksum=sha256:aa b c", "2: checksum requires HTTP(S) or Git sources."),
    ("FROM a\nVOLUME [\"\"]", "2: VOLUME specified can not be an empty string."),
    ("FROM a\nFROMM b", "2: unknown instruction: FROMM (did you mean from?)."),
    ("FROM a\nCOPY --fromm=b c d", "2: unknown flag: --fromm (did you mean from?)."),
    (
      "FROM a\nADD b",
      "2: ADD requires at least two arguments, but only one was provided. Destination could not be determined."
    ),
  ])
  func refused(_ text: String, _ message: String) {
    #expect(rejections(text) == [message])
  }

  @Test func laterStages() {
    let found = rejections("FROM a AS b\nCOPY --from=c x y\nFROM d AS c\nRUN e")
    #expect(found == ["2: cannot copy from stage \"c\", it needs to be defined before current stage \"b\"."])
  }

  @Test(arguments: [
    "ARG V\nFROM a:$V AS b.c-d_e\nFROM c\nCOPY --from=b.c-d_e x y\n",
    "FROM a\nRUN --mount=type=cache,target=$X,uid=$U y",
    "FROM a\nCOPY --link --parents=true --from=b/c:1 x y", "FROM a\nONBUILD COPY --from=later x y",
    "FROM scratch\nEXPOSE 80/TCP 127.0.0.1:80:80 $P [::1]:1:2",
    "FROM a\nSTOPSIGNAL 9\nSTOPSIGNAL sigrtmin+3\nSTOPSIGNAL $S",
    "FROM a\nHEALTHCHECK --interval=1m30s --retries=0 --start-interval=0s CMD x\nHEALTHCHECK NONE",
    "FROM a AS b\nFROM b\nRUN --mount=from=b,target=/x y\nCOPY --from=0 x y",
    "FROM a\nRUN --mount=type=tmpfs,size=10m,target=/a --mount=type=ssh,required --mount=target=.,rw x",
    "FROM a\nADD --checksum=sha256:aa --unpack=true https://x/y z\nADD --keep-git-dir git@x:y.git#v z",
  ])
  func accepted(_ text: String) {
    #expect(rejections(text) == [])
  }

  @Test(
    arguments: [
      ("80", ["80/tcp"]), ("80-82/udp", ["80/udp", "81/udp", "82/udp"]), ("1.2.3.4:5:6", ["6/tcp"]),
      ("::1:5:6", ["6/tcp"]), ("[::1]::6", ["6/tcp"]), ("8000-9000:80", ["80/tcp"]), ("1-2:3-5", nil), ("70000", nil),
      ("a:1:2", nil), ("1.2.3:1:2", nil), ("+1", nil), (":", nil), ("/tcp", nil), ("[::g]:1:2", nil),
    ] as [(String, [String]?)])
  func ports(_ text: String, _ expected: [String]?) {
    #expect((try? ExposedPorts(text))?.names == expected)
  }

  @Test func targets() throws {
    let plan = BuildPlan(Dockerfile(parsing: Array("FROM a AS Base\nFROM b".utf8)))
    #expect(try plan.target("base") == 0)
    #expect(try plan.target("1") == 1)
    #expect(throws: BuildError.self) { try plan.target("2") }
  }

  @Test(
    arguments: [
      ("#!/bin/sh\n# syntax=a b\nFROM c", "a", 2), ("// syntax = x", "x", 1),
      ("{\"a\": [1], \"syntax\": \"y\"}", "y", nil),
    ] as [(String, String, Int?)])
  func frontends(_ text: String, _ reference: String, _ line: Int?) {
    let frontend = Dockerfile(parsing: Array(text.utf8)).frontend
    #expect(frontend?.reference == reference)
    #expect(frontend?.line == line)
  }

  @Test func caseOfVariablesOnWindows() {
    let file = Dockerfile(parsing: Array("FROM mcr.microsoft.com/windows/nanoserver:1\nENV Tag=1\nENV B=$TAG".utf8))
    #expect(BuildPlan(file).steps.last?.values == [.resolved("1")])
  }

  @Test(arguments: [
    ("*.go", "a.go", true), ("*", "a/b", false), ("a/*/c", "a/b/c", true), ("[a-c]?", "bz", true), ("[^a]", "a", false),
    ("\\*", "*", true), ("**/x", "a/b/x", false), ("*a*b", "xaxxb", true),
  ])
  func pathPatterns(_ pattern: String, _ path: String, _ matches: Bool) {
    #expect(PathPattern(pattern)?.matches(path) == matches)
  }
}
