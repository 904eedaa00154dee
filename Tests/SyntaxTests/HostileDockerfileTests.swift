import Syntax
import Testing

/// Nothing that a repository can hold may stop the parsers, or make them slow.
struct HostileDockerfileTests {
  static let sample = """
    # syntax=docker/dockerfile:1
    ARG V=${X:-1}
    FROM --platform=$P alpine:${V%%.*} AS a
    ENV A="b c" D='e' F=g\\ h
    RUN --mount=type=cache,target=/x set -eux; \\
      # note
      for i in $(ls "$(pwd)" | sort); do [ -f "$i" ] && echo `cat $i` || case $i in a|b) x;; esac; done; \\
      sudo -u u bash -ec "echo \\"$A\\" > /y 2>&1; (cd / && { f() { :; }; })"
    COPY --from=a <<EOF1 <<-"EOF2" ["x"] /z
    a
    EOF1
    \tb
    \tEOF2
    HEALTHCHECK --interval=1s CMD ["sh", "-c", "a \\u0041 || exit 1"]
    ONBUILD RUN <<EOF
    x $((1+2)) ${y/a/b}
    EOF
    """

  /// Everything that is made of a file.
  private func run(_ bytes: [UInt8]) -> Int {
    let file = Dockerfile(parsing: bytes)
    let plan = BuildPlan(file)
    let scripts = plan.steps.compactMap { file.script(of: $0) }
    return scripts.reduce(0) { $0 + $1.commands.flatMap(PackageInstall.installs).count + $1.commands.count }
  }

  @Test func cutAtEachByte() {
    let bytes = Array(Self.sample.utf8)
    for count in bytes.indices { _ = run(Array(bytes[..<count])) }
  }

  @Test func bytesReplaced() {
    var bytes = Array(Self.sample.utf8)
    for (index, byte) in bytes.enumerated() where index % 2 == 0 {
      for other in Array("\n\"`$(".utf8) {
        bytes[index] = other
        _ = run(bytes)
      }
      bytes[index] = byte
    }
  }

  @Test func randomBytes() {
    var generator = LinearGenerator(state: 42)
    let alphabet = Array("RUN ENV\n\\ $(){}[]<>&|;'\"`#=:-%/!*?aEOF\t".utf8)
    for _ in 0..<200 {
      let count = Int(generator.next() % 300)
      let bytes = (0..<count).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] }
      _ = run(Array("FROM a\nRUN ".utf8) + bytes)
      _ = run((0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) })
    }
  }

  @Test(arguments: [
    "$(", "`", "(", "{ ", "\"$(", "${a:-", "if a; then ", "sh -c '", "$((", "((", "a() {", "<(", "[[ ", "case x in a) ",
    "while ", "\"", "'", "\\", "$", "<<E ", "@(", "f() ", "! ", "a=( ", "$'", "sudo ", "env ", "\"${a#\"",
  ])
  func repeated(_ piece: String) {
    let count = 200_000 / piece.utf8.count
    let clock = ContinuousClock()
    let taken = clock.measure {
      _ = run(Array(("FROM a\nRUN " + String(repeating: piece, count: count)).utf8))
    }
    #expect(taken < .seconds(20))
  }

  @Test func manyOfEverything() {
    let clock = ContinuousClock()
    let texts = [
      (0..<20_000).map { "RUN <<E\($0)\n" }.joined(),
      "FROM a\nENV A=x\n" + (0..<5_000).map { "ENV A\($0)=$A$A B=$A\($0)\n" }.joined(),
      "FROM a\nENV A=xx\n" + String(repeating: "ENV A=$A$A\n", count: 10_000),
      (0..<5_000).map { "FROM s\($0) AS s\($0 + 1)\nENV A\($0)=1\n" }.joined(),
      "FROM a\nRUN a \\\n" + String(repeating: "# c\n", count: 50_000) + "b",
      "FROM a\nCMD " + String(repeating: "[", count: 200_000),
      "FROM a\nENV A=" + String(repeating: "${A:-", count: 50_000),
    ]
    for text in texts {
      let taken = clock.measure { _ = run(Array(text.utf8)) }
      #expect(taken < .seconds(20), "\(text.prefix(40))")
    }
  }
}

/// Random numbers that are the same in each run.
struct LinearGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
