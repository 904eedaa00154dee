/// Endings that say that a file is about a container file, or a leftover of one, rather than being one.
enum FileEnding {
  /// Documents, data, images and what editors and merges leave behind.
  static let neverContainerFile: Set<String> = [
    "md", "markdown", "txt", "rst", "adoc", "asciidoc", "html", "htm", "pdf", "org", "tex",
    "json", "jsonc", "json5", "xml", "yml", "yaml", "toml", "ini", "cfg", "lock", "csv", "tsv", "snap",
    "golden",
    "png", "jpg", "jpeg", "gif", "svg", "ico", "webp",
    "swp", "swo", "swn", "bak", "orig", "rej", "patch", "diff", "log", "tmp",
    "gz", "tgz", "tar", "zip", "xz", "bz2", "zst", "sha256", "sha512", "md5", "sig", "asc", "sum",
  ]

  /// Source code; an image may be named for its language, so these count only where the name is not capitalised.
  static let programming: Set<String> = [
    "go", "py", "pyi", "pyc", "js", "mjs", "cjs", "ts", "mts", "tsx", "jsx", "vue", "rs", "rb", "java", "kt",
    "kts",
    "scala", "groovy", "c", "h", "cc", "cpp", "cxx", "hpp", "cs", "fs", "vb", "swift", "m", "mm", "php", "pl",
    "pm",
    "lua", "r", "jl", "ex", "exs", "erl", "hs", "ml", "clj", "el", "vim", "sql", "proto", "sh", "bash", "zsh",
    "fish",
    "ps1", "psm1", "bat", "cmd", "css", "scss", "less", "map", "nix", "tf", "cue", "rego", "sublime-syntax",
  ]

  static func reason(of name: String, insteadOf wanted: String) -> String {
    guard let ending = name.split(separator: ".").last, name.contains(".") else {
      return "the name resembles \(wanted), but is none that a builder reads"
    }
    return "the ending .\(ending) says that this is not \(wanted)"
  }
}
