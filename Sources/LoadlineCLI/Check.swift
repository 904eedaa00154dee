import Loadline

/// What a check is asked for.
struct Check {
  let paths: [String]
  var configuration: Configuration
  var format = CheckResult.Format.text
  /// Least severity that makes the exit code 1; nil for never.
  var bar: Severity? = .low
  var asOf: String?
  var shellCheck: ShellCheckProgram?

  /// Prints what it finds. Returns the exit code.
  func run() throws -> Int32 {
    let result = try Checker(configuration: configuration).check(
      paths: paths, asOf: asOf, shellCheck: shellCheck, describesRules: format == .sarif)
    Output.print(result.text(as: format))
    return result.fails(at: bar) ? 1 : result.diagnostics.contains(where: \.isError) ? 3 : 0
  }
}
