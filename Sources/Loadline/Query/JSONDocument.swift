import Store

/// JSON documents put together from parts that are JSON already.
enum JSONDocument {
  static func value(_ value: Value) -> String {
    switch value {
    case .null: "null"
    case .integer(let number): String(number)
    case .real(let number): number.isFinite ? String(number) : "null"
    case .text(let text): JSONText.string(text)
    }
  }

  static func object(_ pairs: [(key: String, json: String)]) -> String {
    "{" + pairs.map { "\(JSONText.string($0.key)):\($0.json)" }.joined(separator: ",") + "}"
  }

  static func array(_ items: [String]) -> String {
    "[" + items.joined(separator: ",") + "]"
  }

  /// An array with one item a line, which reads well and diffs well.
  static func lines(_ items: [String]) -> String {
    items.isEmpty ? "[]" : "[\n" + items.joined(separator: ",\n") + "\n]"
  }
}
