/// Why BuildKit refuses something, in its own words.
package struct BuildError: Error, Equatable {
  package let message: String

  init(_ message: String) {
    self.message = message
  }
}
