import Testing

@testable import Knowledge

@Suite struct LiterateTextTests {
  @Test func `Front matter, sections and blocks keep their lines`() {
    let text = LiterateText("---\nid: a\n---\nProse.\n\n## One\n```sql\nSELECT 1\n```\n## Two\nText\n")
    #expect(text.frontMatter?.text == "id: a\n")
    #expect(text.frontMatter?.line == 2)
    #expect(text.sections.map(\.title) == ["", "One", "Two"])
    #expect(text.sections.map(\.line) == [4, 6, 10])
    #expect(text.sections[1].fences.map(\.line) == [7])
    #expect(text.sections[1].fences.map(\.text) == ["SELECT 1\n"])
    #expect(text.unclosedFence == nil)
  }

  @Test(arguments: [
    ("````x\n```\n````\n", ["```\n"]), ("~~~x\n```\n~~~\n", ["```\n"]),
    ("```a\n## no heading\n```\n", ["## no heading\n"]),
    ("  ```a\nb\n   ```\n", ["b\n"]), ("    ```a\n", []), ("```a`b\n", []), ("```\n\n```\n```\n```", ["\n", ""]),
    ("``\n", []), ("```a\nb\n``` \n", ["b\n"]),
  ])
  func `Blocks are found as Markdown has them`(text: String, blocks: [String]) {
    let literate = LiterateText(text)
    #expect(literate.sections.flatMap(\.fences).map(\.text) == blocks)
    #expect(literate.unclosedFence == nil)
  }

  @Test(arguments: ["", "---", "---\nid: a", "\n", "## ", "```", "---\n---", "```a\nb"])
  func `Nothing that is cut short is lost or trapped on`(text: String) {
    let literate = LiterateText(text)
    #expect(literate.frontMatter == nil || text == "---\n---")
    #expect((literate.unclosedFence != nil) == text.hasPrefix("```"))
  }

  @Test func `Dropped blocks leave one blank line`() {
    let text = LiterateText("A.\n\n```x\n1\n```\n\nB.\n```y\n2\n```\n")
    let prose = text.sections[0].prose { $0.info == "x" }
    #expect(prose == "A.\n\nB.\n```y\n2\n```")
  }
}
