/// What a repository's own configuration says about it.
package struct RepositoryConfiguration: Sendable {
  /// Where it was cloned from, without user name, password and token; nil where it has no remote.
  package let remote: String?
  /// A partial clone lacks objects, which are never fetched here.
  package let isPartial: Bool
}

extension GitDirectory {
  package func configuration() throws(GitError) -> RepositoryConfiguration {
    let path = common.appending("config")
    let place = path.resolved() ?? path
    let content: DiskFile.Content
    do throws(DiskError) {
      content = try DiskFile.read(place, limit: 1 << 20)
    } catch {
      // A repository without a configuration is one with every default.
      if DirectoryListing.EntryType(of: path) == nil { return RepositoryConfiguration(remote: nil, isPartial: false) }
      throw GitError(kind: .failed, message: error.description)
    }
    guard case .bytes(let bytes) = content else {
      throw GitError(kind: .failed, message: "\(path.text) is no file of a reasonable size")
    }
    return RepositoryConfiguration(ConfigurationFile(bytes))
  }
}

extension RepositoryConfiguration {
  fileprivate init(_ file: ConfigurationFile) {
    let remotes = file.settings.filter { $0.name.hasPrefix("remote.") }
    let address = remotes.first { $0.name == "remote.origin.url" } ?? remotes.first { $0.name.hasSuffix(".url") }
    remote = address.map { RemoteAddress.withoutCredentials($0.value) }
    let promises = remotes.contains {
      $0.name.hasSuffix(".promisor") && !["false", "no", "off", "0"].contains($0.value)
    }
    isPartial = promises || file.value("extensions.partialclone") != nil
  }
}
