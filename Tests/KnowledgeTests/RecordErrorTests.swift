import Store
import Testing

@testable import Knowledge

/// What is wrong with a record is said with file and line, and with what to do.
@Suite struct RecordErrorTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let expected: String

    init(_ old: String, _ new: String, _ expected: String) {
      (self.old, self.new, self.expected) = (old, new, expected)
    }

    var testDescription: String { expected }

    func applied(to text: String) throws -> String {
      let range = try #require(text.firstRange(of: old), "the sample has no '\(old)'")
      return text[..<range.lowerBound] + new + text[range.upperBound...]
    }
  }

  static let ruleMistakes = [
    Mistake("severity: high", "severty: high", "rules/no-latest.md:5: unknown key 'severty': did you mean 'severity'?"),
    Mistake("severity: high\n", "", "rules/no-latest.md:2: missing key 'severity': add 'severity: …'"),
    Mistake(
      "severity: high", "severity: grave",
      "rules/no-latest.md:5: 'severity' is 'grave': use one of critical, high, medium, low, info"),
    Mistake(
      "confidence: high\n", "confidence: high\nreviewed: 20\n",
      "rules/no-latest.md:7: 'reviewed' without 'upheld': add 'upheld: …'"),
    Mistake(
      "confidence: high\n", "confidence: high\nupheld: 20\n",
      "rules/no-latest.md:7: 'upheld' without 'reviewed': add 'reviewed: …'"),
    Mistake(
      "confidence: high\n", "confidence: high\nreviewed: many\nupheld: 20\n",
      "rules/no-latest.md:7: 'reviewed' is 'many': write a whole number, such as 20"),
    Mistake(
      "confidence: high\n", "confidence: high\nreviewed: 20\nupheld: -1\n",
      "rules/no-latest.md:8: 'upheld' is '-1': write a whole number, such as 20"),
    Mistake(
      "confidence: high\n", "confidence: high\nreviewed: 20\nupheld: 21\n", "rules/no-latest.md:8: 21 of 20 cannot be"),
    Mistake(
      "confidence: high\n", "confidence: high\nreviewed: 0\nupheld: 0\n", "rules/no-latest.md:8: 0 of 0 cannot be"),
    Mistake(
      "confidence: high\n", "confidence: high\nreviewed: 20\nupheld: 18\n",
      "rules/no-latest.md:6: 18 of 20 findings were right: 'confidence' is medium at most"),
    Mistake("target: dockerfile", "target: image", "rules/no-latest.md:4: 'target' is 'image': use one of "),
    Mistake("title: Name a version", "title: Name a version.", "rules/no-latest.md:3: the title ends in a full stop"),
    Mistake("id: no-latest", "id: No_Latest", "rules/no-latest.md:2: 'No_Latest' is no id"),
    Mistake(
      "id: no-latest", "id: latest", "rules/no-latest.md:2: 'latest' is not the file's name: name the file latest.md"),
    Mistake("title: Name a version", "title: [a]", "rules/no-latest.md:3: 'title' must be a text"),
    Mistake(
      "patterns: [pinned]", "patterns: pinned", "rules/no-latest.md:9: 'patterns' must be a list, such as [a, b]"),
    Mistake("[pinned]", "[pinned, pinned]", "rules/no-latest.md:9: 'pinned' is there twice"),
    Mistake("[pinned]", "[pined]", "rules/no-latest.md:9: unknown pattern 'pined': did you mean 'pinned'?"),
    Mistake(
      "{hadolint: [DL3007]}", "{hadolit: [DL3007]}",
      "rules/no-latest.md:10: unknown tool 'hadolit': did you mean 'hadolint'?"),
    Mistake(
      "{hadolint: [DL3007]}", "{hadolint: [DL3007]}\nsubjects: {DL3070: [python]}",
      "rules/no-latest.md:11: 'DL3070' is no alias of this rule: did you mean 'DL3007'?"),
    Mistake("{cis: [", "{sic: [", "rules/no-latest.md:11: unknown framework 'sic': did you mean 'cis'?"),
    Mistake("\"4.2\"", "\"4.3\"", "rules/no-latest.md:11: the framework 'cis' has no control '4.3'"),
    Mistake(
      "parameters: {allowed: [scratch, busybox]}", "parameters: [a]",
      "rules/no-latest.md:12: 'parameters' must be a mapping"),
    Mistake("[scratch, busybox]", "[scratch, {a: b}]", "rules/no-latest.md:12: an entry of a list must be a text"),
    Mistake(
      "since: 0.1.0\n", "since: 0.1.0\nsince: 0.2.0\n",
      "rules/no-latest.md:13: not valid YAML: the key since is there twice"),
    Mistake("title: Name a version", "title: 'Name", "not valid YAML: "),
    Mistake("---\nid", "id", "rules/no-latest.md:1: no front matter: start the record with '---'"),
    Mistake("A floating tag moves.", "", "rules/no-latest.md:2: no prose"),
    Mistake("## Fix", "## Fixes", "rules/no-latest.md:17: unknown section 'Fixes': did you mean 'Fix'?"),
    Mistake("## Fix", "### Fix", "rules/no-latest.md:2: missing section 'Fix': add '## Fix'"),
    Mistake(
      "## Applies", "## Violations", "rules/no-latest.md:29: the section 'Violations' is there already, in line 24"),
    Mistake(
      "```sql\nSELECT content_id FROM", "```\nSELECT content_id FROM",
      "rules/no-latest.md:24: 'Applies' must hold one ```sql block; it has 0"),
    Mistake("SELECT content_id FROM stage\n", "\n", "rules/no-latest.md:25: the SQL is empty"),
    Mistake(
      "```dockerignore with .dockerignore\n.git\n```\n", "```dockerignore with .dockerignore\n",
      "rules/no-latest.md:44: this block is never closed"),
    Mistake("dockerfile violates", "dockerfile fails", "rules/no-latest.md:35: 'dockerfile fails' says no outcome"),
    Mistake("dockerfile violates", "docker violates", "rules/no-latest.md:35: unknown language 'docker'"),
    Mistake(
      "dockerfile violates", "dockerfile passes", "rules/no-latest.md:38: findings without an example that violates"),
    Mistake(
      "dockerfile violates", "dockerfile passes", "rules/no-latest.md:34: no example that is 'violates': add one"),
    Mistake(
      "1: python:latest floats\n", "python:latest floats\n",
      "rules/no-latest.md:39: 'python:latest floats' is no finding"),
    Mistake("1: python:latest floats\n", "", "rules/no-latest.md:35: an example that violates needs its findings"),
    Mistake(
      "```findings\n1: python:latest floats\n```\n", "",
      "rules/no-latest.md:35: an example that violates needs its findings"),
    Mistake(
      "```dockerfile passes build/Dockerfile\nFROM python:3.13\n```\n", "",
      "rules/no-latest.md:34: no example that is 'passes': add one"),
  ]

  @Test(arguments: ruleMistakes)
  func `A mistake in a rule is named`(mistake: Mistake) throws {
    let files = Sample.files(rule: try mistake.applied(to: Sample.rule))
    #expect(Self.problems { try Sample.base(files) }.contains { $0.contains(mistake.expected) })
  }

  static let patternMistakes = [
    Mistake(
      "kind: pattern", "kind: idiom", "patterns/pinned.md:3: 'kind' is 'idiom': use one of pattern, anti-pattern"),
    Mistake(
      "rules: [no-latest]", "rules: [no-lastest]",
      "patterns/pinned.md:8: unknown rule 'no-lastest': did you mean 'no-latest'?"),
    Mistake(
      "dockerfile template Dockerfile", "dockerfile template",
      "patterns/pinned.md:14: 'dockerfile template' is no template"),
    Mistake("## Adopted", "## Used", "patterns/pinned.md:2: missing section 'Adopted'"),
    Mistake(
      "kind: pattern", "kind: anti-pattern",
      "patterns/pinned.md:20: an anti-pattern is detected by its rules: take 'Applies' out"),
    Mistake("kind: pattern", "kind: anti-pattern", "patterns/pinned.md:2: missing section 'Fix'"),
    Mistake("summary: Name the version.\n", "", "patterns/pinned.md:2: missing key 'summary'"),
  ]

  @Test(arguments: patternMistakes)
  func `A mistake in a pattern is named`(mistake: Mistake) throws {
    let files = Sample.files(pattern: try mistake.applied(to: Sample.pattern))
    #expect(Self.problems { try Sample.base(files) }.contains { $0.contains(mistake.expected) })
  }

  @Test(arguments: [
    Mistake("id: cis", "id: sic", "frameworks/cis.yml:1: 'sic' is not the file's name: name the file sic.yml"),
    Mistake("Trusted bases", "[]", "frameworks/cis.yml:5: the control '4.2' must have one title"),
    Mistake("version: \"1.6\"", "edition: \"1.6\"", "frameworks/cis.yml:3: unknown key 'edition'"),
  ])
  func `A mistake in a framework is named`(mistake: Mistake) throws {
    let files = Sample.files(framework: try mistake.applied(to: Sample.framework))
    #expect(Self.problems { try Sample.base(files) }.contains { $0.contains(mistake.expected) })
  }

  @Test(arguments: [
    ("repository,suffix\na\n", "images/variants.csv:2: 'a' is no variant: write repository,suffix"),
    ("repository,suffix\na,b\na,b\n", "images/variants.csv:3: 'a,b' is there twice"),
  ])
  func `A mistake in the image variants is named`(text: String, expected: String) {
    let problems = Self.problems { try Sample.base(Sample.files() + [Sample.file("images/variants.csv", text)]) }
    #expect(problems == [expected])
  }

  @Test func `Two records may not have one id`() {
    let problems = Self.problems { try Sample.base(Sample.files() + [Sample.file("more/no-latest.md", Sample.rule)]) }
    #expect(
      problems == ["more/no-latest.md:2: the rule 'no-latest' is in rules/no-latest.md:2 already: give it another id"])
  }

  /// One check of another tool may be several here, each with a condition of its own.
  @Test func `Two rules may have one alias`() throws {
    let other = try Mistake("id: no-latest", "id: other", "").applied(to: Sample.rule)
    let base = try Sample.base(Sample.files() + [Sample.file("rules/other.md", other)])
    #expect(base.rules(named: "hadolint:DL3007").map(\.id) == ["no-latest", "other"])
  }

  @Test func `All mistakes of all files are told at once`() throws {
    let rule = try Mistake("severity: high", "severity: grave", "").applied(
      to: try Mistake("## Fix", "## Fixes", "").applied(to: Sample.rule))
    let pattern = try Mistake("kind: pattern", "kind: idiom", "").applied(to: Sample.pattern)
    let problems = Self.problems { try Sample.base(Sample.files(rule: rule, pattern: pattern)) }
    #expect(problems.count == 4)
    #expect(
      problems.map { $0.prefix { $0 != " " } } == [
        "patterns/pinned.md:3:", "rules/no-latest.md:2:", "rules/no-latest.md:5:", "rules/no-latest.md:17:",
      ])
  }

  @Test func `A record that is cut or garbled anywhere is a rule or a problem, never both or neither`() throws {
    let bytes = Array(Sample.rule.utf8)
    let passes = try #require(Sample.rule.firstRange(of: "dockerfile passes"))
    let firstWhole = Sample.rule[..<passes.upperBound].utf8.count
    for position in stride(from: 0, to: bytes.count, by: 5) {
      let texts = [0x00, 0x0A, 0x22, 0x2D, 0x5B, 0x60, 0x7B, 0xFF].map {
        bytes[..<position] + [$0] + bytes[position...]
      }
      for text in [bytes[..<position]] + texts {
        let file = Sample.file("rules/no-latest.md", String(decoding: text, as: UTF8.self))
        let (rule, problems) = RuleReader.read(file)
        #expect((rule == nil) == !problems.isEmpty)
        #expect(rule == nil || text.count >= firstWhole)
      }
    }
  }

  static let queryMistakes = [
    Mistake(
      "SELECT content_id FROM stage\n", "SELECT content_id FROM stages\n",
      "rules/no-latest.md:26: no such table: stages"),
    Mistake("SELECT content_id FROM stage\n", "DELETE FROM stage\n", "rules/no-latest.md:26: the statement writes"),
    Mistake(
      "SELECT content_id FROM stage\n", "SELECT line FROM stage\n",
      "rules/no-latest.md:26: the query returns no column 'content_id'"),
    Mistake(
      "SELECT content_id FROM stage\n", "SELECT content_id FROM stage; SELECT 1\n",
      "rules/no-latest.md:26: more than one statement"),
    Mistake("image AS subject", "image", "rules/no-latest.md:31: the query returns no column 'subject'"),
    Mistake(
      "{subject} floats", "{image} floats",
      "rules/no-latest.md:8: the message names {image}, which Violations does not return"),
  ]

  @Test(arguments: queryMistakes)
  func `A query that cannot work is named`(mistake: Mistake) throws {
    let base = try Sample.base(Sample.files(rule: try mistake.applied(to: Sample.rule)))
    #expect(base.queryProblems().contains { $0.description.hasPrefix(mistake.expected) })
  }

  @Test(arguments: [
    ("SELECT 1", false), ("SELECT 1;", false), ("SELECT 1; -- end; of it\n", false), ("SELECT ';' /* ; */", false),
    ("SELECT 1; SELECT 2", true), ("SELECT 1;'", true), ("SELECT 'it''s; two'", false), ("/* ; open", false),
    ("'", false),
  ])
  func `Statements are counted as SQLite does`(sql: String, isSeveral: Bool) {
    #expect(QueryContract.isSeveral(sql) == isSeveral)
  }

  private static func problems(_ body: () throws -> KnowledgeBase) -> [String] {
    do {
      _ = try body()
      return []
    } catch {
      return (error as? KnowledgeError)?.problems.map(\.description) ?? ["\(error)"]
    }
  }
}
