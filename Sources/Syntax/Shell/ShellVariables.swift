/// Variables whose values are known while a script is read: those that ENV and ARG set before the script runs.
///
/// A name that the script itself mentions bare, as `NAME=x`, `for NAME in` or `read NAME` do, may have another value by
/// the time it is used, so that one stays unknown.
struct ShellVariables {
  private let values: [String: String]

  static let none = ShellVariables(values: [:])

  private init(values: [String: String]) {
    self.values = values
  }

  init(_ values: [String: String], in script: ArraySlice<UInt8>) {
    guard !values.isEmpty else {
      self.init(values: values)
      return
    }
    let bare = Self.bareNames(in: script, among: values)
    self.init(values: bare.isEmpty ? values : values.filter { !bare.contains($0.key) })
  }

  var isEmpty: Bool { values.isEmpty }

  func value(_ name: String) -> String? { values[name] }

  /// `${NAME…}` by the rules that BuildKit and the shell share; nil where they differ or a value is unknown.
  func expand(_ expression: String) -> String? {
    guard !Self.differs(expression) else { return nil }
    let expansion = WordExpansion { name in values[name].map { .value($0) } ?? .unknown }
    return expansion.word(expression).resolved
  }

  /// Sets and anchors of the shell's patterns are plain text to BuildKit, and so are its substitutions of commands.
  private static func differs(_ expression: String) -> Bool {
    var last: UInt8 = 0
    for byte in expression.utf8 {
      switch byte {
      case Ascii.openBracket, Ascii.backtick: return true
      case Ascii.hash, UInt8(ascii: "%"): if last == Ascii.slash { return true }
      case Ascii.openParen: if last == Ascii.dollar { return true }
      default: break
      }
      last = byte
    }
    return false
  }

  private static func bareNames(in script: ArraySlice<UInt8>, among values: [String: String]) -> Set<String> {
    var found: Set<String> = []
    let lengths = values.keys.reduce(into: ByteLengths()) { $0.insert($1) }
    var index = script.startIndex
    while index < script.endIndex {
      guard Ascii.isNameStart(script[index]) else {
        index += 1
        continue
      }
      var end = index + 1
      while end < script.endIndex, Ascii.isNameByte(script[end]) { end += 1 }
      let before = index > script.startIndex ? script[index - 1] : Ascii.space
      // Values stand behind a dollar sign, or a brace or a mark behind that one.
      let isMarked = before == Ascii.hash || before == UInt8(ascii: "!")
      let isUse =
        before == Ascii.dollar || before == Ascii.openBrace || Ascii.isDigit(before)
        || isMarked && index - 1 > script.startIndex && script[index - 2] == Ascii.openBrace
      if !isUse, lengths.mayContain(first: script[index], count: end - index) {
        let name = String(decoding: script[index..<end], as: UTF8.self)
        if values[name] != nil { found.insert(name) }
      }
      index = end
    }
    return found
  }
}
