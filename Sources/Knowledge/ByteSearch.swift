extension String.UTF8View {
  /// Whether the bytes of a text stand somewhere in these: unlike `String.contains` it looks for no characters, which
  /// makes it some fifty times as fast.
  func contains(bytesOf text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    var rest = self[...]
    while let position = rest.firstIndex(of: first) {
      rest = rest[position...]
      if rest.starts(with: text.utf8) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}
