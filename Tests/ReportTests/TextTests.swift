import Report
import Testing

@Suite struct TextTests {
  @Test(arguments: [
    ("plain", "<p>plain</p>"), ("a\nb", "<p>a b</p>"), ("a\n\nb", "<p>a</p><p>b</p>"),
    ("**bold** and *thin* and _thin_", "<p><strong>bold</strong> and <em>thin</em> and <em>thin</em></p>"),
    ("snake_case_name", "<p>snake_case_name</p>"), ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
    ("`a < b` and ``a ` b``", "<p><code>a &lt; b</code> and <code>a ` b</code></p>"), ("`open", "<p>`open</p>"),
    ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"), ("\\*no\\*", "<p>*no*</p>"),
    ("- a\n- b\n  more", "<ul><li>a</li><li>b more</li></ul>"), ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
    ("- a\n\n- b", "<ul><li>a</li><li>b</li></ul>"), ("## Why", "<h4>Why</h4>"), ("#no", "<p>#no</p>"),
    ("```sh\na < b\n```\nafter", "<pre><code>a &lt; b</code></pre><p>after</p>"),
    ("```\nopen", "<pre><code>open</code></pre>"), ("[x](javascript:alert(1))", "<p>x</p>"),
    ("[x](data:y)", "<p>x</p>"),
    ("[x](//host)", "<p>x</p>"), ("[x](https://a\"b)", "<p>x</p>"), ("[x]", "<p>[x]</p>"), ("", ""),
    (
      "[x](https://a.org/?b=1&c)",
      "<p><a href=\"https://a.org/?b=1&amp;c\" rel=\"noopener noreferrer nofollow\">x</a></p>"
    ),
  ])
  func markdown(text: String, html: String) {
    #expect(Markdown.html(text).html == html)
  }

  @Test func nestedMarksEnd() {
    let html = Markdown.html(String(repeating: "**a *b ", count: 300) + String(repeating: "[", count: 3000)).html
    #expect(HTMLPage(html).faults == [])
  }

  /// A quote or bracket with a mark on it is one character to Swift, and two to a browser.
  @Test(arguments: ["\"\u{301}", "<\u{338}", "'\u{20DD}", "\u{600}<", "&\u{FE0F}"])
  func marksOnMarkupDoNotHideIt(text: String) {
    #expect(HTMLPage("<p title=\"\(Markdown.inline(text).html)\">x</p>").faults == [])
    #expect(Markdown.inline(text).html.contains("⟨U+"))
  }

  @Test(
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1234, "−1,234"),
      (.min, "−9,223,372,036,854,775,808"),
    ] as [(Int64, String)])
  func counts(number: Int64, text: String) {
    #expect(Figure.count(number) == text)
  }

  @Test(
    arguments: [
      (nil, "–"), (0, "0 %"), (1, "100 %"), (0.99999, "99.9 %"), (0.00001, "0.1 %"), (0.5, "50.0 %"),
      (0.6266, "62.7 %"),
      (.nan, "–"),
    ] as [(Double?, String)])
  func rates(rate: Double?, text: String) {
    #expect(Figure.percent(rate) == text)
  }

  @Test func datesAndAges() {
    #expect(Figure.day("2026-08-31T05:00:00Z") == "31 August 2026")
    #expect(Figure.day("2026-13-31") == "2026-13-31")
    #expect(Figure.month("2026-08") == "Aug 2026")
    #expect(
      [0, 1, 59, 61, 729, 800, -1].map(Figure.age(days:)) == [
        "today", "1 day", "59 days", "2 months", "24 months", "2 years", "–",
      ])
    #expect(Figure.points(0.0123) == "+1.2" && Figure.points(-0.001) == "−0.1" && Figure.points(0) == "±0.0")
  }
}
