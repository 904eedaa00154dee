/// Cuts a Dockerfile into logical lines, and each of them into an instruction.
struct DockerfileParser {
  /// BuildKit reads lines through a buffer of this size and refuses longer ones.
  static let lineLimit = 65_535
  /// How many unterminated here-documents are looked for up to the end of the file; each costs a scan of all of it.
  static let unterminatedHeredocLimit = 32

  private let source: [UInt8]
  private var position = 0
  private var lineNumber = 0
  /// Where the current line ends, carriage returns included, which belong to the content of a here-document.
  private var lineEnd = 0
  private var mayHoldDirectives = true
  private var unterminatedHeredocs = 0
  var file = Dockerfile()

  init(_ source: [UInt8]) {
    self.source = source
  }

  mutating func run() {
    file.text.reserve(source.count + 64)
    while let line = nextLine() {
      readInstruction(firstLine: line)
    }
    file.lineCount = lineNumber
    if file.instructions.isEmpty {
      report(line: 1, "file with no instructions.")
    }
  }

  /// The next physical line without its line end, or nil at the end of the file.
  private mutating func nextLine() -> Range<Int>? {
    guard position < source.count else { return nil }
    let start = position
    var end = start
    while end < source.count, source[end] != Ascii.newline { end += 1 }
    lineEnd = end
    position = min(end + 1, source.count)
    lineNumber += 1
    if end - start > Self.lineLimit {
      refuse("dockerfile line greater than max allowed size of \(Self.lineLimit); split it.")
    }
    while end > start, source[end - 1] == Ascii.carriageReturn { end -= 1 }
    return start..<end
  }

  private mutating func readInstruction(firstLine: Range<Int>) {
    let line = trimmingLeadingSpace(firstLine)
    readDirective(line)
    if isComment(line) {
      keepComment(line, isInsideInstruction: false)
      return
    }
    let startLine = lineNumber
    let start = file.text.bytes.count
    var (content, isContinued) = cuttingContinuation(line)
    if content.isEmpty, !isContinued { return }
    file.text.append(source[content], line: lineNumber)
    var emptyLine: Int?
    while isContinued, let next = nextLine() {
      let trimmed = trimmingLeadingSpace(next)
      if trimmed.isEmpty {
        emptyLine = emptyLine ?? lineNumber
      } else if isComment(trimmed) {
        keepComment(trimmed, isInsideInstruction: true)
      } else {
        (content, isContinued) = cuttingContinuation(next)
        file.text.append(source[content], line: lineNumber)
      }
    }
    if let emptyLine {
      let text = file.text.string(start..<min(file.text.bytes.count, start + 200))
      report(
        .warning, line: emptyLine,
        "Empty continuation line found in: \(text); remove it, for empty continuation lines will become errors in a future release."
      )
    }
    let count = file.instructions.count
    finishInstruction(start..<file.text.bytes.count, startLine: startLine)
    if file.instructions.count > count { file.instructions[count].emptyLine = emptyLine }
  }

  private mutating func finishInstruction(_ range: Range<Int>, startLine: Int) {
    let range = trimming(range, in: file.text.bytes)
    guard !range.isEmpty else { return }
    var instruction = readInstruction(range, startLine: startLine)
    readHeredocs(of: &instruction, in: range)
    instruction.endLine = lineNumber
    instruction.extent = instruction.arguments.lowerBound..<file.text.bytes.count
    file.instructions.append(instruction)
    file.text.append(Ascii.newline, line: lineNumber)
  }

  /// Apart from its caller so that the reader's hold on the text ends before the text grows again.
  private mutating func readInstruction(_ range: Range<Int>, startLine: Int) -> Instruction {
    var reader = InstructionReader(bytes: file.text.bytes, escape: file.escape, line: startLine)
    let instruction = reader.instruction(range)
    file.diagnostics.append(contentsOf: reader.diagnostics)
    return instruction
  }

  private mutating func report(
    _ severity: Diagnostic.Severity = .error,
    kind: String = "syntax",
    line: Int,
    _ message: String
  ) {
    file.diagnostics.append(Diagnostic(kind: kind, severity: severity, line: line, message: message))
  }

  private mutating func refuse(_ message: String) {
    report(.warning, kind: Diagnostic.rejection, line: lineNumber, message)
  }
}

// MARK: - Lines

