import Syntax

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let file = ComposeFile(SourceText(fuzzed(data, count)))
  expect(file.diagnostics.allSatisfy { $0.line ?? 1 >= 1 }, "lines count from 1")
  return 0
}
