import Report
import Store
import Testing

@Suite struct CSVWriterTests {
  private func text(_ values: [Value], isDefused: Bool = true) -> String {
    var writer = CSVWriter(isDefused: isDefused)
    writer.append(values)
    return String(decoding: writer.take(), as: UTF8.self)
  }

  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("two\nlines", "\"two\nlines\""),
    ("", ""), ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@sum", "'@sum"), ("\t=1", "'\t=1"),
    ("  =1", "'  =1"), ("\r", "\"'\r\""), ("＝1", "'＝1"), ("a=1", "a=1"), ("=a,b", "\"'=a,b\""),
  ])
  func writesATextCell(value: String, expected: String) {
    #expect(text([.text(value)]) == expected + "\r\n")
  }

  @Test func numbersAndNullsAreLeftAlone() {
    #expect(text([-5, .real(-0.25), .null, "x"]) == "-5,-0.25,,x\r\n")
  }

  @Test func rawLeavesFormulas() {
    #expect(text(["=1+1", "a,b"], isDefused: false) == "=1+1,\"a,b\"\r\n")
  }
}
