import Foundation

/// A test case of a peer's own suite: a file, and which of the peer's rules find something in it.
struct LintCase: Sendable {
  /// The suite, which is the name of the file that holds it.
  let suite: String
  let name: String
  let kind: String
  let text: String
  /// Files beside it, by path.
  let otherFiles: [String: String]
  /// Whether a rule of the peer finds something, by its id. `*` stands for any rule at all.
  let expected: [String: Bool]
  /// Lines on which a rule finds something, where the suite says so.
  let lines: [String: [Int]]
  /// The peer's own configuration as JSON, where the case has one.
  let configuration: String?

  /// Peers by the names of their suites.
  static let peers = [
    "hadolint": "hadolint", "buildkit_lint": "buildkit", "checkov": "checkov", "trivy": "trivy",
    "kics_dockerfile": "kics", "kics_compose": "kics", "semgrep": "semgrep", "dclint": "dclint",
  ]

  var path: String { kind == "compose" ? "docker-compose.yml" : "Dockerfile" }

  /// `peer:id` of a rule.
  func alias(_ rule: String) -> String { "\(Self.peers[suite] ?? suite):\(rule)" }

  /// Suites that are there, sorted.
  static let suites: [String] = peers.keys.filter { FileManager.default.fileExists(atPath: file(of: $0).path) }.sorted()

  static func all(_ suite: String) throws -> [LintCase] {
    try String(contentsOf: file(of: suite), encoding: .utf8).split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
      return LintCase(suite: suite, object)
    }
  }

  private init(suite: String, _ object: [String: Any]) {
    self.suite = suite
    name = object["case"] as? String ?? ""
    kind = object["kind"] as? String ?? ""
    text = object["text"] as? String ?? ""
    otherFiles = object["extra_files"] as? [String: String] ?? [:]
    expected = object["expect"] as? [String: Bool] ?? [:]
    lines = object["lines"] as? [String: [Int]] ?? [:]
    configuration = (object["config"] as? [String: Any]).flatMap { config in
      (try? JSONSerialization.data(withJSONObject: config, options: .sortedKeys))
        .map { String(decoding: $0, as: UTF8.self) }
    }
  }

  private static func file(of suite: String) -> URL { folder.appending(path: "\(suite).jsonl") }

  /// `LOADLINE_CONFORMANCE`, or the folder `shared/conformance` beside the checkout.
  private static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["LOADLINE_CONFORMANCE"] { return URL(filePath: path) }
    return URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../../shared/conformance").standardizedFileURL
  }()
}
