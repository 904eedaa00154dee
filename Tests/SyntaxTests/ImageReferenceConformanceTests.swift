import Syntax
import Testing

@Suite(.enabled(if: ConformanceCase.isAvailable, "no folder of conformance cases"))
struct ImageReferenceConformanceTests {
  /// Cases held to be wrong. The digest: a SHA-512 is only unsupported in a Go program that does not link it, and
  /// Docker does.
  private static let heldWrong = ["TestReferenceParse: validname@sha512:"]

  @Test(arguments: ConformanceCase.all("image_reference", ["parse", "match_reference"]))
  func exact(_ example: ConformanceCase) {
    guard !Self.heldWrong.contains(where: example.name.hasPrefix) else { return }
    let reference = try? ImageReference(exactly: example.input)
    #expect((reference != nil) == example.isAccepted)
    compare(reference, example)
  }

  @Test(arguments: ConformanceCase.all("image_reference", ["parse_normalized"]))
  func normalized(_ example: ConformanceCase) {
    let reference = try? ImageReference(normalizing: example.input)
    #expect((reference != nil) == example.isAccepted)
    compare(reference, example)
  }

  private func compare(_ reference: ImageReference?, _ example: ConformanceCase) {
    guard let reference else { return }
    let found = [
      "domain": reference.registry, "path": reference.repository, "name": reference.name,
      "tag": reference.tag ?? "", "digest": reference.digest ?? "", "full": reference.description,
    ]
    for (key, value) in found {
      if let expected = example.expect[key] as? String { #expect(value == expected, "\(key)") }
    }
  }
}
