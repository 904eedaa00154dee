import Syntax
import Testing

@Suite("What Compose would refuse")
struct ComposeChecksTests {
  @Test(arguments: [
    ("services: {a: {image: x, x-y: 1}}\nx-z: 1\nmodels: {}", []),
    ("servces: {a: {image: x}}\nvolumes: {}", ["1 servces is no key of a Compose file; is it services?"]),
    (
      "services:\n  a:\n    comand: x\n    zzzzzzzz: 1",
      [
        "3 comand is no key of services.a; is it command?", "4 zzzzzzzz is no key of services.a.",
      ]
    ),
    ("web: {image: x}", ["1 This is a file of version 1, which Compose no longer reads: put services below services."]),
    ("services: {a: {image: 1}}", ["1 services.a.image must be a string, not an integer: put it in quotes."]),
    (
      "services: {a: {ports: 80, deploy: [], command: {}}}",
      [
        "1 services.a.ports must be a list, not an integer.",
        "1 services.a.deploy must be null or a mapping, not a list.",
        "1 services.a.command must be null or a string or a list, not a mapping.",
      ]
    ),
    (
      "services: {a: {environment: {A: [1], B: 2}}}",
      [
        "1 services.a.environment.A must be a string, a number, a boolean or null, not a list."
      ]
    ),
    (
      "services: {a: {environment: [{A: 1}]}, b: {environment: [\"B =2\"]}}",
      [
        "1 services.a.environment[0] must be a string, not a mapping.", "1 The name B  of a variable ends in a blank.",
      ]
    ),
    (
      "services: {a: {network_mode: host, networks: [b]}}",
      [
        "1 services.a has both network_mode and networks; Compose takes one of them."
      ]
    ),
    (
      "services: {}\nvolumes:\n  v:\n    external: true\n    driver: x",
      [
        "5 volumes.v is external, so driver has no place in it."
      ]
    ),
    (
      "services: {}\nsecrets: {s: {file: x, environment: y}, t: {file: x}}",
      ["2 secrets.s has more than one of file, environment."]
    ),
    ("services: {}\nconfigs: {1: {content: x}}", ["2 The key 1 is no string, as Compose wants it: put it in quotes."]),
    (
      "services:\n  a: {depends_on: [b]}\n  b: {depends_on: [c]}\n  c: {depends_on: [b]}\n  d: {depends_on: [gone]}",
      [
        "3 Services wait for each other in a circle: b, c, b."
      ]
    ),
    ("services: {a: {depends_on: [a]}}", ["1 Services wait for each other in a circle: a, a."]),
    ("services: {a: &a {image: x, foo: 1}, b: {<<: *a}}", ["1 foo is no key of services.a."]),
  ])
  func reports(text: String, expected: [String]) {
    let file = ComposeFile(SourceText(Array(text.utf8)))
    #expect(file.diagnostics.map { "\($0.line ?? 0) \($0.message)" } == expected)
  }
}
