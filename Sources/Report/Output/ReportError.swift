/// Why no report could be written, and what to do.
package struct ReportError: Error, Hashable, CustomStringConvertible {
  package let message: String

  package init(_ message: String) {
    self.message = message
  }

  package var description: String { message }
}
