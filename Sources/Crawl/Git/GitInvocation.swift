internal import Glibc

/// How `git` is called here: always on a named git directory, and deaf to everything a hostile repository, the
/// user's or the system's configuration could make it do.
enum GitInvocation {
  /// The whole environment of the child. Names that git would look up elsewhere are set so that it finds nothing.
  static let environment = [
    "PATH=/usr/bin:/bin",
    "LC_ALL=C",
    "GIT_CONFIG_NOSYSTEM=1",
    "GIT_CONFIG_GLOBAL=/dev/null",
    "GIT_ATTR_NOSYSTEM=1",
    "GIT_TERMINAL_PROMPT=0",
    "GIT_ASKPASS=false",
    "SSH_ASKPASS=false",
    "GIT_SSH_COMMAND=false",
    "GIT_OPTIONAL_LOCKS=0",
    // A partial clone must not fetch what it lacks; no protocol is allowed even where the repository allows it.
    "GIT_NO_LAZY_FETCH=1",
    "GIT_ALLOW_PROTOCOL=",
    // A content is known by its blob id, so an object must be what its id says.
    "GIT_NO_REPLACE_OBJECTS=1",
    "GIT_GRAFT_FILE=/dev/null",
    "GIT_PAGER=cat",
  ]

  /// Settings of the command line win over those in the repository's own configuration.
  private static let settings = [
    "safe.directory=*",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.attributesFile=/dev/null",
    "core.pager=cat",
    "core.sshCommand=false",
    "core.alternateRefsCommand=false",
    "credential.helper=",
    "protocol.allow=never",
    "diff.external=",
    "diff.orderFile=/dev/null",
    "diff.renames=false",
    "diff.relative=false",
    "diff.ignoreSubmodules=none",
    "log.showSignature=false",
    "log.showRoot=true",
    "log.mailmap=false",
    "log.follow=false",
    "color.ui=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "i18n.logOutputEncoding=UTF-8",
  ]

  static func arguments(_ gitDirectory: DiskPath, _ command: [String]) -> [[UInt8]] {
    var arguments: [[UInt8]] = [
      Array("git".utf8), Array("--no-pager".utf8), Array("-C".utf8), gitDirectory.bytes,
    ]
    for setting in settings { arguments += [Array("-c".utf8), Array(setting.utf8)] }
    // Naming the directory also keeps git from walking up into some other repository, and from judging its owner.
    arguments.append(Array("--git-dir=".utf8) + gitDirectory.bytes)
    arguments += command.map { Array($0.utf8) }
    return arguments
  }

  static func executable() throws(GitError) -> DiskPath {
    guard let found = installed else { throw .notInstalled }
    return found
  }

  private static let installed: DiskPath? = {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    let folders = path.split(separator: ":").map(String.init) + ["/usr/bin", "/usr/local/bin", "/bin"]
    return folders.lazy.map { DiskPath($0).appending("git") }.first { candidate in
      candidate.isAbsolute && candidate.withCString { access($0, X_OK) } == 0
    }
  }()
}
