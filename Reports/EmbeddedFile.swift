/// A file of this folder, as it was when the binary was built.
package struct EmbeddedFile: Sendable {
  /// Path below the folder, with `/` between its parts.
  package let path: String
  package let text: String
}
