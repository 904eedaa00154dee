/// Reads the examples of a rule: blocks that say `LANGUAGE OUTCOME [PATH]`, `LANGUAGE with PATH`, `findings`, or once
/// `yaml settings` with a configuration that holds for all examples of the rule.
struct ExampleReader {
  let file: String
  private(set) var settings: RuleExample.File?
  private(set) var problems: [KnowledgeProblem] = []

  init(file: String) {
    self.file = file
  }

  /// An example whose findings and further files may follow.
  private struct Draft {
    let outcome: RuleExample.Outcome
    let main: RuleExample.File
    var others: [RuleExample.File] = []
    var findings: [RuleExample.Finding]?
  }

  mutating func examples(of section: LiterateText.Section) -> [RuleExample] {
    var drafts: [Draft] = []
    for fence in section.fences {
      let words = fence.info.split(separator: " ").map(String.init)
      if words == ["findings"] {
        readFindings(fence, into: &drafts)
      } else if words == ["yaml", "settings"] {
        if settings != nil { report("the examples have their settings already", fence) }
        settings = exampleFile(.yaml, "loadline.yml", fence)
      } else if words.count == 3, words[1] == "with", let language = language(words[0], fence) {
        guard !drafts.isEmpty else {
          report("a file beside no example: put the example before it", fence)
          continue
        }
        drafts[drafts.count - 1].others.append(exampleFile(language, words[2], fence))
      } else {
        readExample(words, fence, into: &drafts)
      }
    }
    return drafts.map { example($0) }
  }

  private mutating func readExample(_ words: [String], _ fence: LiterateText.Fence, into drafts: inout [Draft]) {
    let outcomes = RuleExample.Outcome.allCases.map(\.rawValue)
    guard words.count == 2 || words.count == 3, let outcome = RuleExample.Outcome(rawValue: words[1]) else {
      let grammar = "LANGUAGE \(outcomes.joined(separator: "|")) [PATH], LANGUAGE with PATH, or findings"
      return report("'\(fence.info)' says no outcome: write \(grammar)", fence)
    }
    guard let language = language(words[0], fence) else { return }
    let path = words.count == 3 ? words[2] : language.standardPath
    drafts.append(Draft(outcome: outcome, main: exampleFile(language, path, fence)))
  }

  private mutating func language(_ word: String, _ fence: LiterateText.Fence) -> ExampleLanguage? {
    if let language = ExampleLanguage(rawValue: word) { return language }
    let known = ExampleLanguage.allCases.map(\.rawValue).joined(separator: ", ")
    report("unknown language '\(word)': use one of \(known)", fence)
    return nil
  }

  private func exampleFile(_ language: ExampleLanguage, _ path: String, _ fence: LiterateText.Fence) -> RuleExample.File
  {
    RuleExample.File(
      language: language, path: path, text: fence.text, place: Place(file: file, line: fence.line))
  }

  private mutating func readFindings(_ fence: LiterateText.Fence, into drafts: inout [Draft]) {
    guard let draft = drafts.last, draft.outcome == .violates else {
      return report("findings without an example that violates: put it right before them", fence)
    }
    guard draft.findings == nil else { return report("this example has its findings already", fence) }
    var findings: [RuleExample.Finding] = []
    for (offset, line) in fence.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      guard !line.allSatisfy({ $0 == " " }) else { continue }
      if let finding = Self.finding(line, mainPath: draft.main.path) {
        findings.append(finding)
      } else {
        let message = "'\(line)' is no finding: write LINE: message, PATH:LINE: message or - : message"
        problems.append(KnowledgeProblem(Place(file: file, line: fence.line + 1 + offset), message))
      }
    }
    drafts[drafts.count - 1].findings = findings
  }

  /// `LINE: message`, `PATH:LINE: message`, `PATH: message` or `- : message`.
  private static func finding(_ line: Substring, mainPath: String) -> RuleExample.Finding? {
    guard let mark = line.firstRange(of: ": ") else { return nil }
    let head = line[..<mark.lowerBound].trimmingBlanks()
    let message = line[mark.upperBound...].trimmingBlanks()
    guard !head.isEmpty, !message.isEmpty, !head.contains(" ") else { return nil }
    if head == "-" { return RuleExample.Finding(path: nil, line: nil, message: message) }
    if let number = Int(head) { return RuleExample.Finding(path: mainPath, line: number, message: message) }
    if let colon = head.lastIndex(of: ":"), let number = Int(head[head.index(after: colon)...]) {
      return RuleExample.Finding(path: String(head[..<colon]), line: number, message: message)
    }
    return RuleExample.Finding(path: head, line: nil, message: message)
  }

  private mutating func example(_ draft: Draft) -> RuleExample {
    if draft.outcome == .violates, draft.findings?.isEmpty != false {
      let message = "an example that violates needs its findings: add a ```findings block right after it"
      problems.append(KnowledgeProblem(draft.main.place, message))
    }
    return RuleExample(
      outcome: draft.outcome, main: draft.main, others: draft.others, findings: draft.findings ?? [])
  }

  private mutating func report(_ message: String, _ fence: LiterateText.Fence) {
    problems.append(KnowledgeProblem(Place(file: file, line: fence.line), message))
  }
}
