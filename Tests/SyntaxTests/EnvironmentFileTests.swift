import Syntax
import Testing

@Suite("Files of environment variables")
struct EnvironmentFileTests {
  @Test func readsEveryForm() {
    let text = """
      # head
      A=1
      export B = two words # why
      C="x\\ty # no" # yes
      D='it''s $E'
      E
      F: yaml
      G="a
      b"
      H=a#b
      I=
      bad name=1
      J=é\r
      """
    let file = EnvironmentFile(SourceText(Array(text.utf8)))
    let found = file.entries.map { "\($0.line) \($0.name)=\($0.value ?? "nil")" }
    #expect(
      found == [
        "2 A=1", "3 B=two words", "4 C=x\ty # no", "5 D=it", "6 E=nil", "7 F=yaml", "8 G=a\nb", "10 H=a#b", "11 I=",
        "13 J=é",
      ]
    )
    #expect(file.entries[1].isExported)
    #expect(file.entries.map(\.quote).prefix(4) == [.none, .none, .double, .single])
    #expect(file.comments.map(\.text) == ["head", "why", "yes"])
    #expect(file.diagnostics.map(\.line) == [12])
  }

  @Test func reportsAnOpenQuote() {
    let file = EnvironmentFile(SourceText(Array("A=\"x\nB=1\n".utf8)))
    #expect(file.diagnostics.map(\.line) == [1])
    #expect(file.entries.map(\.name) == ["A", "B"])
  }

  @Test func everyPrefixIsRead() {
    let bytes = Array("export A=\"\\012\\x\"# c\r\nB='\n'\\\nC:".utf8)
    for end in bytes.indices { _ = EnvironmentFile(SourceText(Array(bytes[..<end]))) }
  }

  @Test func manyOpenQuotesTakeLinearTime() {
    _ = EnvironmentFile(SourceText(Array(String(repeating: "A=\"\n", count: 25_001).utf8)))
    _ = EnvironmentFile(SourceText(Array(String(repeating: "A='\"\n", count: 25_001).utf8)))
  }
}
