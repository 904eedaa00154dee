/// Splits a text into literal text and references to variables.
struct InterpolationScanner {
  enum Token {
    case text(ArraySlice<UInt8>)
    case reference(
      name: ArraySlice<UInt8>,
      Interpolation.Operator,
      word: ArraySlice<UInt8>,
      source: ArraySlice<UInt8>
    )
    case invalid
  }

  private var rest: ArraySlice<UInt8>

  init(bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  mutating func next() -> Token? {
    guard let first = rest.first else { return nil }
    guard first == UInt8(ascii: "$") else {
      return take(rest.prefix { $0 != UInt8(ascii: "$") }.count)
    }
    switch rest.dropFirst().first {
    case UInt8(ascii: "$"):
      rest.removeFirst()
      return take(1)
    case UInt8(ascii: "{"):
      return braced()
    default:
      let name = Self.name(rest.dropFirst())
      // A lone dollar sign is itself.
      guard !name.isEmpty else { return take(1) }
      let source = rest.prefix(1 + name.count)
      rest = rest.dropFirst(source.count)
      return .reference(name: name, .none, word: [], source: source)
    }
  }

  private mutating func take(_ count: Int) -> Token {
    let text = rest.prefix(count)
    rest = rest.dropFirst(count)
    return .text(text)
  }

  private mutating func braced() -> Token {
    var depth = 0
    guard
      let end = rest.firstIndex(where: { byte in
        if byte == UInt8(ascii: "{") { depth += 1 }
        if byte == UInt8(ascii: "}") { depth -= 1 }
        return byte == UInt8(ascii: "}") && depth == 0
      })
    else { return .invalid }
    let source = rest[...end]
    let inner = source.dropFirst(2).dropLast()
    rest = rest.dropFirst(source.count)
    let name = Self.name(inner)
    guard !name.isEmpty, let (op, width) = Self.operator(inner.dropFirst(name.count)) else { return .invalid }
    return .reference(name: name, op, word: inner.dropFirst(name.count + width), source: source)
  }

  private static func name(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let first = bytes.first, isNameByte(first), !isDigit(first) else { return bytes.prefix(0) }
    return bytes.prefix(while: isNameByte)
  }

  private static func `operator`(_ bytes: ArraySlice<UInt8>) -> (Interpolation.Operator, width: Int)? {
    guard !bytes.isEmpty else { return (.none, 0) }
    for width in [2, 1] where width <= bytes.count {
      let symbol = String(decoding: bytes.prefix(width), as: UTF8.self)
      if let op = Interpolation.Operator(rawValue: symbol) { return (op, width) }
    }
    return nil
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "_")
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
