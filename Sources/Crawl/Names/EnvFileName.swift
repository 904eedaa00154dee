/// `.env`, `.env.production`, `.env-sample`, `postgres.env`.
enum EnvFileName {
  static func match(_ stem: String, name: String) -> NameMatch? {
    if stem == ".env" { return .accepted(.env, qualifiers: "") }
    if stem.hasSuffix(".env") { return .accepted(.env, qualifiers: stem.dropLast(".env".count)) }
    guard [".env.", ".env-", ".env_"].contains(where: stem.hasPrefix) else { return nil }
    let rest = stem.dropFirst(".env.".count)
    guard let ending = rest.split(separator: ".").last.map(String.init), rest.last != "~" else { return nil }
    if FileEnding.neverContainerFile.contains(ending) || FileEnding.programming.contains(ending) {
      return .refused(reason: FileEnding.reason(of: stem, insteadOf: "an env file"))
    }
    return .accepted(.env, qualifiers: rest)
  }
}
