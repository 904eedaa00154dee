/// What a file is, told from its path alone.
package struct ContainerFileName: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case dockerfile, compose, dockerignore, env, codeowners
  }

  package var kind: Kind
  package var environment: FileEnvironment
  package var scope: FileScope
  /// The suffix that says that a generator renders this file, such as `.j2`; nil where the file is used as it is.
  package var templateSuffix: String?

  package init(kind: Kind, environment: FileEnvironment, scope: FileScope, templateSuffix: String?) {
    self.kind = kind
    self.environment = environment
    self.scope = scope
    self.templateSuffix = templateSuffix
  }
}

/// The answer for one path.
package enum FileNameVerdict: Hashable, Sendable {
  case candidate(ContainerFileName)
  /// The name resembles a container file's, but says itself that it is something else.
  case lookalike(reason: String)
  case unrelated
}

extension ContainerFileName {
  /// Classifies a path, `/`-separated and relative to its repository, by its bytes.
  package static func verdict(_ path: [UInt8]) -> FileNameVerdict {
    let nameStart = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    guard NameMarkers.mayMatch(path[nameStart...]) else { return .unrelated }
    let folders = path[..<nameStart].split(separator: UInt8(ascii: "/")).map {
      String(decoding: $0, as: UTF8.self)
    }
    let name = String(decoding: path[nameStart...], as: UTF8.self)
    return verdict(name: name, folders: folders)
  }

  package static func verdict(_ path: String) -> FileNameVerdict {
    verdict(Array(path.utf8))
  }

  private static func verdict(name: String, folders: [String]) -> FileNameVerdict {
    if name == "CODEOWNERS" {
      guard CodeownersPlace.isRead(folders) else {
        return .lookalike(reason: "a CODEOWNERS file here is read by no forge")
      }
      return candidate(.codeowners, qualifiers: [], folders: folders, template: nil)
    }
    let (stem, template) = TemplateSuffix.strip(name.lowercased())
    for match in [IgnoreFileName.match, DockerfileName.match, ComposeFileName.match, EnvFileName.match] {
      switch match(stem, name) {
      case .accepted(let kind, let qualifiers, let innerTemplate):
        return candidate(kind, qualifiers: qualifiers, folders: folders, template: template ?? innerTemplate)
      case .refused(let reason):
        return .lookalike(reason: reason)
      case .none:
        continue
      }
    }
    return .unrelated
  }

  private static func candidate(
    _ kind: Kind,
    qualifiers: [Substring],
    folders: [String],
    template: String?
  ) -> FileNameVerdict {
    var scope = FileScope(folders: folders)
    if scope == .product, kind == .env, qualifiers.contains(where: FileScope.exampleQualifiers.contains) {
      scope = .example
    }
    return .candidate(
      ContainerFileName(
        kind: kind,
        environment: FileEnvironment(qualifiers: qualifiers, folders: folders),
        scope: scope,
        templateSuffix: template
      )
    )
  }
}

/// What one family of names says about a name.
enum NameMatch {
  /// `qualifiers` are the words of the name beside the family's own: `dev` of `Dockerfile.dev`.
  case accepted(ContainerFileName.Kind, qualifiers: [Substring], innerTemplate: String?)
  case refused(reason: String)

  static func accepted(_ kind: ContainerFileName.Kind, qualifiers text: some StringProtocol) -> NameMatch {
    let words = String(text).split { $0 == "." || $0 == "-" || $0 == "_" }
    return .accepted(kind, qualifiers: words.map { Substring($0) }, innerTemplate: nil)
  }
}

/// A first look at a name that lets nearly every file of a repository go without making a string of it.
private enum NameMarkers {
  /// Every accepted name holds one of these, in some case.
  private static let markers = [
    "dockerfile", "containerfile", "compose", "docker-stack", "ignore", "env", "owners",
  ]
  .map { Array($0.utf8) }

  static func mayMatch(_ name: ArraySlice<UInt8>) -> Bool {
    markers.contains { marker in holds(marker, in: name) }
  }

  private static func holds(_ marker: [UInt8], in name: ArraySlice<UInt8>) -> Bool {
    guard let first = marker.first, name.count >= marker.count else { return false }
    for start in name.startIndex...(name.endIndex - marker.count) where name[start] | 0x20 == first {
      let matches = marker.indices.allSatisfy { offset in
        name[start + offset] == marker[offset] || name[start + offset] | 0x20 == marker[offset]
      }
      if matches { return true }
    }
    return false
  }
}

private enum CodeownersPlace {
  private static let folders: Set<[String]> = [
    [], [".github"], [".gitlab"], [".gitea"], [".forgejo"], ["docs"],
  ]

  static func isRead(_ path: [String]) -> Bool { folders.contains(path) }
}
