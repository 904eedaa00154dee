/// The message of a rule's findings, in which `{column}` stands for a column of the violation.
package struct MessageTemplate: Sendable, Hashable, CustomStringConvertible {
  package enum Piece: Sendable, Hashable {
    case text(String)
    case column(String)
  }

  /// As the record has it.
  package let text: String
  package let pieces: [Piece]

  /// Braces around anything but a column's name are text.
  package init(_ text: String) {
    self.text = text
    var pieces: [Piece] = []
    var literal = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      literal += rest[..<open]
      let inner = rest[rest.index(after: open)...]
      if let close = inner.firstIndex(of: "}"), Self.isColumn(inner[..<close]) {
        if !literal.isEmpty { pieces.append(.text(literal)) }
        pieces.append(.column(String(inner[..<close])))
        literal = ""
        rest = inner[inner.index(after: close)...]
      } else {
        literal.append("{")
        rest = inner
      }
    }
    literal += rest
    if !literal.isEmpty { pieces.append(.text(literal)) }
    self.pieces = pieces
  }

  /// The columns it names, in order.
  package var columns: [String] {
    pieces.compactMap { if case .column(let name) = $0 { name } else { nil } }
  }

  /// The message, with what `value` says of each column.
  package func filled(_ value: (String) -> String) -> String {
    pieces.reduce(into: "") { message, piece in
      switch piece {
      case .text(let text): message += text
      case .column(let name): message += value(name)
      }
    }
  }

  package var description: String { text }

  private static func isColumn(_ name: Substring) -> Bool {
    guard let first = name.utf8.first, isLetter(first) else { return false }
    return name.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x5F
  }
}
