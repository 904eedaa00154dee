/// Text, lists and objects of text as JSON, keys in the order given; Foundation's encoders would sort or shuffle them.
package enum JSONText {
  package static func string(_ string: String) -> String {
    var json: [UInt8] = []
    append(string, to: &json)
    return String(decoding: json, as: UTF8.self)
  }

  package static func array(_ strings: some Sequence<String>) -> String {
    var json: [UInt8] = [UInt8(ascii: "[")]
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
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): json += "\\n".utf8
      case UInt8(ascii: "\r"): json += "\\r".utf8
      case UInt8(ascii: "\t"): json += "\\t".utf8
      case 0..<32, 127:
        let hex = String(byte, radix: 16)
        json += "\\u\(String(repeating: "0", count: 4 - hex.utf8.count))\(hex)".utf8
      default: json.append(byte)
      }
    }
    json.append(UInt8(ascii: "\""))
  }
}
