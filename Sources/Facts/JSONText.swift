/// JSON as text, for columns that hold a list or an object.
enum JSONText {
  static func array(_ strings: some Sequence<String>) -> String {
    var json = "["
    for string in strings {
      if json.utf8.count > 1 { json += "," }
      append(string, to: &json)
    }
    return json + "]"
  }

  /// An object, its keys in the order given.
  static func object(_ fields: some Sequence<(key: String, value: String)>) -> String {
    var json = "{"
    for field in fields {
      if json.utf8.count > 1 { json += "," }
      append(field.key, to: &json)
      json += ":"
      append(field.value, to: &json)
    }
    return json + "}"
  }

  private static func append(_ string: String, to json: inout String) {
    json += "\""
    if string.utf8.allSatisfy({ $0 >= 32 && $0 != 34 && $0 != 92 }) {
      json += string
    } else {
      for scalar in string.unicodeScalars { append(scalar, to: &json) }
    }
    json += "\""
  }

  private static func append(_ scalar: Unicode.Scalar, to json: inout String) {
    switch scalar {
    case "\"": json += "\\\""
    case "\\": json += "\\\\"
    case "\n": json += "\\n"
    case "\r": json += "\\r"
    case "\t": json += "\\t"
    case _ where scalar.value < 32:
      let hex = String(scalar.value, radix: 16)
      json += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    default: json.unicodeScalars.append(scalar)
    }
  }
}
