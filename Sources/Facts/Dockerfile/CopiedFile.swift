/// What the name of a copied file says about it.
enum CopiedFile {
  /// `.`, `./`, `/`, `*`, `./*`: everything that the build sends.
  static func isWholeContext(_ source: String) -> Bool {
    [".", "./", "/", "*", "./*", "/*", "./.", "..", "../"].contains(source)
  }

  /// A tar, plain or compressed, which ADD unpacks.
  static func isArchive(_ source: String) -> Bool {
    let name = source.lowercased()
    let suffixes = [
      ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz", ".tbz2", ".tar.xz", ".txz", ".tar.zst", ".tzst", ".tar.lzma",
      ".tlz",
    ]
    return suffixes.contains(where: name.hasSuffix)
  }

  /// git or url, for what ADD fetches from elsewhere.
  static func remoteOrigin(_ source: String) -> String? {
    if source.hasPrefix("git@") || source.hasPrefix("git://") || source.hasPrefix("ssh://") { return "git" }
    guard source.hasPrefix("http://") || source.hasPrefix("https://") || source.hasPrefix("ftp://") else { return nil }
    let path = source.prefix { $0 != "#" && $0 != "?" }
    return path.hasSuffix(".git") ? "git" : "url"
  }

  /// What a file of this name holds, where that is secret.
  static func secretKind(_ source: String) -> String? {
    let path = source.lowercased()
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if isEnvironmentFile(name) { return "env-file" }
    if isPrivateKey(name) { return "private-key" }
    if isCertificateKey(name) { return "certificate-key" }
    if name == "kubeconfig" || name.hasSuffix(".kubeconfig") || path.hasSuffix(".kube/config") || name == ".kube" {
      return "kubeconfig"
    }
    return isCredentials(name, path) ? "credentials" : nil
  }

  /// `.env` and `.env.production`, but not the samples that stand in for them.
  private static func isEnvironmentFile(_ name: String) -> Bool {
    guard name == ".env" || name.hasPrefix(".env.") || name == ".env*" || name == "*.env" || name == ".envrc" else {
      return false
    }
    let samples = ["example", "sample", "template", "dist", "tmpl", "defaults", "schema"]
    return !samples.contains { name.contains($0) }
  }

  private static func isPrivateKey(_ name: String) -> Bool {
    let names = ["id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "identity", "privkey.pem", "private.pem", ".ssh"]
    return names.contains(name) || name.hasSuffix(".ppk") || name.hasSuffix(".key") || name.hasSuffix("_rsa")
      || name.hasSuffix("-key.pem") || name.hasSuffix("privatekey.pem") || name.hasSuffix("private_key.pem")
  }

  private static func isCertificateKey(_ name: String) -> Bool {
    [".p12", ".pfx", ".jks", ".keystore", ".pem", ".pkcs12"].contains(where: name.hasSuffix)
  }

  private static func isCredentials(_ name: String, _ path: String) -> Bool {
    let names = [
      ".npmrc", ".pypirc", ".netrc", "_netrc", ".dockercfg", ".dockerconfigjson", ".git-credentials", ".htpasswd",
      "credentials", "credentials.json", "credentials.yml", "credentials.yaml", "secrets.yml", "secrets.yaml",
      "secrets.json", "secret.json", ".pgpass", ".my.cnf", ".s3cfg", ".boto", ".vault-token", "master.key", ".aws",
      "service-account.json", "serviceaccount.json", "service_account.json", "client_secret.json", ".credentials",
    ]
    return names.contains(name) || path.hasSuffix(".docker/config.json") || path.hasSuffix(".aws/credentials")
  }
}
