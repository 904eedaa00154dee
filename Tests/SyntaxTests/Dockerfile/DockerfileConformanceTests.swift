import Foundation
import Syntax
import Testing

@Suite(.enabled(if: ConformanceCase.isAvailable, "no folder of conformance cases"))
struct DockerfileConformanceTests {
  @Test(arguments: ConformanceCase.all("buildkit_parser", ["ast_dump"]))
  func tree(_ example: ConformanceCase) {
    let file = Dockerfile(parsing: Array(example.input.utf8))
    let errors = file.diagnostics.filter { $0.severity == .error && $0.kind == "syntax" }
    guard example.isAccepted else {
      #expect(!errors.isEmpty)
      return
    }
    let expected = example.expect["instructions"] as? [[String]] ?? []
    #expect(file.instructions.map { dump($0, in: file) } == expected)
  }

  @Test(arguments: ConformanceCase.all("buildkit_shell", ["word"]))
  func word(_ example: ConformanceCase) {
    guard example.fields["platform"] as? String != "windows" else { return }
    let environment = example.fields["env"] as? [String: String] ?? [:]
    let expansion = WordExpansion { name in environment[name].map { .value($0) } ?? .unset }
    switch expansion.word(example.input) {
    case .resolved(let text):
      #expect(example.isAccepted)
      if example.isAccepted { #expect(text == example.expect["word"] as? String) }
    case .failed, .hangs: #expect(!example.isAccepted)
    }
  }

  @Test(arguments: ConformanceCase.all("buildkit_shell", ["words"]))
  func words(_ example: ConformanceCase) {
    let environment = example.fields["env"] as? [String: String] ?? [:]
    let expansion = WordExpansion { name in environment[name].map { .value($0) } ?? .unset }
    let words = expansion.words(example.input)
    #expect(words == (example.isAccepted ? example.expect["words"] as? [String] : nil))
  }

  @Test(arguments: ConformanceCase.all("buildkit_parser", ["parse"]))
  func heredocs(_ example: ConformanceCase) {
    guard let expected = example.expect["heredocs_by_instruction"] as? [String: [[String: Any]]] else {
      return
    }
    let file = Dockerfile(parsing: Array(example.input.utf8))
    for (index, documents) in expected {
      guard let index = Int(index), file.instructions.indices.contains(index) else {
        Issue.record("no instruction \(index)")
        continue
      }
      let found = file.instructions[index].heredocs
      #expect(found.map(\.name) == documents.map { $0["Name"] as? String ?? "" })
      #expect(found.map { file.string($0.content) } == documents.map { $0["Content"] as? String ?? "" })
      #expect(found.map(\.expands) == documents.map { $0["Expand"] as? Bool ?? false })
      #expect(found.map(\.stripsTabs) == documents.map { $0["Chomp"] as? Bool ?? false })
    }
  }

  @Test(arguments: ConformanceCase.all("buildkit_parser", ["parse_instruction"]))
  func instruction(_ example: ConformanceCase) {
    let file = Dockerfile(parsing: Array(example.input.utf8))
    let rejected = file.diagnostics.contains { $0.severity == .error }
    #expect(rejected == !example.isAccepted, "\(file.diagnostics.map(\.message))")
  }

  /// The notation of the suite: keyword in lower case, flags in brackets, and each name-value pair with its separator.
  private func dump(_ instruction: Instruction, in file: Dockerfile) -> [String] {
    var result = [instruction.name.lowercased()]
    if !instruction.flags.isEmpty {
      result += ["["] + instruction.flags.map { "--" + $0.name + ($0.value.map { "=\($0)" } ?? "") } + ["]"]
    }
    return result + dump(instruction.body, in: file)
  }

  private func dump(_ body: Instruction.Body, in file: Dockerfile) -> [String] {
    switch body {
    case .text(let word): [word.text].filter { !$0.isEmpty }
    case .words(let words, _): words.map(\.text)
    case .pairs(let pairs, let form):
      pairs.flatMap { pair in
        guard let value = pair.value else { return [pair.key.text] }
        return [pair.key.text, value.text, form == .legacy ? "" : "="]
      }
    case .command(.exec(let words)): words.map(\.text)
    case .command(.shell(let range)): range.isEmpty ? [] : [file.string(range)]
    case .healthcheck(let kind, let command):
      (kind.map { [$0.text] } ?? []) + dump(.command(command), in: file)
    case .onbuild(let inner): dump(inner, in: file)
    case .invalid: []
    }
  }
}
