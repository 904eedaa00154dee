/// Durations as Go reads and BuildKit takes them: `1h5m30.5s`, `-5ms`, `0`.
enum GoDuration {
  static func seconds(_ text: String) -> Double? {
    var rest = text[...]
    var sign = 1.0
    if let first = rest.first, first == "-" || first == "+" {
      sign = first == "-" ? -1 : 1
      rest = rest.dropFirst()
    }
    if rest == "0" { return 0 }
    guard !rest.isEmpty, rest.utf8.allSatisfy({ $0 >= 0x80 || Ascii.isNameByte($0) || $0 == UInt8(ascii: ".") }),
      rest.contains(where: \.isLetter), !rest.contains("d"), !rest.contains("w")
    else { return nil }
    return ComposeUnits.seconds(String(rest)).map { sign * $0 }
  }
}
