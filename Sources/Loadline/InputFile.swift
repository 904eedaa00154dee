import Foundation

/// A file that a command names; `-` is standard input.
public struct InputFile: Sendable {
  private let path: String

  /// Names the file.
  public init(_ path: String) {
    self.path = path
  }

  /// Reads it as UTF-8.
  ///
  /// - Returns: Its text; bytes that are not UTF-8 are replaced.
  /// - Throws: ``LoadlineError`` where it cannot be read.
  public func read() throws(LoadlineError) -> String {
    String(decoding: try bytes(), as: UTF8.self)
  }

  /// Reads its bytes.
  ///
  /// - Returns: The bytes.
  /// - Throws: ``LoadlineError`` where it cannot be read.
  public func bytes() throws(LoadlineError) -> [UInt8] {
    do {
      if path == "-" { return Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
      return Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw LoadlineError(.input, "\(path) cannot be read: check its name and its permissions")
    }
  }
}
