/// Text, lists and objects of text as JSON, keys in the order given; Foundation's encoders would sort or shuffle them.
package enum JSONText {
  package static func string(_ string: String) -> String {
    var json: [UInt8] = []
    append(string, to: &json)
    return String(decoding: json, as: UTF8.self)
  }

  // Of no other sequence: each word of a script passes through here, and what is generic is slow across modules.
  package static func array(_ strings: [String]) -> String {
    var json: [UInt8] = []
    json.reserveCapacity(strings.reduce(2) { $0 + $1.utf8.count + 3 })
    json.append(UInt8(ascii: "["))
    for string in strings {
      if json.count > 1 { json.append(UInt8(ascii: ",")) }
      append(string, to: &json)
    }
    json.append(UInt8(ascii: "]"))
    return String(decoding: json, as: UTF8.self)
  }

  /// An object, its keys in the order given.
  package static func object(_ fields: some Sequence<(key: String, value: String)>) -> String {
    var json: [UInt8] = [UInt8(ascii: "{")]
    for field in fields {
      if json.count > 1 { json.append(UInt8(ascii: ",")) }
      append(field.key, to: &json)
      json.append(UInt8(ascii: ":"))
      append(field.value, to: &json)
    }
    json.append(UInt8(ascii: "}"))
    return String(decoding: json, as: UTF8.self)
  }

  private static func append(_ string: String, to json: inout [UInt8]) {
    json.append(UInt8(ascii: "\""))
    var string = string
    string.withUTF8 { bytes in
      var plain = 0
      for (index, byte) in bytes.enumerated() {
        guard let escaped = escaped(byte) else { continue }
        json.append(contentsOf: bytes[plain..<index])
        json += escaped.utf8
        plain = index + 1
      }
      json.append(contentsOf: bytes[plain...])
    }
    json.append(UInt8(ascii: "\""))
  }

  /// Nil for a byte that stands for itself.
  @inline(__always)
  private static func escaped(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "\""): return "\\\""
    case UInt8(ascii: "\\"): return "\\\\"
    case UInt8(ascii: "\n"): return "\\n"
    case UInt8(ascii: "\r"): return "\\r"
    case UInt8(ascii: "\t"): return "\\t"
    case 0..<32, 127:
      let hex = String(byte, radix: 16)
      return "\\u\(String(repeating: "0", count: 4 - hex.utf8.count))\(hex)"
    default: return nil
    }
  }
}
