/// What a repository's own configuration says about it.
package struct RepositoryConfiguration: Sendable {
  /// Where it was cloned from, without user name, password and token; nil where it has no remote.
  package var remote: String?
  /// A partial clone lacks objects, which are never fetched here.
  package var isPartial = false
}

extension GitDirectory {
  package func configuration(timeout: Duration = .seconds(60)) throws(GitError) -> RepositoryConfiguration {
    let output = try GitOutput(
      directory,
      ["config", "-z", "--list", "--local", "--no-includes"],
      timeout: timeout
    )
    var configuration = RepositoryConfiguration()
    var firstRemote: String?
    var token: [UInt8] = []
    while try output.readToken(&token, until: 0) {
      let parts = token.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
      let key = String(decoding: parts.first ?? [], as: UTF8.self)
      let value = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : "true"
      if key == "remote.origin.url", configuration.remote == nil {
        configuration.remote = RemoteAddress.withoutCredentials(value)
      } else if key.hasPrefix("remote."), key.hasSuffix(".url"), firstRemote == nil {
        firstRemote = RemoteAddress.withoutCredentials(value)
      } else if key == "extensions.partialclone" || (key.hasSuffix(".promisor") && value != "false") {
        configuration.isPartial = true
      }
    }
    try output.finish()
    configuration.remote = configuration.remote ?? firstRemote
    return configuration
  }
}
