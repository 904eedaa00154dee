import ArgumentParser
import Loadline

struct ParseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse",
    abstract: "Prints what Loadline sees of files: instructions, stages, commands, values.",
    discussion: """
      Of a Dockerfile: its instructions with their variables replaced, its stages, and the commands of its scripts word
      by word. Of a Compose file: its tree with the line of each value. Files are read as what their names say. What is
      wrong with a file is printed with it, and does not change the exit code.

      Examples:
        loadline parse Dockerfile
        loadline parse --format json compose.yaml .dockerignore .env    one JSON object a line
        loadline parse --kind shell entrypoint
        cat Dockerfile | loadline parse -                               reads a Dockerfile from standard input
      """)

  @Argument(help: "Files; - for standard input.", completion: .file())
  var paths: [String]

  @Option(help: "How to print: tree or json.")
  var format = ParsedFile.Format.tree

  @Option(help: "What to read them as: dockerfile, compose, dockerignore, env, codeowners or shell.")
  var kind: ParsedFile.Kind?

  func run() throws {
    for path in paths { Output.print(try ParsedFile(path: path, as: kind).text(as: format)) }
  }
}
