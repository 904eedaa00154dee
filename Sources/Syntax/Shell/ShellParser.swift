/// Reads a script by recursive descent over its bytes. Every byte is read once; nesting is bounded.
struct ShellParser {
  /// Constructs inside each other beyond this are not read.
  static let depthLimit = 40

  /// Where a list of commands ends.
  struct Stops: OptionSet {
    let rawValue: Int
    static let closeParen = Stops(rawValue: 1)
    static let closeBrace = Stops(rawValue: 2)
    static let then = Stops(rawValue: 4)
    static let elseOrFi = Stops(rawValue: 8)
    static let `do` = Stops(rawValue: 16)
    static let done = Stops(rawValue: 32)
    static let caseEnd = Stops(rawValue: 64)
  }

  /// A simple command while its words are read.
  struct Draft {
    var words: [ShellWord] = []
    var assignments: [ShellWord] = []
    var redirections: [ShellRedirection] = []
    var line = 1
    var endLine = 1
    /// Where its commands go among those of the script: before those of its own substitutions.
    var index = 0
    var connector = ShellCommand.Connector.first
    var pipeline = 0

    init(words: [ShellWord] = []) {
      self.words = words
      line = words.first?.line ?? 1
      endLine = words.last?.line ?? 1
    }

    var isEmpty: Bool { words.isEmpty && assignments.isEmpty && redirections.isEmpty }
  }

  struct PendingHeredoc {
    var name: [UInt8]
    var stripsTabs: Bool
    /// The shell that reads it as a script, and what that is run through; nil where it is data.
    var readers: [String]?
  }

  let text: JoinedText
  let end: Int
  var position: Int
  var script = ShellScript()
  var pendingHeredocs: [PendingHeredoc] = []
  var connector = ShellCommand.Connector.first
  var pipeline = 0
  var nextPipeline = 0
  var context = ShellCommand.Context.plain
  /// Constructs of the script around the current command.
  var depth = 0
  /// Constructs, substitutions and scripts in scripts that are being read.
  var level = 0
  var wrappers: [String] = []
  var variables = ShellVariables.none
  /// The words behind the first one that the value of a variable left without quotes was split into.
  var splitWords: [ShellWord] = []
  /// Room for the text of a word while it is read.
  var spareBytes: [UInt8] = []
  private var lineRun = (offsets: 0..<0, line: 1)

  init(_ text: JoinedText, _ range: Range<Int>) {
    self.text = text
    let range = range.clamped(to: 0..<text.bytes.count)
    position = range.lowerBound
    end = range.upperBound
  }

  mutating func run() {
    list(until: [])
  }

  // MARK: - Bytes

  @inline(__always) var peek: UInt8? { position < end ? text.bytes[position] : nil }

  @inline(__always) func peek(_ offset: Int) -> UInt8? {
    position + offset < end ? text.bytes[position + offset] : nil
  }

  /// Skips blanks and continued lines.
  mutating func skipBlanks() {
    while let byte = peek {
      if byte == Ascii.space || byte == Ascii.tab || byte == Ascii.carriageReturn {
        position += 1
      } else if byte == Ascii.backslash, peek(1) == Ascii.newline {
        position += 2
      } else {
        return
      }
    }
  }

  /// Skips blanks, line ends with the here-documents behind them, and comments.
  mutating func skipLines() {
    while true {
      skipBlanks()
      if peek == Ascii.newline {
        takeNewline()
      } else if peek == Ascii.hash {
        takeComment()
      } else {
        return
      }
    }
  }

  mutating func takeNewline() {
    position += 1
    guard !pendingHeredocs.isEmpty else { return }
    for heredoc in pendingHeredocs { skipHeredoc(heredoc) }
    pendingHeredocs = []
  }

  private mutating func takeComment() {
    let start = position + 1
    while let byte = peek, byte != Ascii.newline { position += 1 }
    let content = trimming(start..<position, in: text.bytes)
    let line = text.line(at: start - 1)
    script.comments.append(Comment(text: text.string(content), line: line, isInsideInstruction: true))
  }

  private mutating func skipHeredoc(_ heredoc: PendingHeredoc) {
    let body = position
    while position < end {
      var start = position
      while let byte = peek, byte != Ascii.newline { position += 1 }
      if heredoc.stripsTabs {
        while start < position, text.bytes[start] == Ascii.tab { start += 1 }
      }
      let isEnd = text.bytes[start..<position].elementsEqual(heredoc.name)
      if isEnd, let readers = heredoc.readers { readScript(body..<start, readers) }
      position = min(position + 1, end)
      if isEnd { return }
    }
  }

  /// Reads a here-document that is the input of a shell.
  private mutating func readScript(_ range: Range<Int>, _ readers: [String]) {
    guard level < Self.depthLimit else { return }
    var parser = ShellParser(text, range)
    parser.level = level + 1
    parser.depth = depth + 1
    parser.wrappers = readers
    parser.variables = variables
    parser.nextPipeline = nextPipeline
    parser.run()
    nextPipeline = parser.nextPipeline
    script.take(parser.script, isForBash: ["bash", "zsh", "ksh"].contains(readers.last))
  }

  /// The line of the byte at `offset`. Most are asked for in their order, so the last run of bytes is tried first.
  mutating func line(at offset: Int) -> Int {
    if !lineRun.offsets.contains(offset) { lineRun = text.run(at: offset) }
    return lineRun.line
  }

  mutating func report(_ message: String) {
    let line = text.line(at: max(0, min(position, end - 1)))
    script.diagnostics.append(Diagnostic(kind: "shell", severity: .info, line: line, message: message))
  }

  /// Runs `body` one level deeper, or gives up on the rest of the script where that is too deep.
  mutating func nested(_ body: (inout ShellParser) -> Void) {
    guard level < Self.depthLimit else {
      if position < end { report("The script is nested too deeply to be read.") }
      position = end
      return
    }
    level += 1
    body(&self)
    level -= 1
  }
}
