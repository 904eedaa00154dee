import KnowledgeFolder
import Testing

@testable import Knowledge

/// What is read without Yams reads the same as with it.
@Suite struct PlainYAMLTests {
  static let records = embeddedFiles.filter { $0.path.hasSuffix(".md") || $0.path.hasSuffix(".yml") }

  @Test func `Every record reads the same`() throws {
    for record in Self.records {
      let yaml = record.path.hasSuffix(".md") ? LiterateText(record.text).frontMatter?.text ?? "" : record.text
      guard let entries = PlainYAML.entries(of: yaml) else { continue }
      #expect(try entries == YAMLTree.entriesByYams(of: yaml).get(), "\(record.path)")
    }
  }

  @Test func `Rules are read without Yams`() {
    for record in Self.records where record.path.hasPrefix("rules/") {
      #expect(PlainYAML.entries(of: LiterateText(record.text).frontMatter?.text ?? "") != nil, "\(record.path)")
    }
  }

  @Test(arguments: [
    "a: b", "a: b\n", "a: b c  # d\n", "a: b#c\n", "a: \"b: # \\\" \\\\ c\"\n", "a: 'it''s'  # d\n",
    "a: [b, 'c', \"d\"]\n",
    "a: []\nb: {}\n", "a: {b: c, d: [e, f]}\n", "a: [b,\n  c,\n d]\ne: f\n", "a: [b, c,]\n",
    "a:\n  - b\n  - \"c\"\n\nd: e\n",
    "a:\n  b: c\n  \"4.2\": d e\n# f\ng: h\n", "a:\n  b: [c,\n    d]\n  e: f\n", "a: b\n\n\n# c\nd: e", "\n# c\na: b",
    "a: http://b/c\n", "a: b:c\n", "a: {b: http://c}\n", "a: ä\n", "a: b \n", "a: (b) ${c}\n", "a: ~\n", "a:   b\n",
    "a:\n  - [b, c]\n", "a: b\"c\n", "a: [ä, \"ö\"]\n", "a: {\n  b: c,\n  d: e\n}\n", "a.b: c\n", "a b: c\n",
  ])
  func `What is plain reads the same`(yaml: String) throws {
    let entries = try #require(PlainYAML.entries(of: yaml))
    #expect(try entries == YAMLTree.entriesByYams(of: yaml).get())
  }

  @Test(arguments: [
    "", "a", "- a\n", "a: b: c\n", "a: *b\n", "a: &b c\n", "a: !b c\n", "a: |\n  b\n", "a: >-\n  b\n", "a:\n",
    "a: b\n  c\n",
    "a: b\na: c\n", "a: {b: c, b: d}\n", "a: \"b\\n\"\n", "a: \"b\n  c\"\n", "a: [b\n", "a: {b\n", "a: 'b\n",
    "a: [b] c\n",
    "a:\n  b:\n    c: d\n", "a:\n  - b: c\n", "a:\n- b\n", "a: [b: c]\n", "\ta: b\n", "a:\tb\n", " a: b\n", "a: @b\n",
    "a: [[[[b]]]]\n",
    "a: b\n---\nc: d\n", "a: ? b\n", "a: - b\n", "a: [b # c\n]\n", "a: {b:c}\n", "a: {b}\n", "a: [,]\n", "a: \u{7}\n",
    "a:b\n",
    "a: [", "a: {b: ", "a:\n  - ", "\"a", "a: \"b\\", "? a\n: b\n",
  ])
  func `What is not plain is left to Yams`(yaml: String) {
    #expect(PlainYAML.entries(of: yaml) == nil)
  }
}
