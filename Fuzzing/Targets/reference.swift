import Syntax

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: fuzzed(data, count), as: UTF8.self)
  if let exact = try? ImageReference(exactly: text) {
    expect(exact.description == text, "a reference is written as it is read")
  }
  if let normal = try? ImageReference(normalizing: text) {
    expect((try? ImageReference(normalizing: normal.description)) == normal, "a normal form stays as it is")
  }
  return 0
}
