import Foundation
@testable import Syntax
import Testing

@Suite(.enabled(if: ConformanceCase.isAvailable, "no folder of conformance cases"))
struct DockerfileConformanceTests {
  static let parser = ConformanceSuite(checks: [
    "ast_dump": { tree($0) },
    "line_spans": { lineSpans($0) },
    "parse": { parse($0) },
    "parse_words": { words($0) },
    "name_value": { nameValue($0) },
    "json_array": { jsonArray($0) },
    "directives": { selection($0) },
    "detect_syntax": { selection($0) },
    "parse_directive": { selection($0) },
    "heredocs_from_line": { heredocsFromLine($0) },
    "parse_heredoc_word": { heredocWord($0) },
    "chomp_heredoc": { chompedHeredoc($0) },
    "parse_instruction": { instruction($0) },
    "parse_stages": { stages($0) },
    "parse_key_value": { keyValue($0) },
    "handle_json_args": { try jsonArguments($0) },
    "parse_device": { device($0) },
    "expose_ports": { ports($0) },
    "convert": { build($0) },
    "no_crash": { example in _ = BuildPlan(file(example)) },
  ])

  @Test(arguments: ConformanceCase.all("buildkit_parser"))
  func parser(_ example: ConformanceCase) throws {
    try Self.parser.run(example)
  }

  static func file(_ example: ConformanceCase) -> Dockerfile {
    Dockerfile(parsing: Array(example.input.utf8))
  }

  // MARK: - Lines and trees

  private static func tree(_ example: ConformanceCase) {
    let file = file(example)
    guard example.isAccepted else {
      #expect(file.diagnostics.contains { $0.isRejection })
      return
    }
    let expected = example.expect["instructions"] as? [[String]] ?? []
    #expect(file.instructions.map { dump($0, in: file) } == expected)
  }

  private static func lineSpans(_ example: ConformanceCase) {
    let found = file(example).instructions.map { [$0.line, $0.endLine] }
    let expected = example.expect.values.lazy.compactMap { $0 as? [[Int]] }.first
    #expect(found == expected)
  }

  private static func parse(_ example: ConformanceCase) {
    let file = file(example)
    // An accepted tree may hold instructions that a later step of BuildKit refuses.
    if !example.isAccepted {
      let rejections = file.diagnostics.filter(\.isRejection).map(\.message)
      #expect(rejections.contains(where: example.isExpected), "\(rejections)")
    }
    for (index, documents) in example.expect["heredocs_by_instruction"] as? [String: [[String: Any]]] ?? [:] {
      guard let index = Int(index), file.instructions.indices.contains(index) else {
        Issue.record("no instruction \(index)")
        continue
      }
      let found = file.instructions[index].heredocs.map { fields($0, in: file) }
      ConformanceExpectation(path: ["\(index)"], operation: "eq", value: documents).expect(found)
    }
    for check in ConformanceExpectation.all(example) { check.expect(warning(check.path, in: file)) }
  }

  /// The suite asks for the number of warnings, and for parts of them: the instruction they are about.
  private static func warning(_ path: [String], in file: Dockerfile) -> Any? {
    let warnings = file.diagnostics.filter { $0.message.hasPrefix("Empty continuation line") }
    guard path.dropFirst().first == "Warnings" else { return nil }
    if path.last == "len()" { return warnings.count }
    guard path.count > 3, let index = Int(path[2]), warnings.indices.contains(index) else { return nil }
    return warnings[index].message
  }

  private static func fields(_ heredoc: Heredoc, in file: Dockerfile) -> [String: Any] {
    [
      "Name": heredoc.name, "Content": file.string(heredoc.content), "Expand": heredoc.expands,
      "Chomp": heredoc.stripsTabs, "FileDescriptor": heredoc.fileDescriptor,
    ]
  }

  // MARK: - Parts of a line

  private static func reader(_ text: String) -> (reader: InstructionReader, range: Range<Int>) {
    let bytes = Array(text.utf8)
    return (InstructionReader(bytes: bytes, escape: Ascii.backslash, line: 1), 0..<bytes.count)
  }

  private static func words(_ example: ConformanceCase) {
    var (reader, range) = reader(example.input)
    let words = reader.quotedWords(range).map(reader.string)
    #expect(words == example.expect["words"] as? [String] ?? [])
  }

  private static func nameValue(_ example: ConformanceCase) {
    let keyword = example.fields["instruction"] as? String ?? "ENV"
    let file = Dockerfile(parsing: Array("\(keyword) \(example.input)".utf8))
    let isAccepted = !file.diagnostics.contains { $0.isRejection }
    #expect(isAccepted == example.isAccepted)
    guard isAccepted, let first = file.instructions.first else { return }
    #expect(dump(first.body, in: file) == example.expect["node_values"] as? [String] ?? [])
  }

