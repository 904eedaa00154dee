import Syntax

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = JoinedText(SourceText(fuzzed(data, count)).bytes)
  let lastLine = text.line(at: text.bytes.count)
  for command in ShellScript(parsing: text).commands {
    expect(command.line >= 1 && command.endLine <= lastLine, "a command lies in its script")
    _ = command.subcommand
    _ = PackageInstall.installs(of: command)
  }
  return 0
}
