/// Finds names that nothing in the project declares, and services that wait for each other.
extension ComposeConsistency {
  /// Checks that need the whole project.
  mutating func checkReferences() {
    for service in services where !inactive.contains(service.key) && service.value.entries != nil {
      checkReferences(of: service)
    }
    for circle in ComposeCycles.circles(services) {
      guard let first = circle.first, let service = services.first(where: { $0.key == first }) else { continue }
      let list = (circle.prefix(8) + [first]).joined(separator: ", ")
      report(.cycle, "services.\(first)", service.origin, "Services wait for each other in a circle: \(list).")
    }
  }

  private mutating func checkReferences(of service: ComposeTree.Entry) {
    let (path, value) = ("services.\(service.key)", service.value)
    if value["image"]?.text == nil, value["build"] == nil, value["provider"] == nil, value["extends"] == nil {
      report(.missing, path, service.origin, "\(path) has neither image nor build.")
    }
    for entry in value["depends_on"]?.entries ?? [] {
      let isRequired = entry.value["required"].map(\.isTrue) ?? true
      if inactive.contains(entry.key), !isRequired { continue }
      checkName(entry.key, in: active, "service", "\(path).depends_on", entry.origin)
    }
    for (other, _, origin) in ComposeReferences.impliedServices(of: value) {
      checkName(other, in: declared["services"], "service", path, origin)
    }
    for entry in value["networks"]?.entries ?? [] where entry.key != "default" {
      checkName(entry.key, in: declared["networks"], "network", "\(path).networks", entry.origin)
    }
    for entry in value["models"]?.entries ?? [] {
      checkName(entry.key, in: declared["models"], "model", "\(path).models", entry.origin)
    }
    for mount in value["volumes"]?.items ?? [] where mount["type"]?.text == "volume" {
      guard let source = mount["source"], let name = source.text, !name.isEmpty else { continue }
      checkName(name, in: declared["volumes"], "volume", "\(path).volumes", source.origin)
    }
    let grants = [
      ("secrets", "secret", value["secrets"]), ("configs", "config", value["configs"]),
      ("secrets", "secret", value["build"]?["secrets"]),
    ]
    for (section, word, list) in grants {
      for item in list?.items ?? [] {
        guard let source = item["source"], let name = source.text else { continue }
        checkName(name, in: declared[section], word, "\(path).\(section)", source.origin)
      }
    }
    for entry in value["build"]?["additional_contexts"]?.entries ?? [] {
      guard let text = entry.value.text, text.hasPrefix("service:") else { continue }
      checkName(
        String(text.dropFirst("service:".count)), in: declared["services"], "service",
        "\(path).build.additional_contexts",
        entry.origin)
    }
  }

  private mutating func checkName(
    _ name: String, in known: Set<String>?, _ word: String, _ path: String, _ origin: ComposeOrigin
  ) {
    guard known?.contains(name) != true, !name.utf8.contains(UInt8(ascii: "$")) else { return }
    report(.reference, path, origin, "\(path) names the \(word) \(name), which is not declared.")
  }
}
