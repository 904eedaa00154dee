import Store

enum ComposeFacts {
  static func fill(_ rows: inout FactRows, from bytes: [UInt8]) {}
}
