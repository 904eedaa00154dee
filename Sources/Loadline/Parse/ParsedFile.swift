import Crawl
import Syntax

/// A file as Loadline's parsers see it.
public struct ParsedFile: Sendable {
  /// What a file is read as.
  public enum Kind: String, Sendable, CaseIterable {
    /// Instructions, stages and the commands of their scripts.
    case dockerfile
    /// A tree of YAML with the line of each value, and the project that Compose makes of it.
    case compose
    /// Patterns of a `.dockerignore`.
    case dockerignore
    /// Names and values of an env file.
    case env
    /// Patterns and owners of a CODEOWNERS file.
    case codeowners
    /// The simple commands of a shell script.
    case shell
  }

  /// How it is printed.
  public enum Format: String, Sendable, CaseIterable {
    /// An outline for people.
    case tree
    /// One JSON object on one line.
    case json
  }

  private let value: ParsedValue

  /// Reads and parses a file.
  ///
  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - kind: What to read it as; nil to go by its name.
  /// - Throws: ``LoadlineError`` where it cannot be read. What it holds never throws.
  public init(path: String, as kind: Kind? = nil) throws(LoadlineError) {
    let bytes = try InputFile(path).bytes()
    let kind = kind ?? Kind(ofFile: path)
    let content: [(key: String, value: ParsedValue)] =
      switch kind {
      case .dockerfile: DockerfileOutline(bytes).members
      case .compose: Self.compose(bytes, path)
      case .dockerignore: Self.dockerignore(bytes)
      case .env: Self.environment(bytes)
      case .codeowners: Self.codeOwners(bytes)
      case .shell: Self.shell(bytes)
      }
    value = .object([("version", .number(1)), ("path", .text(path)), ("kind", .text(kind.rawValue))] + content)
  }

  /// Merges Compose files into one project, with what they extend and include and the `.env` file beside the first.
  ///
  /// - Parameter paths: The files, each merged over the one before.
  /// - Throws: ``LoadlineError`` where one of them cannot be read. What they hold never throws.
  public init(project paths: [String]) throws(LoadlineError) {
    var given: [String: [UInt8]] = [:]
    for path in paths { given[path] = try InputFile(path).bytes() }
    value = .object(
      [("version", .number(1)), ("kind", .text("project"))] + ComposeProjectOutline(paths, given: given).members)
  }

  /// Prints it.
  ///
  /// - Parameter format: The form to print it in.
  /// - Returns: Text that ends in a line end.
  public func text(as format: Format) -> String {
    switch format {
    case .json: value.json + "\n"
    case .tree: value.tree
    }
  }
}

extension ParsedFile.Kind {
  /// What a file of this name is; a Dockerfile where the name says nothing.
  init(ofFile path: String) {
    let lower = path.lowercased()
    if case .candidate(let name) = ContainerFileName.verdict(path), let kind = Self(rawValue: name.kind.rawValue) {
      self = kind
    } else if lower.hasSuffix(".yml") || lower.hasSuffix(".yaml") {
      self = .compose
    } else if lower.hasSuffix("ignore") {
      self = .dockerignore
    } else if lower.hasSuffix(".sh") || lower.hasSuffix(".bash") {
      self = .shell
    } else {
      self = .dockerfile
    }
  }
}
