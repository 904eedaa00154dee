/// Reads the sizes and durations of Compose files.
package enum ComposeUnits {
  /// Bytes of a size such as `512m`, `1.5 GB` or `1048576`; nil where it is none.
  package static func bytes(_ text: String) -> Int64? {
    let text = text.lowercased()
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let value = Double(number), value.isFinite else { return nil }
    var unit = text.dropFirst(number.count).drop { $0 == " " }
    if unit.hasSuffix("ib") { unit = unit.dropLast(2) } else if unit.hasSuffix("b") { unit = unit.dropLast() }
    let powers = ["": 0, "k": 1, "m": 2, "g": 3, "t": 4, "p": 5]
    guard let power = powers[String(unit)] else { return nil }
    let scaled = (0..<power).reduce(value) { product, _ in product * 1024 }
    return Int64(exactly: scaled.rounded(.down))
  }

  /// Seconds of a duration such as `1m30s`, `500ms` or, as bare numbers are read, nanoseconds; nil where it is none.
  package static func seconds(_ text: String) -> Double? {
    let units: [String: Double] = [
      "ns": 1e-9, "us": 1e-6, "µs": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604_800,
    ]
    var rest = text[...]
    var total = 0.0
    guard !rest.isEmpty else { return nil }
    if let bare = Double(text) { return bare.isFinite ? bare * 1e-9 : nil }
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(number.count)
      let unit = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(unit.count)
      guard let value = Double(number), let scale = units[String(unit)] else { return nil }
      total += value * scale
    }
    return total.isFinite ? total : nil
  }
}
