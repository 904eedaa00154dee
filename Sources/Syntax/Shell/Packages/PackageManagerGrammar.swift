/// How a package manager reads its command line.
struct PackageManagerGrammar: Sendable {
  /// What the words behind a subcommand are.
  enum Mode: Sendable {
    case packages
    case manifest
    /// Packages, or for want of them the project's manifest.
    case packagesOrManifest
  }

  let manager: String
  let style: PackageSpecifier.Style
  var subcommands: [String: Mode] = [:]
  /// Words before the subcommand that it belongs to: `uv pip install`.
  var prefixes: Set<String> = []
  /// Options whose value is the next word, those below included.
  var valued: Set<String> = []
  var fileOptions: Set<String> = []
  var versionOptions: Set<String> = []
  var localOptions: Set<String> = []
  var urlOptions: Set<String> = []
  /// What the program does without a subcommand.
  var withoutSubcommand: Mode?
  var isPacman = false
  /// Options that make it only print something.
  var informative: Set<String> = ["--version", "--help", "-h"]

  static func named(_ program: String) -> PackageManagerGrammar? {
    if let grammar = byProgram[program] { return grammar }
    // pip3, pip3.12, pip-3
    if program.hasPrefix("pip"), program.dropFirst(3).allSatisfy({ $0.isNumber || $0 == "." || $0 == "-" }) {
      return pip
    }
    return nil
  }

  /// Options whose value is the next word, of programs whose subcommand is worth knowing.
  static func valuedOptions(_ program: String) -> Set<String> {
    switch program {
    case "git": ["-C", "-c", "--git-dir", "--work-tree"]
    case "docker": ["-H", "--host", "--config", "-c", "--context", "-l", "--log-level"]
    case "kubectl", "helm": ["-n", "--namespace", "--kubeconfig", "--context"]
    case "make": ["-C", "-f", "-I", "-o"]
    default: named(program)?.valued ?? []
    }
  }

  private static let byProgram: [String: PackageManagerGrammar] = [
    "apt": apt, "apt-get": apt, "aptitude": apt, "apk": apk,
    "yum": rpm("yum"), "dnf": rpm("dnf"), "dnf5": rpm("dnf"), "microdnf": rpm("microdnf"), "tdnf": rpm("tdnf"),
    "zypper": zypper, "pacman": pacman,
    "pip": pip, "pipx": pipx, "uv": uv, "poetry": poetry, "pipenv": pipenv,
    "conda": conda, "mamba": conda, "micromamba": conda,
    "npm": npm, "yarn": yarn, "pnpm": pnpm, "bun": bun,
    "gem": gem, "bundle": bundle, "bundler": bundle, "go": go, "cargo": cargo,
    "composer": composer, "composer.phar": composer,
  ]
}

// MARK: - System packages

extension PackageManagerGrammar {
  private static let apt = PackageManagerGrammar(
    manager: "apt", style: .debian, subcommands: ["install": .packages],
    valued: [
      "-o", "--option", "-c", "--config-file", "-t", "--target-release", "--default-release", "-a",
      "--host-architecture",
    ])

  private static let apk = PackageManagerGrammar(
    manager: "apk", style: .alpine, subcommands: ["add": .packages],
    valued: [
      "-t", "--virtual", "-p", "--root", "-X", "--repository", "--repositories-file", "--keys-dir", "--wait", "--arch",
      "--cache-dir", "--cache-max-age", "--progress-fd",
    ])

  private static func rpm(_ manager: String) -> PackageManagerGrammar {
    PackageManagerGrammar(
      manager: manager, style: .rpm,
      subcommands: [
        "install": .packages, "localinstall": .packages, "groupinstall": .packages, "in": .packages,
        "install-n": .packages, "install-na": .packages, "install-nevra": .packages, "downgrade": .packages,
      ],
      prefixes: ["module", "group"],
      valued: [
        "--enablerepo", "--disablerepo", "--setopt", "--releasever", "-c", "--config", "--installroot", "--repo",
        "--repoid", "--exclude", "-x", "-d", "-e", "--forcearch", "--disableplugin", "--enableplugin", "--comment",
        "--advisory", "--rpmverbosity",
      ])
  }

