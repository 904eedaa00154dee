@testable import Syntax
import Testing

@Suite(.enabled(if: ConformanceCase.isAvailable, "no folder of conformance cases"))
struct ImageReferenceConformanceTests {
  private static let suite = ConformanceSuite(checks: [
    "parse": { compare(try? ImageReference(exactly: $0.input), $0) },
    "match_reference": { matchReference($0) },
    "parse_normalized": { compare(try? ImageReference(normalizing: $0.input), $0) },
    "parse_docker_ref": { compare((try? ImageReference(normalizing: $0.input))?.pulled, $0) },
    "parse_canonical": { example in
      let reference = try? ImageReference(normalizing: example.input)
      compare(reference?.description == example.input ? reference : nil, example)
    },
    "parse_any": { any($0) },
    "name_only": { compare(name($0.input), $0) },
    "match_name": { matchName($0) },
    "match_domain": { #expect(ImageReference.isDomain(Array($0.input.utf8)[...]) == $0.isAccepted) },
    "match_identifier": { #expect(ImageReference.isIdentifier(Array($0.input.utf8)) == $0.isAccepted) },
    "assemble": { assemble($0) },
    "familiar_match": { familiarMatch($0) },
  ])

  @Test(arguments: ConformanceCase.all("image_reference"))
  func reference(_ example: ConformanceCase) throws {
    try Self.suite.run(example)
  }

  private static func compare(_ reference: ImageReference?, _ example: ConformanceCase) {
    #expect((reference != nil) == example.isAccepted)
    guard let reference, example.isAccepted else { return }
    let found = [
      "domain": reference.registry, "path": reference.repository, "name": reference.name,
      "tag": reference.tag ?? "", "digest": reference.digest ?? "", "full": reference.description,
      "familiar": reference.familiarDescription,
    ]
    for (key, value) in found {
      if let expected = example.expect[key] as? String { #expect(value == expected, "\(key)") }
    }
  }

  private static func name(_ text: String) -> ImageReference? {
    guard let reference = try? ImageReference(exactly: text), reference.tag == nil, reference.digest == nil else {
      return nil
    }
    return reference
  }

  private static func matchName(_ example: ConformanceCase) {
    let reference = name(example.input)
    #expect((reference != nil) == example.isAccepted)
    guard let reference, let groups = example.expect["groups"] as? [String] else { return }
    #expect([reference.registry, reference.repository] == groups)
  }

  private static func matchReference(_ example: ConformanceCase) {
    let reference = try? ImageReference(exactly: example.input)
    #expect((reference != nil) == example.isAccepted)
    guard let reference, let groups = example.expect["groups"] as? [String] else { return }
    #expect([reference.name, reference.tag ?? "", reference.digest ?? ""] == groups)
  }

  private static func any(_ example: ConformanceCase) {
    let digest = ImageReference.bareDigest(example.input)
    if let isDigest = example.expect["is_bare_digest"] as? Bool { #expect((digest != nil) == isDigest) }
    let text = digest ?? (try? ImageReference(normalizing: example.input))?.description
    #expect((text != nil) == example.isAccepted)
    if let full = example.expect["full"] as? String { #expect(text == full) }
  }

  private static func assemble(_ example: ConformanceCase) {
    let parts = example.fields["input"] as? [String: String] ?? [:]
    var reference = name(parts["name"] ?? "")
    reference?.tag = parts["tag"].flatMap { $0.isEmpty ? nil : $0 }
    reference?.digest = parts["digest"].flatMap { $0.isEmpty ? nil : $0 }
    compare(reference, example)
  }

  private static func familiarMatch(_ example: ConformanceCase) {
    let pattern = example.fields["pattern"] as? String ?? ""
    #expect((PathPattern(pattern) != nil) == example.isAccepted)
    let reference = try? ImageReference(normalizing: example.input)
    if example.isAccepted { #expect(reference?.matches(pattern) == example.expect["match"] as? Bool) }
  }
}
