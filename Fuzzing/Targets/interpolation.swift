import Syntax

/// Compose's interpolation and BuildKit's, which read the same text by different rules.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: fuzzed(data, count), as: UTF8.self)
  let interpolation = Interpolation(text)
  expect(interpolation.raw == text, "an interpolation keeps its text")
  let values = ["A": VariableValue.value("a b"), "B": .value(""), "C": .unknown]
  for escape in [UInt8(ascii: "\\"), UInt8(ascii: "`")] {
    let expansion = WordExpansion(escape: escape) { values[$0] ?? .unset }
    _ = expansion.word(text)
    _ = expansion.words(text)
    _ = expansion.withoutQuotes(text)
  }
  return 0
}
