import Foundation

/// A folder that appears as a whole: files go beside it, and take its place at the end.
struct OutputFolder {
  /// The marker of a report: a file that tells our folder from others, which are never replaced.
  static let marker = "report.json"
  /// The marker of a study.
  static let studyMarker = "manifest.json"

  /// What the marker says of who wrote it; other programs have a `report.json` too.
  struct Mark: Codable, Hashable {
    var generator = "loadline"
    var version = 1
  }

  let target: URL
  private let staging: URL
  private let marker: String

  /// Makes the folder beside the target, after checking that the target may be replaced.
  init(replacing path: String, marker: String = Self.marker) throws {
    self.marker = marker
    target = URL(filePath: path, directoryHint: .isDirectory).standardizedFileURL.resolvingSymlinksInPath()
    staging = target.deletingLastPathComponent().appending(
      path: ".\(target.lastPathComponent).partial-\(ProcessInfo.processInfo.processIdentifier)",
      directoryHint: .isDirectory)
    try Self.checkReplaceable(target, marker)
    do {
      try? FileManager.default.removeItem(at: staging)
      try FileManager.default.createDirectory(at: staging, withIntermediateDirectories: true)
    } catch {
      throw ReportError("\(staging.path): cannot be made: \(error.localizedDescription)")
    }
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      at: staging.appending(path: name, directoryHint: .isDirectory), withIntermediateDirectories: true)
  }

  func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: staging.appending(path: path))
    } catch {
      throw ReportError("\(target.path)/\(path): cannot be written: \(error.localizedDescription)")
    }
  }

  /// Writes a file piece by piece.
  func write(to path: String, _ body: (_ append: ([UInt8]) throws -> Void) throws -> Void) throws {
    let url = staging.appending(path: path)
    guard FileManager.default.createFile(atPath: url.path, contents: nil),
      let handle = try? FileHandle(forWritingTo: url)
    else { throw ReportError("\(target.path)/\(path): cannot be written: check the folder and the space on the disk") }
    defer { try? handle.close() }
    try body { try handle.write(contentsOf: Data($0)) }
  }

  /// Puts the folder in its place.
  func publish() throws {
    let old = staging.appendingPathExtension("old")
    let manager = FileManager.default
    do {
      try Self.checkReplaceable(target, marker)
      let isReplacing = manager.fileExists(atPath: target.path)
      if isReplacing { try manager.moveItem(at: target, to: old) }
      do {
        try manager.moveItem(at: staging, to: target)
      } catch {
        if isReplacing { try? manager.moveItem(at: old, to: target) }
        throw error
      }
      if isReplacing { try? manager.removeItem(at: old) }
    } catch let error as ReportError {
      throw error
    } catch {
      throw ReportError("\(target.path): cannot be put in place: \(error.localizedDescription)")
    }
  }

  /// Leaves nothing behind.
  func discard() {
    try? FileManager.default.removeItem(at: staging)
  }

  private static func checkReplaceable(_ target: URL, _ marker: String) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: target.path, isDirectory: &isFolder) else { return }
    guard isFolder.boolValue else { throw ReportError("\(target.path) is a file: name a folder with --out") }
    let entries = (try? FileManager.default.contentsOfDirectory(atPath: target.path)) ?? []
    guard entries.isEmpty || isMarked(target, marker) else {
      throw ReportError(
        "\(target.path) holds files that are no report of ours: name another folder with --out, or empty it")
    }
  }

  private static func isMarked(_ folder: URL, _ marker: String) -> Bool {
    guard let data = try? Data(contentsOf: folder.appending(path: marker)) else { return false }
    return (try? JSONDecoder().decode(Mark.self, from: data)) == Mark()
  }
}