  private static let zypper = PackageManagerGrammar(
    manager: "zypper", style: .rpm, subcommands: ["install": .packages, "in": .packages],
    valued: [
      "-R", "--root", "-D", "--reposd-dir", "-C", "--cache-dir", "-r", "--repo", "-t", "--type", "--from", "-p",
      "--plus-repo", "-c", "--config", "--installroot",
    ])

  private static let pacman = PackageManagerGrammar(
    manager: "pacman", style: .plain,
    valued: [
      "-b", "--dbpath", "-r", "--root", "--config", "--cachedir", "--arch", "--color", "--ignore", "--overwrite",
      "--gpgdir", "--logfile", "--ignoregroup", "--assume-installed",
    ],
    isPacman: true)
}

// MARK: - Python

extension PackageManagerGrammar {
  private static let pipValued: Set<String> = [
    "-r", "--requirement", "-c", "--constraint", "-e", "--editable", "-t", "--target", "-i", "--index-url",
    "--extra-index-url", "-f", "--find-links", "--platform", "--python-version", "--implementation", "--abi", "--root",
    "--prefix", "-b", "--build", "--src", "--upgrade-strategy", "--no-binary", "--only-binary", "--progress-bar",
    "--report", "--trusted-host", "--proxy", "--retries", "--timeout", "--exists-action", "--cert", "--client-cert",
    "--cache-dir", "--log", "-C", "--config-settings", "--global-option", "--install-option", "--hash", "--python",
    "--keyring-provider", "--root-user-action", "--use-feature", "--use-deprecated", "--group", "--default-timeout",
  ]

  private static let pip = PackageManagerGrammar(
    manager: "pip", style: .python, subcommands: ["install": .packages], valued: pipValued,
    fileOptions: ["-r", "--requirement"], localOptions: ["-e", "--editable"], informative: [])

  private static let pipx = PackageManagerGrammar(
    manager: "pipx", style: .python, subcommands: ["install": .packages],
    valued: ["--python", "--index-url", "-i", "--pip-args", "--suffix", "--preinstall", "--backend"])

  private static let uv = PackageManagerGrammar(
    manager: "uv", style: .python,
    subcommands: ["install": .packages, "add": .packages, "sync": .manifest],
    prefixes: ["pip", "tool"],
    valued: pipValued.union([
      "-p", "--directory", "--project", "--extra", "--index", "--default-index", "--index-strategy", "--link-mode",
      "--package", "--with", "--resolution", "--exclude-newer", "--python-preference", "--only-group", "--no-group",
      "--config-file", "--torch-backend", "--python-platform",
    ]),
    fileOptions: ["-r", "--requirement", "--requirements"], localOptions: ["-e", "--editable"])

  private static let poetry = PackageManagerGrammar(
    manager: "poetry", style: .python, subcommands: ["install": .manifest, "sync": .manifest, "add": .packages],
    valued: [
      "--with", "--without", "--only", "-E", "--extras", "-C", "--directory", "-P", "--project", "-G", "--group",
    ])

  private static let pipenv = PackageManagerGrammar(
    manager: "pipenv", style: .python,
    subcommands: ["install": .packagesOrManifest, "sync": .manifest],
    valued: pipValued.union(["--categories", "--python", "--pypi-mirror"]),
    fileOptions: ["-r", "--requirement"], localOptions: ["-e", "--editable"])

  private static let conda = PackageManagerGrammar(
    manager: "conda", style: .conda,
    subcommands: ["install": .packages, "create": .packages, "update": .packages],
    prefixes: ["env"],
    valued: [
      "-n", "--name", "-p", "--prefix", "-c", "--channel", "--file", "-f", "--solver", "--repodata-fn", "--subdir",
      "--platform", "-r", "--root-prefix", "--experimental-solver", "--freeze-installed-file", "--rc-file",
    ],
    fileOptions: ["--file", "-f"])
}

// MARK: - JavaScript

extension PackageManagerGrammar {
  private static let npm = PackageManagerGrammar(
    manager: "npm", style: .npm,
    subcommands: [
      "install": .packagesOrManifest, "i": .packagesOrManifest, "in": .packagesOrManifest, "add": .packagesOrManifest,
      "ci": .manifest, "clean-install": .manifest, "install-clean": .manifest, "ic": .manifest,
      "install-ci-test": .manifest, "cit": .manifest,
    ],
    valued: [
      "--prefix", "--registry", "--cache", "--userconfig", "--globalconfig", "--loglevel", "-w", "--workspace", "--tag",
      "--save-prefix", "--otp", "--omit", "--include", "-C", "--cpu", "--os", "--libc", "--install-strategy",
      "--fetch-timeout", "--fetch-retries", "--maxsockets", "--https-proxy", "--proxy",
    ])

