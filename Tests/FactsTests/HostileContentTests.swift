import Facts
import Store
import Testing

/// Whatever bytes come in, rows come out; nothing traps.
struct HostileContentTests {
  static let kinds = ["compose", "dockerignore", "env", "codeowners"]

  private static let sample = """
    version: "3"
    x-base: &base {image: "a:${V:-1}", environment: [A=1, B]}
    services:
      web:
        <<: *base # nosemgrep
        ports: ["[::1]:1-2:3-4/udp", {target: 80}]
        volumes: [C:\\a:/b:ro, {type: bind, source: ./x}]
        healthcheck: {test: [CMD, "x"]}
        command: a 'b \\' "c
        build: {context: ., args: {A: }}
    # kics-scan ignore-block
    [a-z]*/**/!x\\
    export KEY="v\\n" # loadline ignore=a
    """

  private func extract(_ bytes: [UInt8]) {
    for kind in Self.kinds { _ = Facts.extract(contentID: 1, kind: kind, bytes: bytes) }
  }

  @Test func everyPrefix() {
    let bytes = Array(Self.sample.utf8)
    for end in stride(from: 0, to: bytes.count, by: 3) { extract(Array(bytes[..<end])) }
  }

  @Test(arguments: 0..<20)
  func randomBytes(seed: UInt64) {
    var random = SplitMix(state: seed)
    extract((0..<2000).map { _ in UInt8(truncatingIfNeeded: random.next()) })
  }

  @Test(arguments: 0..<100)
  func brokenBytes(seed: UInt64) {
    var random = SplitMix(state: seed)
    var bytes = Array(Self.sample.utf8)
    let marks = Array("\n\t :-[]{}&*!|>'\"%@`#,?$\\\0\u{7F}<".utf8)
    for _ in 0..<8 {
      let place = Int(random.next() % UInt64(bytes.count))
      let mark = marks[Int(random.next() % UInt64(marks.count))]
      if random.next() % 2 == 0 { bytes[place] = mark } else { bytes.insert(mark, at: place) }
    }
    extract(bytes)
  }

  @Test(arguments: ["a", " ", "#", "$", "${", "[", "a: ", "é", "\"", "*/", "**/", "\\", "&a *a ", "- "])
  func endlessLines(piece: String) {
    extract(Array(String(repeating: piece, count: 60_000 / piece.utf8.count).utf8))
    extract(
      Array("services: {a: {image: '\(String(repeating: piece.replacing("'", with: "x"), count: 10_000))'}}".utf8))
  }

  @Test(arguments: ["a: 1\n", "# c\n", "- a\n", "\n", "\r", "\t\n", "---\n", "!a\n", "A=\"\n", "x:\n\ty\n"])
  func endlessFiles(line: String) {
    extract(Array(String(repeating: line, count: 20_000).utf8))
  }
}

/// Numbers that are the same in every run.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
