/// The bytes that libFuzzer hands to a target.
func fuzzed(_ data: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
  Array(UnsafeBufferPointer(start: data, count: count))
}

/// Fails where the parser broke a promise that no crash would show.
func expect(_ condition: Bool, _ promise: StaticString) {
  if !condition { fatalError("\(promise)") }
}
