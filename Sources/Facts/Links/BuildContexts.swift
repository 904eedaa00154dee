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
    let assumed = files.dockerfiles.filter { !built.contains($0.value) }.sorted { $0.key < $1.key }
    return known + assumed.map { assumedContext(dockerfile: $0.key, id: $0.value) }
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

  private func assumedContext(dockerfile: String, id: Int64) -> Context {
    let own = RepositoryPath.folder(of: dockerfile)
    let nearest = RepositoryPath.ancestors(of: own).first { dockerignore(dockerfile: dockerfile, context: $0) != nil }
    let context = nearest ?? own
    return Context(
      dockerfileID: id, path: context, dockerignoreID: dockerignore(dockerfile: dockerfile, context: context),
      build: nil)
  }

  /// BuildKit prefers the ignore file named for the Dockerfile to the context's own.
  private func dockerignore(dockerfile: String, context: String) -> Int64? {
    files.dockerignores[dockerfile + ".dockerignore"]
      ?? files.dockerignores[context.isEmpty ? ".dockerignore" : context + "/.dockerignore"]
  }
}
