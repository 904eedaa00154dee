import Foundation
import Loadline

/// A folder with a database in it, and repositories that no version control knows below `repositories`.
final class AuditedFolder: Sendable {
  private let url = FileManager.default.temporaryDirectory.appending(path: "loadline-audit-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(
      at: url.appending(path: "repositories"), withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path(percentEncoded: false) }

  func write(_ name: String, _ text: String, modified: Date = .now) throws {
    let file = url.appending(path: name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    try FileManager.default.setAttributes([.modificationDate: modified], ofItemAtPath: path(name))
  }

  func audit() throws -> AuditDatabase { try AuditDatabase(path: path("loadline.db")) }
}