extension DockerfileParser {
  private func trimmingLeadingSpace(_ line: Range<Int>) -> Range<Int> {
    WhiteSpace.skipping(in: source, line)
  }

  private func isComment(_ line: Range<Int>) -> Bool {
    !line.isEmpty && source[line.lowerBound] == Ascii.hash
  }

  private mutating func keepComment(_ line: Range<Int>, isInsideInstruction: Bool) {
    let content = trimming(line.lowerBound + 1..<line.upperBound, in: source)
    let text = String(decoding: source[content], as: UTF8.self)
    file.comments.append(Comment(text: text, line: lineNumber, isInsideInstruction: isInsideInstruction))
  }

  /// A line goes on where it ends in one escape character, spaces and tabs behind it or not; two are no continuation.
  private func cuttingContinuation(_ line: Range<Int>) -> (content: Range<Int>, isContinued: Bool) {
    var end = line.upperBound
    while end > line.lowerBound, source[end - 1] == Ascii.space || source[end - 1] == Ascii.tab { end -= 1 }
    guard end > line.lowerBound, source[end - 1] == file.escape else { return (line, false) }
    if end - 1 > line.lowerBound, source[end - 2] == file.escape { return (line, false) }
    return (line.lowerBound..<end - 1, true)
  }

  /// Directives stand before everything else, blank lines and ordinary comments included.
  private mutating func readDirective(_ line: Range<Int>) {
    guard mayHoldDirectives else { return }
    guard let (name, value) = DirectiveLine.parse(source[line]) else {
      mayHoldDirectives = false
      return
    }
    guard let name = ParserDirective.Name(rawValue: name) else { return }
    if file.directives.contains(where: { $0.name == name }) {
      refuse("only one \(name.rawValue) parser directive can be used.")
      return
    }
    file.directives.append(ParserDirective(name: name, value: value, line: lineNumber))
    guard name == .escape else { return }
    switch value {
    case "\\": file.escape = Ascii.backslash
    case "`": file.escape = Ascii.backtick
    default: refuse("invalid ESCAPE token \"\(value)\": must be ` or \\.")
    }
  }
}

// MARK: - Here-documents

extension DockerfileParser {
  private mutating func readHeredocs(of instruction: inout Instruction, in range: Range<Int>) {
    guard instruction.mayHoldHeredoc else { return }
    let marks = HeredocMark.marks(in: file.text.bytes, range)
    guard !marks.isEmpty else { return }
    let before = (position: position, line: lineNumber, length: file.text.bytes.count)
    for mark in marks {
      guard let content = readHeredocContent(until: mark) else {
        (position, lineNumber) = (before.position, before.line)
        file.text.truncate(to: before.length)
        instruction.heredocs = []
        report(line: instruction.line, "unterminated heredoc: no line holds \(mark.name) alone; add one.")
        return
      }
      instruction.heredocs.append(mark.heredoc(content: content))
    }
  }

  /// Copies the lines up to the terminator into the text; nil where there is none.
  private mutating func readHeredocContent(until mark: HeredocMark) -> Range<Int>? {
    guard unterminatedHeredocs < Self.unterminatedHeredocLimit else { return nil }
    let terminator = Array(mark.name.utf8)
    file.text.append(Ascii.newline, line: lineNumber)
    let start = file.text.bytes.count
    while let line = nextLine() {
      var candidate = line
      if mark.stripsTabs {
        while !candidate.isEmpty, source[candidate.lowerBound] == Ascii.tab {
          candidate = candidate.lowerBound + 1..<candidate.upperBound
        }
      }
      let end = file.text.bytes.count
      file.text.append(source[line.lowerBound..<lineEnd], line: lineNumber)
      if source[candidate].elementsEqual(terminator) { return start..<end }
      file.text.append(Ascii.newline, line: lineNumber)
    }
    unterminatedHeredocs += 1
    return nil
  }
}

extension Instruction {
  /// RUN, COPY and ADD, also behind ONBUILD, unless their arguments are a JSON array.
  var mayHoldHeredoc: Bool {
    switch (keyword, body) {
    case (_, .onbuild(let inner)): inner.mayHoldHeredoc
    case (.run, .command(let command)): !command.isExec
    case (.add, .words(_, let isJSON)), (.copy, .words(_, let isJSON)): !isJSON
    default: false
    }
  }
}
