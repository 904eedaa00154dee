import Foundation
import Testing

/// Test cases that other projects publish, one JSON object a line.
struct ConformanceCase: CustomTestStringConvertible, @unchecked Sendable {
  let fields: [String: Any]

  var name: String { fields["case"] as? String ?? "" }
  var operation: String { fields["op"] as? String ?? "" }
  var input: String { fields["input"] as? String ?? "" }
  var expect: [String: Any] { fields["expect"] as? [String: Any] ?? [:] }
  var isAccepted: Bool { expect["ok"] as? Bool ?? true }
  var testDescription: String { name }

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
