/// Works out which Dockerfile is built with which context, and which ignore file is then in force.
struct BuildContexts {
  let files: RepositoryFiles

  struct Context {
    let dockerfileID: Int64
    /// From the top of the repository; "" is the top.
    let path: String
    let dockerignoreID: Int64?
    /// nil where nothing in the repository says how the Dockerfile is built.
    let build: RepositoryFiles.Build?
  }

  /// Every Dockerfile at least once: as its Compose services build it, or as it is most likely built.
  var all: [Context] {
    let known = files.builds.compactMap(context(of:))
    let built = Set(known.map(\.dockerfileID))
    var nearest: [String: String] = [:]
    return known
      + files.dockerfilesInOrder.filter { !built.contains($0.id) }.map { assumedContext(of: $0, &nearest) }
  }

  /// A context elsewhere (a URL, an absolute path, above the repository) or a Dockerfile that is not there gives none.
  private func context(of build: RepositoryFiles.Build) -> Context? {
    guard !build.context.contains("://"), !build.context.hasPrefix("git@"),
      let folder = RepositoryPath.joined(build.composeFolder, build.context),
      let dockerfile = RepositoryPath.joined(folder, build.dockerfile ?? "Dockerfile"),
      let id = files.dockerfiles[dockerfile]
    else { return nil }
    return Context(
      dockerfileID: id, path: folder, dockerignoreID: dockerignore(dockerfile: dockerfile, context: folder),
      build: build)
  }

  /// Keeps the contexts of the folders that it looks at in `nearest`.
  private func assumedContext(of dockerfile: RepositoryFiles.Dockerfile, _ nearest: inout [String: String]) -> Context {
    let own = RepositoryPath.folder(of: dockerfile.path)
    guard !files.dockerignores.isEmpty else {
      return Context(dockerfileID: dockerfile.id, path: own, dockerignoreID: nil, build: nil)
    }
    if let id = files.dockerignores[dockerfile.path + ".dockerignore"] {
      return Context(dockerfileID: dockerfile.id, path: own, dockerignoreID: id, build: nil)
    }
    let context =
      nearest[own] ?? RepositoryPath.ancestors(of: own).first { files.dockerignores[Self.dockerignore(in: $0)] != nil }
      ?? own
    nearest[own] = context
    return Context(
      dockerfileID: dockerfile.id, path: context, dockerignoreID: files.dockerignores[Self.dockerignore(in: context)],
      build: nil)
  }

  /// BuildKit prefers the ignore file named for the Dockerfile to the context's own.
  private func dockerignore(dockerfile: String, context: String) -> Int64? {
    files.dockerignores[dockerfile + ".dockerignore"] ?? files.dockerignores[Self.dockerignore(in: context)]
  }

  private static func dockerignore(in folder: String) -> String {
    folder.isEmpty ? ".dockerignore" : folder + "/.dockerignore"
  }
}