  private static func jsonArray(_ example: ConformanceCase) {
    let bytes = Array(example.input.utf8)
    let found = JSONStrings.read(bytes, trimming(0..<bytes.count, in: bytes))
    guard case .strings(let words) = found else {
      #expect(!example.isAccepted)
      return
    }
    #expect(example.isAccepted)
    if let value = example.expect["value"] as? [String] { #expect(words.map(\.text) == value) }
  }

  private static func selection(_ example: ConformanceCase) {
    let name = example.fields["name"] as? String ?? "syntax"
    let found = ParserSelection(name, in: Array(example.input.utf8))
    #expect((found != nil) == example.expect["found"] as? Bool)
    guard let found else { return }
    if let reference = (example.expect["ref"] ?? example.expect["value"]) as? String {
      #expect(found.reference == reference)
    }
    if let value = example.expect["cmdline"] as? String { #expect(found.value == value) }
    if let lines = example.expect["lines"] as? [Int] { #expect(found.line == lines.first) }
  }

  private static func heredocsFromLine(_ example: ConformanceCase) {
    let bytes = Array(example.input.utf8)
    let names = HeredocMark.marks(in: bytes, 0..<bytes.count).map(\.name)
    #expect(names == example.expect["names"] as? [String] ?? [])
  }

  private static func heredocWord(_ example: ConformanceCase) {
    let bytes = Array(example.input.utf8)
    #expect((HeredocMark.words(of: bytes, 0..<bytes.count) != nil) == example.isAccepted)
    guard example.isAccepted else { return }
    let mark = HeredocMark.marks(in: bytes, 0..<bytes.count).first
    #expect(mark?.name == (example.expect["heredoc"] as? [String: Any])?["Name"] as? String)
  }

  private static func chompedHeredoc(_ example: ConformanceCase) {
    let found = String(decoding: Heredoc.withoutTabs(Array(example.input.utf8)[...]), as: UTF8.self)
    #expect(example.expect.values.contains { $0 as? String == found }, "\(found)")
  }

  private static func keyValue(_ example: ConformanceCase) {
    let (key, value) = InstructionFlag.keyAndValue(example.input)
    for check in ConformanceExpectation.all(example) { check.expect(check.path.first == "#0" ? key : value ?? "") }
  }

  private static func jsonArguments(_ example: ConformanceCase) throws {
    let words = example.fields["input"] as? [String] ?? []
    let isJSON = (example.fields["attributes"] as? [String: Any])?["json"] as? Bool ?? false
    let json = String(decoding: try JSONSerialization.data(withJSONObject: words), as: UTF8.self)
    let file = Dockerfile(parsing: Array("CMD \(isJSON ? json : words.joined(separator: " "))".utf8))
    guard case .command(let command)? = file.instructions.first?.body else {
      Issue.record("no command")
      return
    }
    let arguments = file.arguments(of: command)
    #expect(arguments == example.expect["args"] as? [String] ?? [])
    #expect(arguments.count == example.expect["length"] as? Int)
  }

  private static func device(_ example: ConformanceCase) {
    do {
      let device = try RunDevice(example.input)
      #expect(example.isAccepted)
      let found: [String: Any] = ["Name": device.name, "Required": device.isRequired]
      for check in ConformanceExpectation.all(example) { check.expect(found) }
    } catch {
      #expect(!example.isAccepted && example.isExpected(error.message), "\(error.message)")
    }
  }

  private static func ports(_ example: ConformanceCase) {
    let words = example.fields["input"] as? [String] ?? [example.input]
    do {
      let names = try words.flatMap { try ExposedPorts($0).names }
      #expect(example.isAccepted)
      for check in ConformanceExpectation.all(example) { check.expect(names) }
    } catch {
      let message = (error as? BuildError)?.message ?? ""
      #expect(!example.isAccepted && example.isExpected(message), "\(message)")
    }
  }

  // MARK: - Notation

  /// The notation of the suite: keyword in lower case, flags in brackets, and each name-value pair with its separator.
  private static func dump(_ instruction: Instruction, in file: Dockerfile) -> [String] {
    var result = [instruction.name.lowercased()]
    if !instruction.flags.isEmpty {
      result += ["["] + instruction.flags.map { "--" + $0.name + ($0.value.map { "=\($0)" } ?? "") } + ["]"]
    }
    return result + dump(instruction.body, in: file)
  }

  private static func dump(_ body: Instruction.Body, in file: Dockerfile) -> [String] {
    switch body {
    case .text(let word): [word.text].filter { !$0.isEmpty }
    case .words(let words, _): words.map(\.text)
    case .pairs(let pairs, let form):
      pairs.flatMap { pair in
        guard let value = pair.value else { return [pair.key.text] }
        return [pair.key.text, value.text, form == .legacy ? "" : "="]
      }
    case .command(let command): file.arguments(of: command)
    case .healthcheck(let kind, let command): (kind.map { [$0.text] } ?? []) + file.arguments(of: command)
    case .onbuild(let inner): dump(inner, in: file)
    case .invalid: []
    }
  }
}
