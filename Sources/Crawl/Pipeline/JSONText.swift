/// Text as JSON writes it.
enum JSONText {
  static func string(_ text: String) -> String {
    var json = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": json += "\\\""
      case "\\": json += "\\\\"
      case _ where scalar.value < 0x20:
        json += "\\u00" + Hex.text([UInt8(scalar.value)])
      default: json.unicodeScalars.append(scalar)
      }
    }
    return json + "\""
  }
}
