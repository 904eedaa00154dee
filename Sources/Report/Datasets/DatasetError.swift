/// What is wrong with a dataset or a saved query, where, and what to do.
package struct DatasetError: Error, Hashable, CustomStringConvertible {
  /// Path of the SQL file below `Reports/`; nil where no file is to blame.
  package let path: String?
  /// Line of the file, from 1; nil for the file as a whole.
  package let line: Int?
  package let message: String

  package init(path: String?, line: Int?, _ message: String) {
    self.path = path
    self.line = line
    self.message = message
  }

  package var description: String {
    guard let path else { return message }
    return line.map { "\(path):\($0): \(message)" } ?? "\(path): \(message)"
  }
}
