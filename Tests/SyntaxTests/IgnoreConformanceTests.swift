@testable import Syntax
import Testing

@Suite(.enabled(if: ConformanceCase.isAvailable, "no folder of conformance cases"))
struct IgnoreConformanceTests {
  private static let suite = ConformanceSuite(checks: [
    "context": { ignored($0, "included", isIgnored: false) },
    "copy_source": { ignored($0, "ignored", isIgnored: true) },
    "copy_exclude": { copied($0) },
  ])

  @Test(arguments: ConformanceCase.all("dockerignore"))
  func ignore(_ example: ConformanceCase) throws {
    try Self.suite.run(example)
  }

  private static func ignored(_ example: ConformanceCase, _ key: String, isIgnored: Bool) {
    let file = IgnoreFile(SourceText(Array((example.fields["text"] as? String ?? "").utf8)))
    for (path, expected) in example.expect[key] as? [String: Bool] ?? [:] {
      #expect((file.isIgnored(path) == isIgnored) == expected, "\(path)")
    }
  }

  private static func copied(_ example: ConformanceCase) {
    let file = Dockerfile(parsing: Array((example.fields["text"] as? String ?? "").utf8))
    guard let instruction = file.instructions.first, case .words(let words, _) = instruction.body else {
      Issue.record("no COPY or ADD")
      return
    }
    let selection = CopySelection(
      sources: words.dropLast().map(\.text), target: words.last?.text ?? "",
      excludes: instruction.flags.filter { $0.name == "exclude" }.compactMap(\.value))
    let context = example.fields["context"] as? [String] ?? []
    let found = Set(context.compactMap(selection.destination))
    for (path, expected) in example.expect["present"] as? [String: Bool] ?? [:] {
      #expect(found.contains(path) == expected, "\(path)")
    }
  }
}
