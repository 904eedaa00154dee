import Syntax

/// The last line of the input is the path that the lines before it are asked about.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let source = SourceText(fuzzed(data, count))
  let path = source.bytes.split(separator: UInt8(ascii: "\n")).last ?? []
  _ = IgnoreFile(source).isIgnored(String(decoding: path, as: UTF8.self))
  return 0
}
