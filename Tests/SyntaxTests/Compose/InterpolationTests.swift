import Syntax
import Testing

@Suite("Variables in Compose values")
struct InterpolationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let text: String
    var value: String?
    var needs: [String] = []
    var kept: String?
    var testDescription: String { text }
  }

  @Test(arguments: [
    Case(text: "plain", value: "plain"),
    Case(text: "", value: ""),
    Case(text: "$$HOME $${X}", value: "$HOME ${X}"),
    Case(text: "5$", value: "5$"),
    Case(text: "$ x $1", value: "$ x $1"),
    Case(text: "a:$TAG", needs: ["TAG"], kept: "a:$TAG"),
    Case(text: "a:${TAG}", needs: ["TAG"], kept: "a:${TAG}"),
    Case(text: "a:${TAG:-1}", value: "a:1"),
    Case(text: "a:${TAG-}", value: "a:"),
    Case(text: "${A:-${B:-${C:-x}}}y", value: "xy"),
    Case(text: "${A:-${B}-$C}", needs: ["B", "C"], kept: "${B}-$C"),
    Case(text: "${A:?no A} ${B?}", needs: ["A", "B"], kept: "${A:?no A} ${B?}"),
    Case(text: "${A:+x}${A}", needs: ["A"], kept: "${A:+x}${A}"),
    Case(text: "${A:-{\"b\": 1}}", value: "{\"b\": 1}"),
  ])
  func resolvesWhatDefaultsSay(_ test: Case) {
    let interpolation = Interpolation(test.text)
    #expect(!interpolation.isInvalid)
    #expect(interpolation.value == test.value)
    #expect(interpolation.needs == test.needs)
    #expect(interpolation.text == test.kept ?? test.value)
  }

  @Test(arguments: ["${", "${}", "${A", "${1}", "${A:}", "${A b}", "${A:-${}}"])
  func refuses(text: String) {
    let interpolation = Interpolation(text)
    #expect(interpolation.isInvalid)
    #expect(interpolation.text == text)
  }

  @Test func listsEveryReference() {
    let references = Interpolation("${A:-${B:?c}} $D").references
    #expect(references.map(\.name) == ["A", "B", "D"])
    #expect(references.map(\.operator) == [.defaultIfEmpty, .requiredIfEmpty, .none])
  }

  @Test(arguments: ["${A:-", "${A}", "$", "{}", "$A"])
  func takesLinearTime(piece: String) {
    let text = String(repeating: piece, count: 100_000)
    _ = Interpolation(text).text
    _ = Interpolation(text).needs
  }
}
