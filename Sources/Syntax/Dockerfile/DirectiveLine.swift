/// `# name = value`, the form of a parser directive.
enum DirectiveLine {
  static func parse(_ line: ArraySlice<UInt8>) -> (name: String, value: String)? {
    guard line.first == Ascii.hash, let equals = line.firstIndex(of: Ascii.equals) else { return nil }
    let bytes = Array(line)
    let middle = equals - line.startIndex
    let name = bytes[trimming(1..<middle, in: bytes)]
    let value = bytes[trimming(middle + 1..<bytes.count, in: bytes)]
    guard let first = name.first, Ascii.isLetter(first), !value.isEmpty,
      name.allSatisfy({ Ascii.isLetter($0) || Ascii.isDigit($0) })
    else { return nil }
    return (String(decoding: name, as: UTF8.self).lowercased(), String(decoding: value, as: UTF8.self))
  }
}
