internal import Glibc

/// A file or folder that could not be read, in the system's words.
package struct DiskError: Error, CustomStringConvertible {
  package let path: DiskPath
  package let reason: String

  init(_ path: DiskPath, reason: String) {
    self.path = path
    self.reason = reason
  }

  init(_ path: DiskPath, errno code: Int32) {
    self.init(path, reason: systemMessage(code))
  }

  package var description: String { "\(path.text) cannot be read: \(reason)" }
}

func systemMessage(_ code: Int32) -> String {
  guard let text = strerror(code) else { return "error \(code)" }
  return String(cString: text)
}
