import Syntax

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = fuzzed(data, count)
  _ = TemplateMarks.firstLine(in: bytes)
  let file = Dockerfile(parsing: bytes)
  let plan = BuildPlan(file)
  expect(plan.steps.count == file.instructions.count, "every instruction is a step")
  for instruction in file.instructions {
    expect(instruction.line >= 1 && instruction.line <= instruction.endLine, "lines count upwards")
    expect(instruction.endLine <= file.lineCount, "no line behind the end of the file")
    expect(instruction.extent.upperBound <= file.text.bytes.count, "an instruction lies in its text")
  }
  for step in plan.steps {
    for command in file.script(of: step)?.commands ?? [] { _ = PackageInstall.installs(of: command) }
  }
  return 0
}
