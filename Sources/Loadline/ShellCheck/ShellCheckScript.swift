import Store
import Syntax

/// A script of a RUN as ShellCheck gets it: below a heading that gives the variables of the build a value.
struct ShellCheckScript {
  let dialect: String
  let text: String
  private let heading: String
  private let body: JoinedText

  /// The scripts of a Dockerfile.
  static func scripts(in bytes: [UInt8]) -> [ShellCheckScript] {
    let file = Dockerfile(parsing: bytes)
    let plan = BuildPlan(file)
    var global: Set<String> = ["HOME", "PATH", "HOSTNAME", "TERM"]
    var names: [Int: Set<String>] = [:]
    return plan.steps.compactMap { step in
      if step.instruction.keyword == .arg || step.instruction.keyword == .env {
        if let stage = step.stage {
          names[stage, default: []].formUnion(step.names)
        } else {
          global.formUnion(step.names)
        }
      }
      guard let range = file.scriptText(of: step), !range.isEmpty else { return nil }
      var known = global
      var stage = step.stage
      // A stage has what the stages that it builds on set; each lies before it.
      for _ in 0..<64 {
        guard let index = stage, plan.stages.indices.contains(index) else { break }
        known.formUnion(names[index] ?? [])
        stage = plan.stages[index].parent
      }
      return ShellCheckScript(file.text, range, shell: step.shellWords, names: known)
    }
  }

  private init(_ text: JoinedText, _ range: Range<Int>, shell: [String]?, names: Set<String>) {
    var body = JoinedText()
    body.append(text, range)
    self.body = body
    dialect = Self.dialect(of: body, shell)
    let variables = names.filter(Self.isName).sorted()
    // Of a value that it can see, ShellCheck knows that nothing can go wrong with it.
    heading = "export \(variables.map { "\($0)=\"$1\"" }.joined(separator: " "))\n"
    self.text = heading + body.string(0..<body.bytes.count)
  }

  /// The line of the file that a comment is about; nil where it is about the heading.
  func line(of comment: ShellCheckProgram.Comment) -> Int? {
    guard comment.line > 1 else { return nil }
    var offset = 0
    for _ in 2..<comment.line {
      guard let end = body.bytes[offset...].firstIndex(of: 0x0A) else { break }
      offset = end + 1
    }
    // Columns count characters; past the end of the line its last one is meant.
    let line = String(decoding: body.bytes[offset...].prefix { $0 != 0x0A }, as: UTF8.self)
    let before = line.unicodeScalars.prefix(max(0, comment.column - 1))
    return body.line(at: offset + String(String.UnicodeScalarView(before)).utf8.count)
  }

  /// What the answer hangs on.
  var key: String { "\(text.utf8.count):\(Fingerprint.of([dialect, text]))" }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(0x30...0x39).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      byte == 0x5F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
  }

  /// The shell that a first line names, else that of SHELL, else sh.
  private static func dialect(of body: JoinedText, _ shell: [String]?) -> String {
    var words = shell ?? []
    if body.bytes.starts(with: "#!".utf8) {
      let line = body.bytes.dropFirst(2).prefix { $0 != 0x0A }
      words = String(decoding: line, as: UTF8.self).split(separator: " ").map(String.init)
        .filter { !$0.hasSuffix("/env") }
    }
    let program = words.first.flatMap { $0.split(separator: "/").last }.map(String.init) ?? "sh"
    switch program {
    case "bash", "dash", "ksh": return program
    case "ash", "busybox": return "dash"
    default: return "sh"
    }
  }
}
