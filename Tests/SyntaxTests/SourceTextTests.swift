import Syntax
import Testing

@Suite("Decoding of bytes")
struct SourceTextTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let raw: [UInt8]
    let text: String
    let line: Int?
  }

  @Test(arguments: [
    Case(testDescription: "plain", raw: Array("a\nb".utf8), text: "a\nb", line: nil),
    Case(testDescription: "empty", raw: [], text: "", line: nil),
    Case(testDescription: "byte order mark", raw: [0xEF, 0xBB, 0xBF, 0x61], text: "a", line: nil),
    Case(testDescription: "UTF-16 LE", raw: [0xFF, 0xFE, 0x61, 0, 0x0A, 0], text: "a\n", line: 1),
    Case(testDescription: "UTF-16 BE, odd length", raw: [0xFE, 0xFF, 0, 0x61, 0], text: "a", line: 1),
    Case(testDescription: "Latin-1", raw: [0x61, 0x0A, 0xE9, 0x62], text: "a\n\u{FFFD}b", line: 2),
    Case(testDescription: "NUL", raw: [0x61, 0x0A, 0x0A, 0, 0x62], text: "a\n\n\u{FFFD}b", line: 3),
  ])
  func decodes(_ test: Case) {
    let source = SourceText(test.raw)
    #expect(String(decoding: source.bytes, as: UTF8.self) == test.text)
    #expect(source.diagnostics.first?.line == test.line)
  }
}
