/// For which environment a file is meant, as far as its name or the folder it lies in says so.
package enum FileEnvironment: String, Sendable, CaseIterable {
  case base, dev, prod, test
  /// A file that a developer's machine lays over the base file.
  case override

  private static let words: [Substring: FileEnvironment] = [
    "override": .override, "overrides": .override,
    "dev": .dev, "devel": .dev, "develop": .dev, "development": .dev, "debug": .dev, "local": .dev,
    "localhost": .dev, "devcontainer": .dev, "hotreload": .dev, "watch": .dev,
    "prod": .prod, "production": .prod, "prd": .prod, "live": .prod, "release": .prod,
    "stage": .prod, "staging": .prod, "stg": .prod, "uat": .prod, "preprod": .prod,
    "test": .test, "tests": .test, "testing": .test, "ci": .test, "e2e": .test, "qa": .test,
    "integration": .test, "spec": .test,
  ]

  /// Folders are words of wider meaning, so fewer of them count.
  private static let folderWords: [String: FileEnvironment] = [
    "dev": .dev, "development": .dev, ".devcontainer": .dev,
    "prod": .prod, "production": .prod, "staging": .prod,
  ]

  init(qualifiers: [Substring], folders: [String]) {
    let named = qualifiers.compactMap { Self.words[$0] }
    if named.contains(.override) {
      self = .override
    } else if let last = named.last {
      self = last
    } else {
      self = folders.suffix(2).compactMap { Self.folderWords[$0.lowercased()] }.last ?? .base
    }
  }
}
