import Syntax
import Testing

@Suite struct LicenseExpressionTests {
  @Test(arguments: ["MIT", "Apache-2.0", "GPL-2.0", "GPL-3.0-or-later", "0BSD"])
  func `An id of the list`(text: String) {
    #expect(LicenseExpression(text) == .id)
  }

  @Test(arguments: [
    "MIT OR Apache-2.0", "(MIT AND BSD-3-Clause) OR GPL-2.0-only WITH Classpath-exception-2.0", "Apache-2.0+",
    "LicenseRef-our-own", "DocumentRef-a:LicenseRef-b", "((MIT))",
  ])
  func `An expression of ids`(text: String) {
    #expect(LicenseExpression(text) == .expression)
  }

  @Test(arguments: [
    "", "mit", "Apache 2.0", "MIT OR", "OR MIT", "MIT MIT", "(MIT", "MIT)", "MIT WITH MIT", "LicenseRef-", "()",
    "see the file LICENSE", "https://example.org/licence",
  ])
  func `Neither`(text: String) {
    #expect(LicenseExpression(text) == nil)
  }

  @Test func `Deep nesting costs no stack`() {
    #expect(LicenseExpression(String(repeating: "(", count: 500)) == nil)
  }
}
