/// Text that others wrote, such as names of files, on its way to a terminal.
public enum TerminalText {
  /// The text on one line, with whatever a terminal would obey or hide shown instead of sent: line ends, control
  /// characters, and marks that turn the direction of writing or have no width.
  ///
  /// - Parameter text: The text.
  /// - Returns: What is safe to print.
  public static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    return text.unicodeScalars.map { isUnsafe($0) ? $0.escaped(asASCII: true) : String($0) }.joined()
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else { return scalar.value < 0x20 || scalar.value == 0x7F }
    return switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
