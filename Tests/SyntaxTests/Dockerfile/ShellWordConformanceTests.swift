@testable import Syntax
import Testing

@Suite(.enabled(if: ConformanceCase.isAvailable, "no folder of conformance cases"))
struct ShellWordConformanceTests {
  private static let suite = ConformanceSuite(checks: [
    "word": { word($0) },
    "words": { words($0) },
    "pattern_to_regex": { pattern($0) },
    "reverse_pattern": { #expect(ShellPattern.reversed($0.input) == $0.expect["word"] as? String) },
    "reverse_string": { example in
      let scalars = ShellPattern.scalars(Array(example.input.utf8)).reversed()
      #expect(String(String.UnicodeScalarView(scalars)) == example.expect["word"] as? String)
    },
  ])

  @Test(arguments: ConformanceCase.all("buildkit_shell"))
  func shell(_ example: ConformanceCase) throws {
    try Self.suite.run(example)
  }

  /// The names that an expansion asked for.
  private final class Asked {
    var names: Set<String> = []
  }

  private static func scope(_ example: ConformanceCase) -> VariableScope {
    let environment = example.fields["env"] as? [String: String] ?? [:]
    return VariableScope(
      environment.mapValues { .value($0) }, otherwise: .unset,
      ignoresCase: example.fields["platform"] as? String == "windows")
  }

  private static func word(_ example: ConformanceCase) {
    let scope = scope(example)
    let asked = Asked()
    let expansion = WordExpansion { name in
      asked.names.insert(name)
      return scope.value(name)
    }
    switch expansion.word(example.input) {
    case .resolved(let text):
      #expect(example.isAccepted)
      if let expected = example.expect["word"] as? String { #expect(text == expected) }
      check(asked.names, scope, example)
    case .failed(let message): #expect(!example.isAccepted && example.isExpected(message), "\(message)")
    case .hangs(let name): Issue.record("hangs on \(name)")
    }
  }

  private static func check(_ names: Set<String>, _ scope: VariableScope, _ example: ConformanceCase) {
    if let matched = example.expect["matched"] as? [String] {
      #expect(names.filter(scope.declares).sorted() == matched)
    }
    if let unmatched = example.expect["unmatched"] as? [String] {
      #expect(names.filter { !scope.declares($0) }.sorted() == unmatched)
    }
  }

  private static func words(_ example: ConformanceCase) {
    let scope = scope(example)
    let words = WordExpansion { scope.value($0) }.words(example.input)
    #expect(words == (example.isAccepted ? example.expect["words"] as? [String] : nil))
  }

  /// BuildKit turns patterns into regular expressions; this writes our reading of them as one.
  private static func pattern(_ example: ConformanceCase) {
    guard let pattern = try? ShellPattern(Array(example.input.utf8)) else {
      #expect(!example.isAccepted)
      return
    }
    #expect(example.isAccepted)
    let isGreedy = example.fields["greedy"] as? Bool ?? true
    let body = pattern.parts.map { part in
      switch part {
      case .anything: isGreedy ? ".*" : ".*?"
      case .one: "."
      case .scalar(let scalar): #"\.+*?()|[]{}^$"#.unicodeScalars.contains(scalar) ? "\\\(scalar)" : "\(scalar)"
      }
    }
    let anchor = example.fields["anchored"] as? Bool ?? false ? "^" : ""
    #expect(anchor + body.joined() == example.expect["word"] as? String)
  }
}
