import Store

enum EnvFacts {
  static func fill(_ rows: inout FactRows, from bytes: [UInt8]) {}
}
