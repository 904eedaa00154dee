import Crawl
import Foundation
import Testing

/// The peers' own cases, where they are at hand.
@Suite(.enabled(if: FileNameConformance.file != nil, "the folder of conformance cases is not here"))
struct FileNameConformanceTests {
  @Test(arguments: FileNameConformance.cases) func namesAreJudgedAsPeersJudgeThem(
    _ expected: FileNameConformance.Case
  ) {
    #expect(expected.op == "is_dockerfile", "nothing runs cases of the operation \(expected.op)")
    var isDockerfile = false
    if case .candidate(let name) = ContainerFileName.verdict(expected.input) {
      isDockerfile = name.kind == .dockerfile
    }
    #expect(isDockerfile == expected.expect.ok)
  }
}

enum FileNameConformance {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    struct Expectation: Decodable, Sendable {
      let ok: Bool
    }

    let op: String
    let input: String
    let expect: Expectation

    var testDescription: String { input }
  }

  static var file: URL? {
    let environment = ProcessInfo.processInfo.environment["LOADLINE_CONFORMANCE"]
    let package = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
    let folder = environment.map { URL(filePath: $0) } ?? package.appending(path: "shared/conformance")
    let file = folder.appending(path: "dockerfile_names.jsonl")
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }

  static var cases: [Case] {
    guard let file, let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(Case.self, from: Data($0.utf8))
    }
  }
}
