import ArgumentParser
import Loadline

struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Prints what Loadline sees of files: instructions, stages, commands, values.",
    discussion: """
      Of a Dockerfile: its instructions with their variables replaced, its stages, and the commands of its scripts word
      by word. Of a Compose file: its tree with the line of each value, and the project that Compose makes of it with its
      override, .env and all that it extends or includes, each value with the file and line that set it. Files are read
      as what their names say. What is wrong with a file is printed with it, and does not change the exit code.

      Examples:
        loadline parse Dockerfile
        loadline parse --format json compose.yaml .dockerignore .env    one JSON object a line
        loadline parse --kind shell entrypoint
        loadline parse --project compose.yaml compose.prod.yaml         the project that both make, merged in this order
        cat Dockerfile | loadline parse -                               reads a Dockerfile from standard input
      """)

  @Argument(help: "Files; - for standard input.", completion: .file())
  var paths: [String]

  @Option(help: "How to print: tree or json.")
  var format = ParsedFile.Format.tree

  @Option(help: "What to read them as: dockerfile, compose, dockerignore, env, codeowners or shell.")
  var kind: ParsedFile.Kind?

  @Flag(help: "Merge the files, which are Compose files, into one project.")
  var project = false

  func validate() throws {
    if project, let kind, kind != .compose {
      throw ValidationError("--project merges Compose files: leave --kind \(kind.rawValue) out.")
    }
  }

  func run() throws {
    if project {
      Output.print(try ParsedFile(project: paths).text(as: format))
      return
    }
    for path in paths { Output.print(try ParsedFile(path: path, as: kind).text(as: format)) }
  }
}
