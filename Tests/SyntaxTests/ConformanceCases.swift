import Foundation
import Testing

/// Test cases that other projects publish, one JSON object a line.
struct ConformanceCase: CustomTestStringConvertible, @unchecked Sendable {
  let fields: [String: Any]

  var suite: String { fields["suite"] as? String ?? "" }
  var name: String { fields["case"] as? String ?? "" }
  var operation: String { fields["op"] as? String ?? "" }
  var input: String { fields["input"] as? String ?? "" }
  var expect: [String: Any] { fields["expect"] as? [String: Any] ?? [:] }
  var isAccepted: Bool { expect["ok"] as? Bool ?? true }
  var testDescription: String { name }

  var error: [String: Any]? { expect["error"] as? [String: Any] }

  /// Where the suite states how a text is refused: whether this message says so. Ours may end in a full stop.
  func isExpected(_ message: String) -> Bool {
    if let equal = error?["equals"] as? String { return message == equal || message == equal + "." }
    if let part = error?["contains"] as? String { return message.contains(part) }
    return true
  }

  /// All cases of a suite; none where the folder is missing.
  static func all(_ suite: String) -> [ConformanceCase] {
    (try? String(contentsOf: folder.appending(path: "\(suite).jsonl"), encoding: .utf8)).map(cases) ?? []
  }

  /// The cases of every suite whose file name starts so; none where the folder is missing.
  static func all(_ suite: String, _ operations: Set<String>) -> [ConformanceCase] {
    let files =
      (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.lastPathComponent == "\(suite).jsonl" }.flatMap { file in
      (try? String(contentsOf: file, encoding: .utf8)).map(cases) ?? []
    }
    .filter { operations.contains($0.operation) }
  }

  private static func cases(_ text: String) -> [ConformanceCase] {
    text.split(separator: "\n").compactMap { line in
      let object = try? JSONSerialization.jsonObject(with: Data(line.utf8))
      return (object as? [String: Any]).map { ConformanceCase(fields: $0) }
    }
  }

  /// `LOADLINE_CONFORMANCE`, or the folder `shared/conformance` beside the checkout.
  private static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["LOADLINE_CONFORMANCE"] { return URL(filePath: path) }
    return URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../shared/conformance").standardizedFileURL
  }()

  static var isAvailable: Bool {
    FileManager.default.fileExists(atPath: folder.path)
  }
}
