import Foundation
import Knowledge

@testable import Loadline

/// What a peer's configuration of a case means for our rules, read as `config import` reads it.
struct PeerSettings {
  let knowledge: KnowledgeSettings

  // The configuration is JSON, and empty for the peer's defaults.
  init(suite: String, _ configuration: String) throws {
    var settings = KnowledgeSettings()
    if !configuration.isEmpty, let file = Self.file(suite, configuration) {
      let yaml = try ImportedConfiguration(files: [file]).yaml
      settings = try Configuration(text: yaml, file: file.name).knowledgeSettings
    }
    if suite == "hadolint" {
      // Without a schema hadolint asks for no label.
      for rule in try KnowledgeBase.builtIn().rules
      where rule.parameters.contains(where: { $0.name == "labels" })
        && settings.parameters[rule.id]?["labels"] == nil
      {
        settings.parameters[rule.id, default: [:]]["labels"] = []
      }
    }
    knowledge = settings
  }

  private static func file(_ suite: String, _ configuration: String) -> (name: String, text: String)? {
    switch suite {
    case "hadolint": return (".hadolint.yaml", configuration)
    case "dclint":
      let options = (try? JSONSerialization.jsonObject(with: Data(configuration.utf8)) as? [String: Any]) ?? [:]
      let rules = ["rules": options.mapValues { [2, $0] as [Any] }]
      return (try? JSONSerialization.data(withJSONObject: rules))
        .map { (".dclintrc", String(decoding: $0, as: UTF8.self)) }
    default: return nil
    }
  }
}
