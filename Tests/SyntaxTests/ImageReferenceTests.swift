import Syntax
import Testing

struct ImageReferenceTests {
  @Test(
    arguments: [
      ("python", "docker.io", "library/python", nil, nil, ImageReference.Pin.none),
      ("python:3.12", "docker.io", "library/python", "3.12", nil, .tag),
      ("python:latest", "docker.io", "library/python", "latest", nil, .floating),
      ("localhost:5000/a/b", "localhost:5000", "a/b", nil, nil, .none),
      ("GHCR.io/a", "GHCR.io", "a", nil, nil, .none),
      ("index.docker.io/a", "docker.io", "library/a", nil, nil, .none),
    ] as [(String, String, String, String?, String?, ImageReference.Pin)])
  func parts(
    _ text: String, _ registry: String, _ repository: String, _ tag: String?, _ digest: String?,
    _ pin: ImageReference.Pin
  ) throws {
    let reference = try ImageReference(normalizing: text)
    #expect(reference.registry == registry)
    #expect(reference.repository == repository)
    #expect(reference.tag == tag)
    #expect(reference.digest == digest)
    #expect(reference.pin == pin)
  }

  @Test(arguments: [
    ("", ImageReferenceError.invalidFormat), ("Python:3", .containsUppercase), ("a/B", .containsUppercase),
    ("a:", .invalidFormat), ("a b", .invalidFormat), ("a@sha256:12", .invalidFormat), ("${x}", .invalidFormat),
    (String(repeating: "0", count: 64), .identifier), ("a//b", .invalidFormat),
    (String(repeating: "a", count: 300), .nameTooLong),
  ])
  func refused(_ text: String, _ error: ImageReferenceError) {
    #expect(throws: error) { try ImageReference(normalizing: text) }
  }
}