  private static let yarn = PackageManagerGrammar(
    manager: "yarn", style: .npm,
    subcommands: ["install": .manifest, "add": .packages, "focus": .manifest],
    prefixes: ["global", "workspaces"],
    valued: [
      "--cwd", "--registry", "--cache-folder", "--modules-folder", "--network-timeout", "--mutex",
      "--network-concurrency", "--prefix", "--global-folder", "--use-yarnrc", "--preferred-cache-folder",
      "--har-filename", "--child-concurrency",
    ],
    withoutSubcommand: .manifest, informative: ["--version", "-v", "--help", "-h"])

  private static let pnpm = PackageManagerGrammar(
    manager: "pnpm", style: .npm,
    subcommands: [
      "install": .packagesOrManifest, "i": .packagesOrManifest, "add": .packages, "fetch": .manifest, "ci": .manifest,
    ],
    valued: [
      "-C", "--dir", "--filter", "-F", "--filter-prod", "--store-dir", "--registry", "--reporter", "--loglevel",
      "--modules-dir", "--virtual-store-dir", "--network-concurrency", "--child-concurrency",
    ])

  private static let bun = PackageManagerGrammar(
    manager: "bun", style: .npm,
    subcommands: [
      "install": .packagesOrManifest, "i": .packagesOrManifest, "add": .packages, "a": .packages, "ci": .manifest,
    ],
    valued: ["--cwd", "--registry", "-c", "--config", "--cache-dir", "--backend", "--filter", "--omit"])
}

// MARK: - Other languages

extension PackageManagerGrammar {
  private static let gem = PackageManagerGrammar(
    manager: "gem", style: .colon, subcommands: ["install": .packages, "i": .packages],
    valued: [
      "-v", "--version", "-s", "--source", "-i", "--install-dir", "-n", "--bindir", "-P", "--trust-policy", "-p",
      "--http-proxy", "--platform", "-g", "--file", "--document", "--build-root", "--config-file",
    ],
    fileOptions: ["-g", "--file"], versionOptions: ["-v", "--version"], informative: [])

  private static let bundle = PackageManagerGrammar(
    manager: "bundle", style: .colon, subcommands: ["install": .manifest, "add": .packages],
    valued: [
      "-j", "--jobs", "--retry", "--path", "--without", "--with", "--gemfile", "--binstubs", "--shebang", "--version",
      "-v", "--group", "--source", "--target-rbconfig", "--trust-policy",
    ],
    versionOptions: ["-v", "--version"], withoutSubcommand: .manifest)

  private static let go = PackageManagerGrammar(
    manager: "go", style: .at,
    subcommands: ["install": .packages, "get": .packages, "download": .manifest],
    prefixes: ["mod"],
    valued: [
      "-tags", "--tags", "-ldflags", "--ldflags", "-gcflags", "-asmflags", "-mod", "-modfile", "-p", "-o", "-C",
      "-buildmode", "-compiler", "-pkgdir", "-toolexec", "-overlay", "-installsuffix", "-exec",
    ])

  private static let cargo = PackageManagerGrammar(
    manager: "cargo", style: .at,
    subcommands: ["install": .packages, "binstall": .packages, "fetch": .manifest],
    valued: [
      "--version", "--vers", "--git", "--branch", "--tag", "--rev", "--path", "--root", "--registry", "--index",
      "--features", "-F", "-j", "--jobs", "--target", "--profile", "--target-dir", "--bin", "--example", "--config",
      "-Z", "-C", "--manifest-path", "--color", "--message-format",
    ],
    versionOptions: ["--version", "--vers"], localOptions: ["--path"], urlOptions: ["--git"], informative: [])

  private static let composer = PackageManagerGrammar(
    manager: "composer", style: .colon,
    subcommands: ["install": .manifest, "i": .manifest, "require": .packages, "r": .packages],
    prefixes: ["global"],
    valued: ["-d", "--working-dir", "--ignore-platform-req", "--apcu-autoloader-prefix", "--repository"])
}
